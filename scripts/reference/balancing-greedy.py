"""Greedy nearest-neighbour matching written out naively, O(n1 n0): makes Tests/BalancingTests/Fixtures/greedy.json.

    python3 scripts/reference/balancing-greedy.py Tests/BalancingTests/Fixtures

Python 3, standard library only. Rules: units stand in a line sorted by score, then row; a focal unit takes the nearest
eligible unit of the other arm, of equally near ones the left one, of equal scores the nearest in the line.
k:1 goes in rounds. closest/farthest: every focal unit's best is listed by distance (stable); a unit whose best was taken
looks again and is put back before its equals (closest) or behind them (farthest).
"""
import csv, itertools, json, random, statistics, sys
from math import sqrt

def matching(score, treated, order="largest", ratio=1, caliper=None, scale="sdAll", replace=False, reuse=None,
             estimand="ATT", exact=(), calipers=()):
    n = len(score)
    line = sorted(range(n), key=lambda i: (score[i], i))
    place = {i: p for p, i in enumerate(line)}
    isfocal = [t == (estimand == "ATT") for t in treated]
    focal = [i for i in range(n) if isfocal[i]]
    cap = reuse if reuse is not None else (n if replace else 1)
    width = None
    if caliper is not None:
        group = lambda a: statistics.variance([s for s, t in zip(score, treated) if t == a])
        sd = {"raw": lambda: 1.0, "sdAll": lambda: statistics.stdev(score),
              "sdPooled": lambda: sqrt((group(True) + group(False)) / 2)}[scale]()
        width = caliper * sd
    used, mine, playing = [0] * n, {i: [] for i in focal}, set(focal)

    def best(i):
        found = None
        for j in range(n):
            if isfocal[j] or used[j] >= cap or j in mine[i]: continue
            if any(c[i] != c[j] for c in exact): continue
            if any(abs(v[i] - v[j]) > w for v, w in calipers): continue
            d = abs(score[i] - score[j])
            if width is not None and d > width: continue
            key = (d, place[j] > place[i], abs(place[i] - place[j]))
            if found is None or key < found[0]: found = (key, j)
        return None if found is None else (found[0][0], found[1])

    def take(i, j):
        mine[i].append(j); used[j] += 1

    for _ in range(ratio):
        if order in ("closest", "farthest"):
            waiting = [(i, best(i)) for i in focal if i in playing]
            playing -= {i for i, b in waiting if b is None}
            waiting = [(b[0], i, b[1]) for i, b in waiting if b is not None]
            waiting.sort(key=lambda e: e[0] if order == "closest" else -e[0])
            while waiting:
                d, i, j = waiting.pop(0)
                if used[j] < cap: take(i, j); continue
                again = best(i)
                if again is None: playing.discard(i); continue
                before = (lambda e: e < again[0]) if order == "closest" else (lambda e: e >= again[0])
                at = sum(1 for _ in itertools.takewhile(before, (e[0] for e in waiting)))
                waiting.insert(at, (again[0], i, again[1]))
        else:
            queue = {"data": focal, "largest": sorted(focal, key=lambda i: -score[i]),
                     "smallest": sorted(focal, key=lambda i: score[i])}[order]
            for i in queue:
                if i not in playing: continue
                b = best(i)
                if b is None: playing.discard(i)
                else: take(i, b[1])
    sets = [[i] + mine[i] for i in focal if mine[i]]
    total = sum(abs(score[s[0]] - score[j]) for s in sets for j in s[1:])
    return sets, width, total

def lalonde(folder):
    rows = list(csv.DictReader(open(f"{folder}/lalonde.csv")))
    number = lambda k: [float(r[k]) for r in rows]
    code = lambda k: (lambda levels: [levels.index(r[k]) for r in rows])(sorted({r[k] for r in rows}))
    data = {"p": number("p"), "lp": number("lp"), "race": code("race"), "married": code("married"),
            "age": number("age"), "educ": number("educ")}
    return data, [r["treat"] == "1" for r in rows]

ORDERS = ["largest", "smallest", "data", "closest", "farthest"]
def lalondeCases(data, treated):
    plain = [dict(order=o) for o in ORDERS]
    options = plain + [dict(order=o, caliper=0.2, on="lp") for o in ORDERS]
    options += [dict(order=o, ratio=2) for o in ORDERS]
    options += [dict(order=o, estimand="ATC") for o in ORDERS]
    options += [dict(order=o, caliper=0.25, scale="sdPooled", on="lp", ratio=3) for o in ORDERS]
    options += [dict(order=o, exact=["race", "married"], caliper=0.05, scale="raw") for o in ORDERS]
    options += [dict(order=o, calipers={"age": 3, "educ": 1}, caliper=0.2, ratio=2) for o in ORDERS]
    options += [dict(order=o, ratio=3, reuse=2) for o in ORDERS]
    options += [dict(replace=True, ratio=2), dict(replace=True, ratio=3, caliper=0.1, on="lp", exact=["race"]),
                dict(replace=True, ratio=2, calipers={"age": 2}, estimand="ATC")]
    cases = []
    for o in options:
        a = dict(o); on = a.pop("on", "p")
        a["exact"] = [data[k] for k in a.pop("exact", [])]
        a["calipers"] = [(data[k], w) for k, w in a.pop("calipers", {}).items()]
        sets, width, total = matching(data[on], treated, **a)
        cases.append(dict(options=dict(o, on=on), sets=sets, width=width, total=total))
    return cases

def tiedCases(count):
    cases = []
    for seed in range(count):
        r = random.Random(seed)
        n = r.randint(8, 40); grid = r.choice([3, 6, 12, 40])
        score = [r.randrange(grid) / 8 for _ in range(n)]
        treated = [r.random() < r.choice([0.3, 0.5, 0.7]) for _ in range(n)]
        if sum(treated) < 2 or n - sum(treated) < 2: continue
        group, value = [r.randrange(2) for _ in range(n)], [float(r.randrange(5)) for _ in range(n)]
        for order in ORDERS:
            o = dict(order=order, ratio=r.choice([1, 1, 2, 3]), estimand=r.choice(["ATT", "ATC"]))
            if r.random() < 0.4: o["caliper"], o["scale"] = r.choice([0, 0.1, 0.5]), r.choice(["raw", "sdAll", "sdPooled"])
            if r.random() < 0.2: o["replace"] = True
            elif r.random() < 0.3: o["reuse"] = r.choice([2, 3])
            byGroup, byValue = r.random() < 0.3, r.random() < 0.3
            sets, width, total = matching(score, treated, exact=[group] if byGroup else [],
                                          calipers=[(value, 1)] if byValue else [], **o)
            if byGroup: o["exact"] = ["group"]
            if byValue: o["calipers"] = {"value": 1}
            cases.append(dict(score=score, treated=[int(t) for t in treated], group=group, value=value,
                              options=o, sets=sets, width=width, total=total))
    return cases

if __name__ == "__main__":
    folder = sys.argv[1]
    out = dict(lalonde=lalondeCases(*lalonde(folder)), tied=tiedCases(120))
    text = json.dumps(out, separators=(",", ":")).replace('{"options"', '\n{"options"').replace('{"score"', '\n{"score"')
    open(f"{folder}/greedy.json", "w").write(text + "\n")
