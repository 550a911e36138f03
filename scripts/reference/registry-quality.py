#!/usr/bin/env python3
"""Counts what the rules of studies/definitions/myeloma-quality.yaml should find in the invented registry
Tests/WorkflowTests/Fixtures/dirty, from the meaning of each rule and with nothing of the program.

python 3.11, pandas 2; writes pandas.csv beside the tables:
  scripts/reference/registry-quality.py Tests/WorkflowTests/Fixtures/dirty
"""
import sys
from collections import Counter
import pandas as pd

folder = sys.argv[1]
read = lambda name: pd.read_csv(f"{folder}/{name}.csv", dtype=str, keep_default_na=False)
P, DX, TX, RX, DO, RE, PD, LAB, CY, AE, DE, FU = [read(n) for n in (
    "patient diagnosis transplant treatment dose response progression lab cytogenetics ae death followup".split())]
LOCK = pd.Timestamp("2018-12-31")
centre = dict(zip(P.pid, P.centre))


def lo(t):
    return pd.Period(t, {4: "Y", 7: "M", 10: "D"}[len(t)]).start_time.normalize()


def hi(t):
    return pd.Period(t, {4: "Y", 7: "M", 10: "D"}[len(t)]).end_time.normalize()


def after(a, b):
    """Whether day a is after day b: True, False, or None where it hangs on an unknown day."""
    return True if lo(a) > hi(b) else False if hi(a) <= lo(b) else None


out = []


def rule(name, verdicts, order=None):
    """verdicts: (patient, True fails | False | None) of everyone asked."""
    verdicts = list(verdicts)
    failing = [p for p, v in verdicts if v is True]
    who = [p for p in P.pid if p in set(failing)]
    out.append((name, len(verdicts), len(failing), sum(v is None for _, v in verdicts), "", " ".join(who)))


def of(table, pid):
    return table[table.pid == pid]


rows = lambda t: list(t.itertuples(index=False))
died = set(DE.pid)
ids = Counter(RX.treatment_id)
rule("treatment-id-unique", ((r.pid, ids[r.treatment_id] > 1) for r in rows(RX)))
own = set(zip(RX.pid, RX.treatment_id))
rule("dose-of-a-treatment", ((r.pid, (r.pid, r.treatment_id) not in own) for r in rows(DO) if r.treatment_id))
dead = {r.pid: r.status == "dead" for r in rows(FU)}
rule("status-agrees-with-death", ((p, dead[p] != (p in died)) for p in P.pid if p in dead))
rule("follow-up-missing", ((p, p not in dead) for p in P.pid))
mm = [p for p in P.pid if "MM" in set(of(DX, p).type)]
rule("stage-missing", ((p, not any(r.iss and r.type == "MM" for r in rows(of(DX, p)))) for p in mm))
fish = set(CY[(CY.method == "FISH") & CY.result.isin(["pos", "neg"])].pid)
rule("fish-missing", ((p, p not in fish) for p in mm))
rule("last-contact-old", ((r.pid, hi(r.last_contact) < LOCK - pd.Timedelta(days=180)) for r in rows(FU) if r.pid not in died))
rule("progression-day-unknown", ((r.pid, len(r.date) < 10) for r in rows(PD)))
rule("treatment-stops-before-start", ((r.pid, after(r.start, r.stop)) for r in rows(RX) if r.stop))
rule("dose-stops-before-start", ((r.pid, after(r.start, r.stop)) for r in rows(DO) if r.stop))
rule("adverse-event-ends-before-onset", ((r.pid, after(r.onset, r.end)) for r in rows(AE) if r.end))
rule("one-death", ((p, len(of(DE, p)) > 1) for p in P.pid))
last_death = {p: max(of(DE, p).date, key=hi) for p in died}
for name, table, column in [("treatment", RX, "start"), ("response", RE, "date"), ("laboratory", LAB, "date"),
                            ("progression", PD, "date"), ("transplant", TX, "date"), ("contact", FU, "last_contact")]:
    rule(f"{name}-after-death", ((r.pid, after(getattr(r, column), last_death[r.pid])) for r in rows(table) if r.pid in died))
grafted = {p: min(of(TX, p).date) for p in set(TX.pid)}
lm = lambda r: r.drug == "lenalidomide" and r.intent == "maintenance"
rule("maintenance-before-transplant", ((r.pid, after(grafted[r.pid], r.start)) for r in rows(RX) if lm(r) and r.pid in grafted))
first_rx = {p: min(of(RX, p).start, key=lo) for p in set(RX.pid)}
rule("progression-before-therapy", ((r.pid, after(first_rx[r.pid], r.date)) for r in rows(PD) if r.pid in first_rx))
rule("after-the-lock", ((r.pid, after(r.start, str(LOCK.date()))) for r in rows(RX)))
birth = dict(zip(P.pid, P.birth_year.astype(int)))
age = {r.pid: int(r.date[:4]) - birth[r.pid] for r in rows(DX)}
rule("age-at-diagnosis", ((p, not 18 <= age[p] <= 100) for p in P.pid))
far, seen = [], set()
for r in sorted((r for r in rows(RX) if lm(r)), key=lambda r: r.start):
    before = [d for d in of(TX, r.pid).date if d <= r.start]
    if before and r.pid not in seen:
        days = (lo(r.start) - lo(max(before))).days
        far.append((r.pid, not 60 <= days <= 365))
    seen.add(r.pid)
rule("maintenance-far-from-transplant", far)
good = []
for r in rows(RE):
    earlier = [d for d in of(PD, r.pid).date if hi(d) < lo(r.date)]
    if r.category in ("sCR", "CR", "VGPR", "PR") and earlier:
        last = max(earlier, key=hi)
        treated = any(lo(t.start) <= lo(r.date) and (not t.stop or lo(t.stop) > hi(last)) for t in rows(of(RX, r.pid)))
        good.append((r.pid, not treated))
rule("response-after-progression-without-therapy", good)
protein = []
for p in P.pid:
    values = sorted(((r.date, r.value) for r in rows(of(LAB, p)) if r.analyte == "m_serum"))
    for i in range(1, len(values) - 1):
        trio = [v for _, v in values[i - 1:i + 2]]
        if values[i][1] == "":
            protein.append((p, None))
        else:
            a, b, c = map(float, trio)
            protein.append((p, 7 <= a / b <= 14 and 7 <= c / b <= 14))
rule("m-protein-in-other-unit", protein)
rule("treatment-dates-heaped", ((r.pid, r.start[8:] in ("01", "15")) for r in rows(RX) if len(r.start) == 10))
same = {}
for p in P.itertuples(index=False):
    d = of(DX, p.pid).iloc[0]
    key = (p.sex, p.birth_year, d.date, d.ig_type, d.light_chain)
    same[p.pid] = None if len(d.date) < 10 or "" in key else key
groups = {}
for p, k in same.items():
    groups.setdefault(k, set()).add(centre[p])
rule("patient-in-two-centres", ((p, None if k is None else len(groups[k]) > 1) for p, k in same.items()))

pd.DataFrame(out, columns="rule checked failing unknown status patients".split()).to_csv(f"{folder}/pandas.csv", index=False)
