"""Greedy matching exactly as its rules are told, without data structures: makes Tests/BalancingTests/Fixtures/matching-rules.json.

    python3 scripts/reference/matching-rules.py Tests/BalancingTests/Fixtures

Python 3, standard library only. Written from the published rules of nearest neighbour matching on a score (MatchIt 4.7) alone: everybody
in a line by score, equal scores as in the data; look left, look right, take the nearer, the left one of equally near ones.
"""
import csv, json, random, statistics, sys
from bisect import bisect_left, bisect_right

def variable_ratios(focal, score, focal_mean, other_mean, mean, low, high):
    """Ming and Rosenbaum (2001): `low` for most, `high` for some, one between, `mean` of them on average; fewest where others are scarce."""
    total = mean * len(focal)
    at_high, between = divmod(total - low * len(focal), high - low)
    counts = [low] * (len(focal) - at_high - 1) + [low + between] + [high] * at_high
    line = sorted(focal, key=lambda i: (-score[i] if focal_mean > other_mean else score[i], i))
    return dict(zip(line, counts[:len(focal)]))

def match(score, treated, estimand="ATT", order=None, ratio=1, replace=False, reuse=None, caliper=None, scale="sdAll", exact=(), antiexact=(),
          low=None, high=None):
    units = range(len(score))
    focal = [i for i in units if treated[i] == (estimand == "ATT")]
    others = [i for i in units if treated[i] != (estimand == "ATT")]
    order = order or ("largest" if estimand == "ATT" else "smallest")
    uses_allowed = reuse or (len(score) if replace else 1)
    pooled = lambda: ((statistics.variance([score[i] for i in focal]) + statistics.variance([score[i] for i in others])) / 2) ** .5
    width = None if caliper is None else caliper * {"raw": lambda: 1, "sdAll": lambda: statistics.stdev(score), "sdPooled": pooled}[scale]()
    line = sorted(units, key=lambda i: score[i])                      # stable
    wanted = {i: ratio for i in focal}
    if high is not None:
        means = [statistics.fmean(score[i] for i in arm) for arm in (focal, others)]
        wanted = variable_ratios(focal, score, *means, ratio, low or 1, high)
    times, chosen = {i: 0 for i in units}, {i: [] for i in focal}

    def eligible(i, j):
        return (treated[j] != treated[i] and times[j] < uses_allowed and j not in chosen[i]
                and all(column[i] == column[j] for column in exact) and all(column[i] != column[j] for column in antiexact)
                and (width is None or abs(score[i] - score[j]) <= width))

    def find(i):
        place = line.index(i)
        left = next((j for j in reversed(line[:place]) if eligible(i, j)), None)
        right = next((j for j in line[place + 1:] if eligible(i, j)), None)
        if left is None or right is None: return right if left is None else left
        return right if abs(score[right] - score[i]) < abs(score[left] - score[i]) else left

    def take(i, j):
        chosen[i].append(j)
        times[j] += 1

    game, distance = list(focal), lambda i, j: abs(score[i] - score[j])
    if order == "largest": game.sort(key=lambda i: -score[i])
    if order == "smallest": game.sort(key=lambda i: score[i])
    for round_ in range(max(wanted.values())):
        game = [i for i in game if wanted[i] > round_]
        stay = set()
        if order not in ("closest", "farthest"):
            for i in game:
                if (j := find(i)) is not None: take(i, j), stay.add(i)
        else:
            sign = 1 if order == "closest" else -1                    # keys ascend in both orders
            waiting = sorted(((sign * distance(i, j), i, j) for i in game if (j := find(i)) is not None), key=lambda wish: wish[0])
            while waiting:
                _, i, j = waiting.pop(0)
                if times[j] < uses_allowed: take(i, j), stay.add(i)
                elif (j := find(i)) is not None:                      # before its equals for closest, behind them for farthest
                    key = sign * distance(i, j)
                    insert = bisect_left if order == "closest" else bisect_right
                    waiting.insert(insert([wish[0] for wish in waiting], key), (key, i, j))
        game = [i for i in game if i in stay]
    return [[i] + chosen[i] for i in focal if chosen[i]]

def text(sets): return ";".join(" ".join(map(str, one)) for one in sets)

SETS = [{}, {"order": "smallest"}, {"order": "data"}, {"order": "closest"}, {"order": "farthest"}, {"ratio": 3}, {"ratio": 2, "caliper": .1},
        {"caliper": .1}, {"order": "smallest", "caliper": .1}, {"caliper": .25}, {"exact": 1, "ratio": 2}, {"exact": 1, "caliper": .1},
        {"estimand": "ATC"}, {"estimand": "ATC", "exact": 1, "ratio": 2}, {"ratio": 2, "low": 1, "high": 4}, {"ratio": 2, "low": 1, "high": 3},
        {"replace": True, "ratio": 3}, {"replace": True, "ratio": 2, "caliper": .05}, {"reuse": 2, "replace": True, "ratio": 2},
        {"reuse": 3, "replace": True, "order": "closest", "ratio": 2}, {"order": "closest", "caliper": .2, "ratio": 2},
        {"order": "farthest", "caliper": .2, "ratio": 2}, {"caliper": .2, "scale": "sdPooled"}, {"antiexact": 1, "ratio": 2},
        {"antiexact": 1, "order": "closest", "caliper": .2}, {"ratio": 2, "low": 1, "high": 5, "caliper": .2, "exact": 1},
        {"ratio": 2, "low": 1, "high": 3, "order": "closest"}]

def run(score, treated, group, options):
    options = dict(options)
    for key in ("exact", "antiexact"):
        if options.get(key): options[key] = [group]
    return match(score, treated, **options)

def table(folder, name, score, treated, group):
    rows = list(csv.DictReader(open(f"{folder}/{name}.csv")))
    return [float(r[score]) for r in rows], [r[treated] == "1" for r in rows], [r[group] for r in rows]

def tied(seed):
    """Scores full of ties: whole numbers to 5, all equal, copied rows, steps as wide as the caliper."""
    r = random.Random(seed)
    n = r.choice([4, 6, 9, 15, 30, 60]) if seed % 10 else 200
    kind = seed % 4
    unit, top, wide = [(1, 5, [1, 2]), (1, 0, [0, 1]), (.125, 40, [.125, .5]), (.1, 12, [.1, .2, .3])][kind]
    codes = [r.randint(0, top) for _ in range(n)]
    arms = [r.random() < r.choice([.2, .4, .5]) for _ in range(n)]
    groups = [r.randint(0, 2) for _ in range(n)]
    if kind == 2:                                                     # every row twice
        codes, arms, groups = (column[:n // 2] * 2 for column in (codes, arms, groups))
        arms = [a if r.random() < .7 else not a for a in arms]
    n = len(codes)
    arms[:2], options = [True, False], {"ratio": r.choice([1, 1, 2, 3]), "order": r.choice(["largest", "smallest", "data", "closest", "farthest"])}
    if r.random() < .3: options["estimand"] = "ATC"
    if r.random() < .6: options |= {"caliper": r.choice(wide), "scale": "raw"}
    if r.random() < .3: options["exact"] = 1
    elif r.random() < .2: options["antiexact"] = 1
    if r.random() < .2: options |= {"replace": True} | ({"reuse": r.randint(1, 3)} if r.random() < .6 else {})
    if options["ratio"] > 1 and r.random() < .4: options |= {"low": 1, "high": options["ratio"] + r.randint(1, 2)}
    score = [c * unit for c in codes]
    return {"unit": unit, "codes": codes, "treated": "".join("01"[a] for a in arms), "group": "".join(map(str, groups)), "options": options,
            "sets": text(run(score, arms, groups, options))}

if __name__ == "__main__":
    folder, result = sys.argv[1], {}
    lalonde, rotterdam = table(folder, "lalonde", "p", "treat", "married"), table(folder, "rotterdam", "p", "hormon", "grade")
    result["lalonde"] = [{"options": o, "sets": text(run(*lalonde, o))} for o in SETS]
    result["rotterdam"] = [{"options": o, "sets": text(run(*rotterdam, o))} for o in SETS]
    result["tied"] = [tied(seed) for seed in range(400)]
    with open(f"{folder}/matching-rules.json", "w") as out:
        out.write("{" + ",\n".join(f'"{key}": [\n' + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "]"
                                    for key, cases in result.items()) + "}\n")
