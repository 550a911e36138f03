"""Small data sets classified by linear programming into separated, quasi-separated and overlapping.

    python3 scripts/reference/regression-separation.py Tests/RegressionTests/Fixtures

Writes separation-truth.json: covariates (whole numbers, without the column of ones), outcomes, the
kind, and the largest number of rows that one direction can separate strictly. With rows
a = +-(1, x), the linear programme is max sum z subject to z <= A b, 0 <= z <= 1, b free: scaling b
makes every z that can be positive equal to 1 (Konis 2007, https://ora.ox.ac.uk, section 3).
Made with Python 3.11, numpy 2.4, scipy 1.17 (HiGHS).
"""
import json
import sys

import numpy as np
from scipy.optimize import linprog

generator = np.random.default_rng(20240501)
cases = []
counts = {"none": 0, "quasiComplete": 0, "complete": 0}
while len(cases) < 600:
    p = int(generator.integers(1, 5))
    n = int(generator.integers(4, 8 + 8 * p))
    span = int(generator.integers(1, 6))
    x = generator.integers(-span, span + 1, size=(n, p))
    noise = generator.choice([0.0, 0.7, 2.0])
    slope = generator.integers(-2, 3, size=p)
    y = (x @ slope + noise * generator.standard_normal(n) > 0).astype(int)
    if y.min() == y.max():
        continue
    a = np.where(y == 1, 1, -1)[:, None] * np.column_stack([np.ones(n), x])
    width = p + 1
    answer = linprog(
        np.concatenate([np.zeros(width), -np.ones(n)]),
        A_ub=np.hstack([-a, np.eye(n)]), b_ub=np.zeros(n),
        bounds=[(None, None)] * width + [(0, 1)] * n, method="highs")
    rows = round(-answer.fun)
    assert answer.success and abs(-answer.fun - rows) < 1e-6, answer
    kind = "none" if rows == 0 else "complete" if rows == n else "quasiComplete"
    if counts[kind] >= 200:
        continue
    counts[kind] += 1
    cases.append({"x": x.tolist(), "y": y.tolist(), "kind": kind, "rows": rows})
print(counts, file=sys.stderr)
with open(f"{sys.argv[1]}/separation-truth.json", "w") as file:
    file.write("[\n" + ",\n".join(json.dumps(c, separators=(",", ":")) for c in cases) + "\n]\n")
