"""The landmark study of studies/landmark-registry, worked out a second time.

Reads the tables of the invented registry and says of every patient what expected.csv says, by plain
rules over intervals of days; nothing of Equipoise is used. Prints what differs.

    python3 scripts/reference/landmark_registry.py studies/landmark-registry

Python 3.11, pandas 2.2.
"""

import sys
from datetime import date, timedelta

import pandas as pd

folder = sys.argv[1] if len(sys.argv) > 1 else "studies/landmark-registry"
NO, YES, OPEN = "no", "yes", "open"


def table(name):
    return pd.read_csv(f"{folder}/registry/{name}.csv", dtype=str, keep_default_na=False)


def interval(text):
    """The first and last day that a date may mean; None for no date."""
    if text == "":
        return None
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        return date(*parts), date(*parts)
    if len(parts) == 2:
        year, month = parts
        after = date(year + month // 12, month % 12 + 1, 1)
        return date(year, month, 1), after - timedelta(1)
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def within(span, low, high):
    """Whether a day known to lie in a span lies between two days."""
    first, last = span
    if low <= first and last <= high:
        return YES
    return NO if last < low or first > high else OPEN


def both(*answers):
    return NO if NO in answers else OPEN if OPEN in answers else YES


def any_of(answers):
    answers = list(answers)
    return YES if YES in answers else OPEN if OPEN in answers else NO


def negated(answer):
    return {YES: NO, NO: YES, OPEN: OPEN}[answer]


def equal(value, wanted):
    return OPEN if value == "" else YES if value == wanted else NO


EVER = date(1, 1, 1)
DAY = timedelta(1)
tables = {
    name: {pid: rows for pid, rows in table(name).groupby("pid", sort=False)}
    for name in (
        "diagnosis transplant treatment lab response progression death followup spm"
    ).split()
}


def rows(name, pid):
    found = tables[name].get(pid)
    return [] if found is None else list(found.itertuples(index=False))


def arm_of(pid, entry, zero):
    window = [
        (row, within(interval(row.start), entry, zero)) for row in rows("treatment", pid)
    ]
    treated = any_of(
        both(inside, equal(row.drug, "lenalidomide"), equal(row.intent, "maintenance"))
        for row, inside in window
    )
    none = negated(any_of(both(inside, equal(row.intent, "maintenance")) for row, inside in window))
    if treated == OPEN or none == OPEN:
        return "unknown", None
    arm = "treated" if treated == YES else "control" if none == YES else ""
    in_era = arm != "control" or date(2007, 1, 1) <= entry <= date(2012, 12, 31)
    return arm, in_era


def followed(pid, zero):
    """Whether a patient is alive and under follow-up after time zero."""
    death = [interval(row.date) for row in rows("death", pid)]
    end = [interval(row.last_contact) for row in rows("followup", pid) if row.last_contact]
    dead = within(death[0], EVER, zero) if death else NO
    if end:
        lost = within(end[0], EVER, zero)
    else:
        lost = NO if death and dead == NO else OPEN
    if YES in (dead, lost):
        return NO
    return OPEN if OPEN in (dead, lost) else YES


def latest(pairs, zero):
    """The value of the last row by time zero."""
    found = [pair for pair in pairs if interval(pair[0])[0] <= zero]
    return max(found, key=lambda pair: pair[0])[1] if found else ""


def ldh_of(pid, zero):
    found = [
        (abs((interval(row.date)[0] - zero).days), number, row.value)
        for number, row in enumerate(rows("lab", pid))
        if row.analyte == "ldh" and -60 <= (interval(row.date)[0] - zero).days <= 0
    ]
    return min(found)[2] if found else ""


def ending(zero, event, competing, end):
    """Days to the first of event, competing event and end of follow-up, and which it was.

    Events are intervals of days. An open one matters from the first day on which it may have been.
    """
    exact = [(first, order) for order, spans in ((0, event), (1, competing)) for first, last in spans
             if first == last]
    if end is not None:
        exact.append((end, 2))
    first = min(exact) if exact else None
    for order, spans in ((0, event), (1, competing)):
        for low, high in spans:
            if low < high and (first is None or (low, order) < first):
                # An open event that lies after a certain one of its own kind does not matter.
                return "", "unknown"
    if first is None:
        return "", "unknown"
    return (first[0] - zero).days, ("event", "death", "censored")[first[1]]


def fate(pid, birth_year):
    transplants = [interval(row.date) for row in rows("transplant", pid) if row.kind == "auto"]
    if not transplants:
        return {"step": "with an entry date", "fate": "excluded"}
    low, high = min(first for first, _ in transplants), min(last for _, last in transplants)
    if low != high:
        return {"step": "with an entry date", "fate": "unknown"}
    entry, zero = low, low + timedelta(100)
    arm, in_era = arm_of(pid, entry, zero)
    known = {"entry": entry, "timeZero": zero, "arm": "" if arm == "unknown" else arm}

    def out(step, answer):
        return {"step": step, "fate": "unknown" if answer == OPEN else "excluded", **known}

    progressions = [interval(row.date) for row in rows("progression", pid)]
    cancers = [interval(row.date) for row in rows("spm", pid)]
    induction = any_of(
        both(
            equal(row.drug, "bortezomib"), equal(row.intent, "induction"),
            within(interval(row.start), EVER, entry - DAY))
        for row in rows("treatment", pid))
    steps = [
        ("alive and under follow-up at time zero", followed(pid, zero)),
        ("bortezomib induction", induction),
        ("progression-free at time zero",
         negated(any_of(within(day, EVER, zero) for day in progressions))),
        ("no second cancer before time zero",
         negated(any_of(within(day, EVER, zero - DAY) for day in cancers))),
        ("in an arm", OPEN if arm == "unknown" else YES if arm else NO),
        ("in the era of the arm", YES if in_era else NO),
    ]
    for step, answer in steps:
        if answer != YES:
            return out(step, answer)
    iss = latest([(row.date, row.iss) for row in rows("diagnosis", pid)], zero)
    if iss == "":
        return out("with every covariate", NO)
    deaths = [interval(row.date) for row in rows("death", pid)]
    ends = [interval(row.last_contact)[0] for row in rows("followup", pid) if row.last_contact]
    end = ends[0] if ends else None
    result = {
        "step": "", "fate": "remaining", **known, "age": entry.year - int(birth_year), "iss": iss,
        "ldh": ldh_of(pid, zero),
        "day100": latest([(row.date, row.category) for row in rows("response", pid)], zero),
    }
    for name, event, competing in (
        ("pfs", progressions + deaths, []), ("os", deaths, []), ("spm", cancers, deaths)
    ):
        result[name], result[f"{name}_end"] = ending(zero, event, competing, end)
    return result


expected = pd.read_csv(f"{folder}/expected.csv", dtype=str, keep_default_na=False)
differences = 0
for (_, patient), (_, line) in zip(table("patient").iterrows(), expected.iterrows()):
    found = fate(patient.pid, patient.birth_year)
    for column in expected.columns[1:]:
        value = str(found.get(column, ""))
        if value != line[column]:
            differences += 1
            print(f"{patient.pid} {column}: expected {line[column]!r}, found {value!r}")
print(f"{len(expected)} patients, {differences} differences")
sys.exit(1 if differences else 0)
