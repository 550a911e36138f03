"""Log-rank tests of race in the recidivism data (Rossi et al. 1980), and the data themselves as rossi.csv.

Python 3.11, lifelines 0.30.3. Usage: survival-lifelines.py FIXTURE-FOLDER; it prints the numbers that the tests quote.
"""
import sys
from lifelines.datasets import load_rossi
from lifelines.statistics import logrank_test

d = load_rossi()
d[["week", "arrest", "fin", "age", "race", "wexp", "mar", "paro", "prio"]].to_csv(f"{sys.argv[1]}/rossi.csv", index=False)
a, b = d[d.race == 1], d[d.race == 0]
for weighting in (None, "wilcoxon", "tarone-ware", "peto"):
    r = logrank_test(a.week, b.week, a.arrest, b.arrest, weightings=weighting)
    print(weighting, repr(float(r.test_statistic)), repr(float(r.p_value)))
