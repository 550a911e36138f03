"""Lines of therapy written out naively, one patient at a time: makes lines-random.txt and
lines-many-drugs.txt of Tests/RegistryTests/Fixtures.

    python3 scripts/reference/lines-of-therapy.py Tests/RegistryTests/Fixtures

Python 3, standard library only. Reads lines-by-hand.txt first, whose header says how histories are written, and stops where it
does not give the lines worked out by hand; then makes up histories and writes what it gives for them. Days on which a drug is given are
held as sets of days; nothing is sorted into eras, and every question is asked anew of the whole history.
"""
import itertools, random, sys

NUMBERS = {
    "imwg2015": dict(join=30, gap=90, pause=30, carry=30, tandem=91, cycle=21),
    "ohdsi-mm-2025": dict(join=30, gap=90, pause=30, carry=0, tandem=180),
}
STAGE = {"mobilisation": 1, "conditioning": 2, "consolidation": 3, "maintenance": 4}
ORDER = "DKVICMTRPd"
CLASS = {"K": "PI", "V": "PI", "I": "PI", "T": "IMiD", "R": "IMiD", "P": "IMiD"}
NAMES = dict(V="bortezomib", C="cyclophosphamide", R="lenalidomide", T="thalidomide", P="pomalidomide", K="carfilzomib",
             I="ixazomib", D="daratumumab", M="melphalan", d="dexamethasone")
SUPPORTIVE = {"d"}
# Drugs that are not declared: neither letter nor class in the name of a regimen. The files write each as one letter, too.
AGENTS = [chr(c) for c in [*range(0x410, 0x450), *range(0x531, 0x557)]]
NAMES.update((letter, f"agent-{number:03}") for number, letter in enumerate(AGENTS))
MOST_DRUGS = 64  # of one patient, by name


def parse(text):
    histories, rules = [], None
    for line in text.splitlines():
        if line.startswith("## "):
            histories.append(dict(name=line[3:], rows=[], scts=[], pds=[], end=2000, expected={}))
            rules = None
        elif line.startswith("#") or not line: continue
        elif line.startswith("= "):
            rules = line[2:]
            histories[-1]["expected"][rules] = []
        elif rules: histories[-1]["expected"][rules].append(line)
        else: read(histories[-1], line.split(" "))
    return histories


def read(history, words):
    if words[0] in ("ASCT", "alloSCT"):
        tandem = {"tandem=true": True, "tandem=false": False}.get(words[2]) if len(words) > 2 else None
        history["scts"].append(dict(day=int(words[1]), kind=words[0], tandem=tandem))
    elif words[0] == "PD": history["pds"].append(int(words[1]))
    elif words[0] == "end": history["end"] = int(words[1])
    else:
        start, stop = words[1].split("..")
        span = [int(d) for d in start.split("~")]
        intent, reason = (words[2:] + [None, None])[:2]
        if stop == "?" and reason is None: reason = "unknown"
        for letter in words[0]:
            history["rows"].append(dict(drug=letter, first=span[0], last=span[-1], stop=stop, intent=intent, reason=reason))


class Patient:
    """What one set of rules sees of a history."""

    def __init__(self, history, rules):
        self.rules, self.n = rules, NUMBERS[rules]
        self.reads_intents = rules == "imwg2015"
        self.scts = []
        for day in sorted({t["day"] for t in history["scts"]}):
            same = [t for t in history["scts"] if t["day"] == day]
            said = [t["tandem"] for t in same if t["tandem"] is not None]
            kind = "alloSCT" if any(t["kind"] == "alloSCT" for t in same) else "ASCT"
            self.scts.append(dict(day=day, kind=kind, tandem=any(said) if said else None))
        self.rows, self.helpers = [], []
        known = sorted({row["drug"] for row in history["rows"]}, key=NAMES.get)[:MOST_DRUGS]
        for row in history["rows"]:
            if row["drug"] not in known: continue
            last = row["last"] if row["stop"] in ("", "?") else max(row["first"], min(row["last"], int(row["stop"])))
            new = dict(row, start=(row["first"] + last) // 2, last=last)
            if not self.reads_intents: new["intent"] = None
            if new["stop"] not in ("", "?"): new["stop"] = max(new["start"], int(new["stop"]))
            if new["drug"] in SUPPORTIVE: self.helpers.append(new)
            elif not self.of_transplant(new): self.rows.append(new)
        for rows in (self.rows, self.helpers):
            for row in rows: self.end(row, rows, history["end"])
        self.pds = set(history["pds"]) | {r["until"] for r in self.rows if r["reason"] == "PD" and not r["unsure"]}
        self.pds = sorted(self.pds)

    def of_transplant(self, row):
        if row["intent"]: return row["intent"] in ("mobilisation", "conditioning")
        length = 0 if row["stop"] in ("", "?") else row["stop"] - row["start"]
        return row["drug"] == "M" and length <= 7 and any(0 <= t["day"] - row["start"] <= 7 for t in self.scts)

    def end(self, row, rows, end):
        row["unsure"] = row["ongoing"] = False
        if row["stop"] == "" and row["reason"] is None:
            row["until"], row["ongoing"] = max(row["start"], end), True
        elif row["stop"] in ("", "?"):
            row["unsure"] = True
            signs = [r["start"] for r in self.rows if r["start"] > row["start"] + self.n["join"]]
            signs += [t["day"] for t in self.scts if t["day"] > row["start"] + self.n["join"]]
            signs += [r["start"] for r in rows if r["drug"] == row["drug"] and r["start"] > row["start"]]
            row["until"] = max(row["start"], min([s - 1 for s in signs] + [end]))
        else: row["until"] = row["stop"]

    def pd(self, after, upto):
        return next((d for d in self.pds if after < d <= upto), None)

    def given(self):
        """Runs of days on which a drug was given for one intent, pauses filled: (first, drug, intent, last, last row)."""
        runs = []
        kinds = sorted({(r["drug"], r["intent"]) for r in self.rows}, key=str)
        for drug, intent in kinds:
            rows = [r for r in self.rows if (r["drug"], r["intent"]) == (drug, intent)]
            days = set()
            for row in rows: days |= set(range(row["start"], row["until"] + 1))
            for day in sorted(days):
                later = [d for d in range(day + 1, day + self.n["pause"] + 1) if d in days]
                if later and not any(day < t["day"] < later[0] for t in self.scts): days |= set(range(day, later[0]))
            for day in sorted(days):
                if day - 1 in days: continue
                last = day
                while last + 1 in days: last += 1
                ends = [r for r in rows if r["until"] == last and day <= r["start"]]
                runs.append(dict(first=day, drug=drug, intent=intent, last=last, ends=ends,
                                 spans=[r for r in rows if r["start"] == day]))
        rank = {None: -1, **{w: i for i, w in enumerate(sorted({r["intent"] for r in self.rows if r["intent"]}))}}
        return sorted(runs, key=lambda r: (r["first"], NAMES[r["drug"]], rank[r["intent"]], r["last"]))

    def regimens(self, cuts):
        runs, made, carried, goes_on, goes_on_intent = self.given(), [], [], False, None
        firsts = sorted({r["first"] for r in runs})
        if not firsts: return []
        at, spans_cut = firsts[0], False
        goes_on = at in cuts
        while at is not None:
            todays = [r for r in runs if r["first"] == at]
            members = carried + todays
            nxt, is_cut = None, False
            intent = goes_on_intent if spans_cut else self.intent(todays)
            for day in sorted({r["first"] for r in runs if r["first"] > at}):
                group = [r for r in runs if r["first"] == day]
                cut = next((c for c in cuts if at < c <= day), None)
                if cut is not None and max(m["last"] for m in members) >= cut: break
                if day in cuts or not all(self.belongs(run, at, intent, members) for run in group):
                    nxt = day
                    break
                members += group
            cut = next((c for c in cuts if at < c and max(m["last"] for m in members) >= c and (nxt is None or c <= nxt)), None)
            if cut is not None:
                members = [m for m in members if m["first"] < cut]
                nxt, is_cut = cut, True
            carry = [m for m in members if nxt is not None and (m["last"] >= nxt if is_cut else m["last"] > nxt + self.n["carry"])]
            kept = {m["drug"] for m in carry}
            regimen = dict(start=at, drugs={m["drug"] for m in members}, intent=intent, went_on={m["drug"] for m in carried}, goes_on=goes_on, ongoing=False, unsure=False)
            last = max(m["last"] for m in members)
            if nxt is None or (not carry and last < nxt):
                ends = [e for m in members if m["last"] == last for e in m["ends"]]
                regimen["stop"], regimen["ongoing"] = last, any(e["ongoing"] for e in ends)
                regimen["unsure"] = bool(ends) and all(self.open(e) for e in ends)
            else:
                regimen["stop"] = nxt - 1
                ends = [e for m in members if m["last"] == last for e in m["ends"]]
                regimen["unsure"] = not carry and bool(ends) and all(self.open(e) and e["start"] < nxt - 1 for e in ends)
            spans = [s for m in todays for s in m["spans"]]
            order = sorted({s["drug"] for s in spans}, key=NAMES.get)
            mine = [s for s in spans if order and s["drug"] == order[0]]
            regimen["span"] = mine
            regimen["shown"] = None if spans_cut else mine
            made.append(regimen)
            if nxt is None: break
            begun = [r for r in runs if r["first"] == nxt]
            gone = [m for m in members if m["drug"] not in kept]
            carried, spans_cut, goes_on, goes_on_intent, at = carry, is_cut, is_cut or nxt in cuts, intent, nxt
            dropped = {m["drug"] for m in gone if nxt - m["last"] <= self.n["pause"]}
            self.dropped = getattr(self, "dropped", {})
            self.dropped[nxt] = dropped
        return made

    @staticmethod
    def intent(runs):
        said = sorted({r["intent"] for r in runs if r["intent"]}, key=lambda w: (STAGE.get(w, 0), w))
        return said[0] if said else None

    @staticmethod
    def open(row): return row["unsure"] and row["until"] > row["start"]

    def belongs(self, run, at, intent, members):
        if any(at < t["day"] < run["first"] for t in self.scts): return False
        progressed = self.reads_intents and self.pd(at, run["first"]) is not None
        if run["first"] - at <= self.n["join"] and not progressed: return True
        mine = [m for m in members if m["drug"] == run["drug"]]
        if not mine or run["first"] - max(m["last"] for m in members) > self.n["gap"]: return False
        if run["intent"] and intent and run["intent"] != intent: return False
        return not progressed or self.pd(max([at] + [m["last"] - 1 for m in mine]), run["first"]) is None

    def lines(self):
        cuts = []
        while True:
            self.dropped = {}
            regimens = self.regimens(cuts)
            steps = [(t["day"], 1, t) for t in self.scts] + [(r["start"], 2 if r["goes_on"] else 0, r) for r in regimens]
            steps.sort(key=lambda s: s[:2])
            lines = []
            for day, _, step in steps:
                rule = "first" if not lines else getattr(self, self.rules[:4])(day, step, lines)
                if rule.startswith("!") or rule == "first": lines.append([])
                lines[-1].append((day, step, rule.lstrip("!")))
            new = [day for line in lines for day, step, _ in line[:1] if "kind" in step
                   and day not in cuts and any(r["start"] + r["goes_on"] <= day <= r["stop"] for r in regimens)]
            if not new: return lines
            cuts = sorted(cuts + new[:1])

    def imwg(self, day, step, lines):
        line = lines[-1]
        began = line[0][0]
        pd = self.pd(began, day)
        if "kind" in step:
            if pd is not None: return "!after-progression"
            before = [s for _, s, _ in line if "kind" in s]
            if not before: return "transplant-in-line"
            said = [t for t in (before[-1]["tandem"], step["tandem"]) if t is not None]
            planned = any(said) if said else day - before[-1]["day"] <= self.n["tandem"]
            return "planned-tandem" if planned else "!unplanned-transplant"
        if step["goes_on"]: return "goes-on"
        before = [s for _, s, _ in line if "kind" not in s]
        last = before[-1] if before else None
        stays = None
        if STAGE.get(step["intent"], 0) > (STAGE.get(last["intent"], 0) if last else 0): stays = "planned"
        elif last and step["drugs"] <= last["drugs"]: stays = "resumed"
        elif (last and pd is None and len(line) == 1 and last["stop"] - last["start"] < self.n["cycle"]
              and not last["unsure"] and not last["ongoing"]): stays = "short-regimen"
        if stays: return stays if pd is None else "!after-progression"
        if not last or not step["went_on"] or step["drugs"] <= last["drugs"]: return "!new-regimen"
        return "!unplanned-substitution" if self.dropped.get(day, set()) - step["drugs"] else "!unplanned-addition"

    def ohds(self, day, step, lines):
        line = lines[-1]
        scts = [s for _, s, _ in line if "kind" in s]
        before = [s for _, s, _ in line if "kind" not in s]
        last = before[-1] if before else None
        stop = max(s["day"] if "kind" in s else s["stop"] for _, s, _ in line)
        if "kind" in step:
            if scts: return "tandem-interval" if day - scts[-1]["day"] <= self.n["tandem"] else "!second-transplant"
            return "transplant-in-line" if day - stop <= 180 else "!late-transplant"
        if step["goes_on"]: return "goes-on"
        length = step["stop"] - day
        if length <= 14 and not step["ongoing"] and any(
                day < t["day"] <= day + 60 and step["stop"] <= t["day"] for t in self.scts): return "before-transplant"
        only = next(iter(step["drugs"])) if len(step["drugs"]) == 1 else None
        if (only and last and len(last["drugs"]) > 1 and last["stop"] - last["start"] > 30 and day - last["stop"] <= 180
                and (length > 60 or step["ongoing"]) and (only in "VRTI" or (only == "D" and "D" in last["drugs"]))):
            return "maintenance"
        if scts:
            since = day - scts[-1]["day"]
            if only and since <= 365: return "maintenance-after-transplant"
            if "kind" in line[-1][1] and since <= 180: return "after-transplant"
        if not last: return "!new-drug"
        new = step["drugs"] - last["drugs"]
        everything = set().union(*[s["drugs"] for s in before])
        if len(lines) == 1 and new == {"R"} and "C" in everything and day - line[0][0] <= 60: return "lenalidomide-added"
        classes = [CLASS.get(d) for d in new]
        if (new and all(classes) and len(set(classes)) == len(classes) and step["drugs"] & last["drugs"]
                and day - last["start"] <= 90 and not set(classes) & {CLASS.get(d) for d in last["drugs"]}): return "class-added"
        return "!new-drug" if new else "!gap"

    def texts(self):
        result, floor = [], -10**9
        for number, line in enumerate(self.lines(), 1):
            steps = []
            for index, (day, step, rule) in enumerate(line):
                said = "" if index == 0 else " " + rule
                before, floor = floor, day
                if "kind" in step:
                    steps.append((day, index, f"{step['kind']} {day}", said, rule))
                    continue
                helpers = {h["drug"] for h in self.helpers if h["start"] <= step["stop"] and h["until"] >= step["start"]}
                given = step["drugs"] | helpers
                letters = "".join(d for d in ORDER if d in given)
                name = "+".join([letters][:len(letters)] + sorted(NAMES[d] for d in given if d not in ORDER))
                first, last = min((str(s["intent"] or ""), s["until"], s["first"], s["last"]) for s in step["shown"])[2:] if step["shown"] else (day, day)
                first = max(first, before)  # a step is not before the step before it
                mark = "?" if step["unsure"] else "*" if step["ongoing"] else ""
                shown = f"{first}" if first == last else f"{first}~{last}"
                steps.append((first, index, f"{name} {shown}..{step['stop']}{mark}", said, rule))
            steps.sort(key=lambda s: s[:2])
            reason = line[0][2]
            text = "; ".join(s[2] + ("" if place == 0 and s[4] == reason else " " + s[4]) for place, s in enumerate(steps))
            result.append(f"{number} {reason}: {text}")
        return result


def made_up(rng, drugs="VCRTPKIDMd", most=7):
    """A history in the words of lines-by-hand.txt, with many days at the limits of the rules."""
    lines, day = [], 0
    for _ in range(rng.randint(1, most)):
        day += rng.choice([0, 0, 5, 20, 29, 30, 31, 32, 45, 59, 60, 61, 65, 89, 90, 91, 92, 120, 150, 179, 180, 181, 200, 365, 370])
        letters = "".join(sorted(rng.sample(drugs, rng.choice([1, 1, 1, 2, 2, 3])), key=NAMES.get if len(drugs) > 10 else ORDER.index))
        length = rng.choice([0, 2, 7, 10, 14, 15, 20, 21, 29, 30, 31, 55, 60, 61, 89, 90, 91, 100, 120, 150, 200, 300, 500])
        intent = rng.choice(["", "", "induction", "induction", "treatment", "consolidation", "maintenance", "mobilisation", "conditioning"])
        kind = rng.random()
        stop = str(day + length) if kind < 0.85 else "?" if kind < 0.93 else ""
        start = f"{day}" if rng.random() < 0.9 else f"{max(0, day - 15)}~{day + 15}"
        words = [letters, f"{start}..{stop}"]
        if intent: words.append(intent)
        if intent and stop and rng.random() < 0.5: words.append(rng.choice(["PD", "toxicity", "planned"]) if stop != "?" else "unknown")
        lines.append(" ".join(words))
        day += rng.choice([0, 0, length, length])
    for _ in range(rng.choice([0, 0, 0, 1, 1, 2, 3])):
        at = rng.randint(0, max(day, 1)) if rng.random() < 0.5 else rng.choice([100, 150, 160, 240, 250, 251, 252, 340, 341])
        lines.append(f"{rng.choice(['ASCT', 'ASCT', 'ASCT', 'alloSCT'])} {at}" + rng.choice(["", "", " tandem=true", " tandem=false"]))
    for _ in range(rng.choice([0, 0, 1, 1, 2])):
        ends = [int(l.split("..")[1].split(" ")[0]) for l in lines if ".." in l and l.split("..")[1].split(" ")[0].isdigit()]
        lines.append(f"PD {rng.choice(ends) if ends and rng.random() < 0.4 else rng.randint(0, day + 100)}")
    if rng.random() < 0.5: lines.append(f"end {day + rng.randint(0, 700)}")
    return lines


def main(folder):
    wrong = 0
    for history in parse(open(f"{folder}/lines-by-hand.txt").read()):
        for rules in NUMBERS:
            found = Patient(history, rules).texts()
            if found != history["expected"][rules]:
                wrong += 1
                print(history["name"], rules, found, history["expected"][rules], sep="\n  ")
    if wrong: sys.exit(f"{wrong} differ from what was worked out by hand")
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    write(f"{folder}/lines-random.txt", count, made_up)
    # Every tenth patient is given so many drugs that some are too many.
    everything = "".join(NAMES)
    numbers = itertools.count()
    write(f"{folder}/lines-many-drugs.txt", count // 5, lambda rng: made_up(rng, everything, 90 if next(numbers) % 10 == 9 else 7))


def write(path, count, make):
    rng = random.Random(20150730)
    out = ["# Histories made up by scripts/reference/lines-of-therapy.py, and the lines it gives; written as lines-by-hand.txt."]
    for number in range(count):
        lines = make(rng)
        history = parse("\n".join([f"## {number}"] + lines))[0]
        out += [f"## {number}"] + lines
        for rules in NUMBERS: out += [f"= {rules}"] + Patient(history, rules).texts()
    open(path, "w").write("\n".join(out) + "\n")


main(sys.argv[1])
