"""Refractory labels of studies/hard-patients, worked out a second time.

Reads the tables of the registry alone, follows the rules as the README of the study words them, and compares with the table that
was worked out by hand. Dates known in part, and last doses that are not known, are tried day by day: what holds on every
possible day is true, on none false, else unknown. Nothing of the program is used.

    python scripts/reference/hard_patients.py [studies/hard-patients]

Python 3.11, pandas 2.2. Prints the cells that differ, and ends with 1 if there are any.
"""

import itertools
import sys
from pathlib import Path

import pandas as pd

FOLDER = Path(sys.argv[1] if len(sys.argv) > 1 else "studies/hard-patients")
RANK = {name: rank for rank, name in enumerate(["PD", "SD", "MR", "PR", "VGPR", "CR", "sCR"])}
DAY = pd.Timedelta(days=1)
NINE_MONTHS, THREE_MONTHS = 274 * DAY, 91 * DAY


def table(name):
    return pd.read_csv(FOLDER / "registry" / f"{name}.csv", dtype=str, keep_default_na=False)


TABLES = {n: table(n) for n in "treatment dose response progression screening followup transplant diagnosis".split()}


def rows(name, pid):
    data = TABLES[name]
    return data[data.pid == pid].to_dict("records")


def days(text):
    """Every day that a date may be."""
    if len(text) == 4:
        return list(pd.date_range(f"{text}-01-01", f"{text}-12-31"))
    if len(text) == 7:
        first = pd.Timestamp(f"{text}-01")
        return list(pd.date_range(first, first + pd.offsets.MonthEnd(0)))
    return [pd.Timestamp(text)]


def both(values):
    """True, false or, where both are possible, unknown."""
    seen = set(values)
    if "unknown" in seen or len(seen) > 1:
        return "unknown"
    return "true" if True in seen else "false"


def any_of(values):
    values = list(values)
    if True in values:
        return True
    return "unknown" if "unknown" in values else False


def all_of(values):
    values = list(values)
    if False in values:
        return False
    return "unknown" if "unknown" in values else True


class World:
    """One possible history of a patient up to the day of screening."""

    def __init__(self, pid, t0, courses, progressions, next_lines=()):
        self.pid, self.t0, self.courses = pid, t0, courses
        self.progressions = [day for day in progressions if day <= t0]
        self.next_lines = next_lines

    def of(self, drug):
        return [c for c in self.courses if c["drug"] == drug and c["start"] < self.t0]

    def best(self, course, confirmed=False):
        """The rank of the best response on a course, or unknown."""
        dated = [
            (pd.Timestamp(r["date"]), RANK[r["category"]])
            for r in rows("response", self.pid)
            if r["category"] in RANK
            and pd.Timestamp(r["date"]) <= self.t0
            and (r["confirmed"] == "true" or not confirmed)
        ]
        during = [rank for day, rank in dated if course["start"] <= day <= course["stop"]]
        before = sorted((day, rank) for day, rank in dated if day < course["start"])
        if course["intent"] == "maintenance" and before:
            during.append(before[-1][1])
        return max(during) if during else "unknown"

    def below(self, course, least, confirmed=False):
        best = self.best(course, confirmed)
        return best if best == "unknown" else best < RANK[least]

    def progressed(self, course, until):
        return any(course["start"] <= day <= until for day in self.progressions)

    def dose(self, course, day):
        given = sorted(
            (pd.Timestamp(d["start"]), float(d["mg"]))
            for d in rows("dose", self.pid)
            if d["treatment_id"] == course["id"] and pd.Timestamp(d["start"]) <= day
        )
        return given[-1][1] if given else "unknown"

    # The rules, one each.

    def imwg(self, confirmed=False):
        return any_of(
            answer
            for c in self.of("lenalidomide")
            for answer in (self.below(c, "MR", confirmed), self.progressed(c, c["stop"] + 60 * DAY))
        )

    def tourmaline(self):
        return any_of(self.progressed(c, c["stop"] + 60 * DAY) for c in self.of("lenalidomide"))

    def optimismm(self):
        return any_of(
            answer
            for c in self.of("lenalidomide")
            for answer in (self.below(c, "PR"), self.progressed(c, c["stop"] + 60 * DAY))
        )

    def eloquent(self):
        return any_of(
            answer
            for c in self.of("lenalidomide")
            for answer in (
                self.below(c, "PR"),
                self.progressed(c, c["stop"] + NINE_MONTHS),
                c["stop"] > self.t0 - NINE_MONTHS,
            )
        )

    def aspire(self):
        def excludes(c):
            together = any(
                d["start"] <= c["stop"] and d["stop"] >= c["start"] for d in self.of("dexamethasone")
            )
            last = not any(
                c["start"] < o["start"] and c["stop"] <= o["start"] < self.t0 for o in self.courses
            )
            return together and (
                self.progressed(c, c["start"] + THREE_MONTHS)
                or last
                and self.progressed(c, c["stop"])
            )

        return any_of(excludes(c) for c in self.of("lenalidomide"))

    def split(self, holds, intent=None):
        """The label of the IMWG with a dose at progression for which `holds`."""

        def answers(c):
            if intent and c["intent"] != intent:
                yield False
                return
            found = [d for d in self.progressions if c["start"] <= d <= c["stop"] + 60 * DAY]
            for day in found:
                dose = self.dose(c, day)
                yield dose if dose == "unknown" else holds(dose)
            if not found:
                dose = self.dose(c, c["stop"])
                yield all_of([self.below(c, "MR"), dose if dose == "unknown" else holds(dose)])

        return any_of(answer for c in self.of("lenalidomide") for answer in answers(c))

    def exposed(self, least):
        return any(
            (min(c["stop"], self.t0) - c["start"]).days + 1 >= least for c in self.of("lenalidomide")
        )

    def on_maintenance(self, gap):
        return any(
            c["intent"] == "maintenance" and self.t0 <= c["stop"] + gap * DAY
            for c in self.of("lenalidomide")
        )

    def intensity(self):
        """What was given on maintenance, over 10 mg on every day from its first to its last."""
        courses = [c for c in self.of("lenalidomide") if c["intent"] == "maintenance"]
        if not courses:
            return ""
        given = 0.0
        for c in courses:
            doses = [d for d in rows("dose", self.pid) if d["treatment_id"] == c["id"]]
            if not doses:
                return "unknown"
            for d in doses:
                stop = pd.Timestamp(d["stop"]) if d["stop"] else c["stop"]
                share = float(d["days_on"]) / float(d["cycle_len"])
                given += float(d["mg"]) * share * ((min(stop, self.t0) - pd.Timestamp(d["start"])).days + 1)
        last = max(min(c["stop"], self.t0) for c in courses)
        return round(given / (10 * ((last - min(c["start"] for c in courses)).days + 1)), 6)


def worlds(pid):
    """Every history that is possible for a patient; of a stop that is not known, every day."""
    t0 = pd.Timestamp(rows("screening", pid)[0]["date"])
    seen = pd.Timestamp(rows("followup", pid)[0]["last_contact"])
    open_days, fixed = [], []
    for row in rows("treatment", pid):
        course = {
            "id": row["treatment_id"], "drug": row["drug"], "intent": row["intent"],
            "start": pd.Timestamp(row["start"]),
        }
        if row["stop"]:
            stops = days(row["stop"])
        elif row["stop_reason"] == "unknown" and course["drug"] == "lenalidomide":
            known = [d[k] for d in rows("dose", pid) if d["treatment_id"] == course["id"] for k in ("start", "stop") if d[k]]
            stops = list(pd.date_range(max(pd.Timestamp(k) for k in known), t0))
        else:
            stops = [seen]
        fixed.append(course)
        open_days.append(stops)
    events = [days(row["date"]) for row in rows("progression", pid)]
    for stops in itertools.product(*open_days):
        courses = [dict(c, stop=stop) for c, stop in zip(fixed, stops)]
        for progressions in itertools.product(*events):
            yield World(pid, t0, courses, progressions)


LABELS = {
    "imwg": lambda w: w.imwg(),
    "pollux": lambda w: w.imwg(),
    "aspire": lambda w: w.aspire(),
    "eloquent": lambda w: w.eloquent(),
    "tourmaline": lambda w: w.tourmaline(),
    "optimismm": lambda w: w.optimismm(),
    "imwgConfirmed": lambda w: w.imwg(confirmed=True),
    "low": lambda w: w.split(lambda mg: mg <= 15, intent="maintenance"),
    "full": lambda w: w.split(lambda mg: mg >= 20),
    "exp": lambda w: w.exposed(1),
    "exp2": lambda w: w.exposed(49),
    "on30": lambda w: w.on_maintenance(30),
    "on60": lambda w: w.on_maintenance(60),
}


def main():
    expected = pd.read_csv(FOLDER / "expected-labels.csv", dtype=str, keep_default_na=False)
    differences = 0
    for line in expected.to_dict("records"):
        possible = list(worlds(line["pid"]))
        for name, rule in LABELS.items():
            got = both(rule(world) for world in possible)
            if got != line[name]:
                differences += 1
                print(f"{line['pid']} {name}: by hand {line[name]}, here {got}")
        values = {world.intensity() for world in possible}
        exact = len({tuple(c["stop"] for c in w.courses) for w in possible}) == 1
        got = str(values.pop()) if exact else "unknown"
        if got != line["rdi"] and not (got and line["rdi"] not in ("", "unknown") and abs(float(got) - float(line["rdi"])) < 1e-6):
            differences += 1
            print(f"{line['pid']} rdi: by hand {line['rdi']}, here {got}")
    print(f"{len(expected)} patients, {len(LABELS) + 1} columns, {differences} differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
