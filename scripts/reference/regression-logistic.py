"""Maxima of logistic likelihoods, plain and with Firth's penalty, in 60-digit arithmetic.

    python3 scripts/reference/regression-logistic.py Tests/RegressionTests/Fixtures

Reads lalonde.csv, rotterdam.csv and longley.csv there (regression-data.R) and writes
logistic-truth.json: for each case the columns, coefficients, standard errors (inverse of X'WX),
log-likelihood, for Firth also the penalised one, and for some cases every fitted probability.
Everything is computed from the definitions: Newton's method for the likelihood; for Firth the score
X'(w (y - p) + h (1/2 - p)), h the diagonal of the hat matrix, by Fisher scoring.
Made with Python 3.11, mpmath 1.3.
"""
import csv
import json
import sys

from mpmath import mp, mpf, exp, log, sqrt

mp.dps = 60
FOLDER = sys.argv[1]


def read(name):
    with open(f"{FOLDER}/{name}.csv") as file:
        return list(csv.DictReader(file))


def cholesky(a):
    n = len(a)
    l = [[mpf(0)] * n for _ in range(n)]
    for j in range(n):
        l[j][j] = sqrt(a[j][j] - sum(l[j][k] ** 2 for k in range(j)))
        for i in range(j + 1, n):
            l[i][j] = (a[i][j] - sum(l[i][k] * l[j][k] for k in range(j))) / l[j][j]
    return l


def forward(l, b):
    x = []
    for i in range(len(l)):
        x.append((b[i] - sum(l[i][k] * x[k] for k in range(i))) / l[i][i])
    return x


def backward(l, b):
    n = len(l)
    x = [mpf(0)] * n
    for i in reversed(range(n)):
        x[i] = (b[i] - sum(l[k][i] * x[k] for k in range(i + 1, n))) / l[i][i]
    return x


def information(x, weight):
    p = len(x[0])
    a = [[mpf(0)] * p for _ in range(p)]
    for row, w in zip(x, weight):
        for j in range(p):
            scaled = w * row[j]
            for k in range(j + 1):
                a[j][k] += scaled * row[k]
    for j in range(p):
        for k in range(j):
            a[k][j] = a[j][k]
    return a


def fit(x, y, weights=None, offset=None, firth=False):
    n, p = len(x), len(x[0])
    case = weights or [mpf(1)] * n
    shift = offset or [mpf(0)] * n
    # Columns are scaled by their largest value, so that steps are comparable.
    unit = [max(abs(row[j]) for row in x) for j in range(p)]
    x = [[row[j] / unit[j] for j in range(p)] for row in x]
    beta = [mpf(0)] * p
    last = None
    for iteration in range(400):
        eta = [sum(a * b for a, b in zip(row, beta)) + s for row, s in zip(x, shift)]
        prob = [1 / (1 + exp(-e)) for e in eta]
        weight = [c * q * (1 - q) for c, q in zip(case, prob)]
        loglik = sum(c * (log(q) if v else log(1 - q)) for c, q, v in zip(case, prob, y))
        lower = cholesky(information(x, weight))
        if last is not None and last < mpf(10) ** (-30 if firth else -35):
            break
        residual = [c * (v - q) for c, q, v in zip(case, prob, y)]
        if firth:
            for i in range(n):
                half = forward(lower, x[i])
                residual[i] += weight[i] * sum(h * h for h in half) * (mpf(1) / 2 - prob[i])
        score = [sum(row[j] * r for row, r in zip(x, residual)) for j in range(p)]
        step = backward(lower, forward(lower, score))
        largest = max(abs(sum(a * b for a, b in zip(row, step))) for row in x)
        if largest > 5:
            step = [s * 5 / largest for s in step]
        beta = [b + s for b, s in zip(beta, step)]
        last = largest
    else:
        raise RuntimeError("not converged")
    columns = [forward(lower, [mpf(int(k == j)) for k in range(p)]) for j in range(p)]
    errors = [sqrt(sum(v * v for v in column)) / u for column, u in zip(columns, unit)]
    result = {
        "coefficients": [float(b / u) for b, u in zip(beta, unit)],
        "standardErrors": [float(e) for e in errors],
        "logLikelihood": float(loglik),
    }
    if firth:
        penalty = sum(log(lower[j][j] * unit[j]) for j in range(p))
        result["penalizedLogLikelihood"] = float(loglik + penalty)
    return result, [float(q) for q in prob]


def dummies(row, name, levels):
    return [mpf(int(row[name] == level)) for level in levels]


def lalonde_rows():
    return [[mpf(1), mpf(r["age"]), mpf(r["educ"])] + dummies(r, "race", ["hispan", "white"])
            + [mpf(r[k]) for k in ("married", "nodegree", "re74", "re75")]
            for r in read("lalonde")]


def cases():
    lalonde, treat = lalonde_rows(), [int(r["treat"]) for r in read("lalonde")]
    index = range(1, len(lalonde) + 1)
    weights = [mpf(1) / 4 + mpf((7 * i) % 13) / 4 for i in index]
    # Offsets are the doubles that 0.1 k - 0.2 rounds to, as a program reads them.
    offset = [mpf(((3 * i) % 5) / 10 - 0.2) for i in index]
    yield "lalonde", lalonde, treat, {}, True
    yield "lalonde-weights", lalonde, treat, {"weights": weights}, False
    yield "lalonde-offset", lalonde, treat, {"offset": offset}, False
    yield "lalonde-firth", lalonde, treat, {"firth": True}, True
    yield "lalonde-firth-weights", lalonde, treat, {"firth": True, "weights": weights}, False

    base = lalonde
    numeric = [1, 2, 7, 8]
    pairs = [(1, 2), (1, 3), (1, 4), (1, 5), (1, 6), (1, 7), (1, 8), (2, 3), (2, 4), (2, 5), (2, 6),
             (2, 7), (2, 8), (3, 5), (4, 5), (3, 6), (4, 6), (3, 7), (4, 7), (3, 8), (4, 8), (5, 6),
             (5, 7), (5, 8), (6, 7), (6, 8), (7, 8)]
    quad = [r + [r[j] ** 2 for j in numeric] + [r[j] * r[k] for j, k in pairs] for r in base]
    yield "lalonde-quadratic", quad, treat, {}, False

    rows = read("rotterdam")
    hormon = [int(r["hormon"]) for r in rows]
    names = ("grade", "nodes", "pgr", "er")
    sizes = ["20-50", ">50"]
    yield ("rotterdam", [[mpf(1)] + [mpf(r[k]) for k in ("age", "meno")] + dummies(r, "size", sizes)
                         + [mpf(r[k]) for k in names] for r in rows], hormon, {}, True)
    yield ("rotterdam-year", [[mpf(1)] + [mpf(r[k]) for k in ("year", "age", "meno")]
                              + dummies(r, "size", sizes) + [mpf(r[k]) for k in names + ("chemo",)]
                              for r in rows], hormon, {}, False)
    ages = [mpf(r["age"]) for r in rows]
    for k in (3, 5, 6, 8):
        yield (f"rotterdam-powers-{k}", [[a ** j for j in range(k + 1)] for a in ages], hormon, {},
               False)
    yield ("rotterdam-large-offset",
           [[mpf(1), mpf(10) ** 6 + mpf(i % 17) / 16, a] for i, a in enumerate(ages, 1)], hormon, {},
           False)
    # The third column is the double that age + (i mod 7) 1e-6 rounds to.
    yield ("rotterdam-near-collinear",
           [[mpf(1), a, mpf(float(a) + (i % 7) * 1e-6)] for i, a in enumerate(ages, 1)], hormon, {},
           False)

    x = [mpf(k) for k in range(21)]
    y = [0, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1]
    for k in (1, 3, 5):
        yield f"wampler-{k}", [[v ** j for j in range(k + 1)] for v in x], y, {}, True
    yield "wampler-firth", [[mpf(1), v] for v in x], y, {"firth": True}, True
    rows = read("longley")
    names = ("GNP.deflator", "GNP", "Unemployed", "Armed.Forces")
    y16 = [0, 0, 1, 0, 0, 1, 0, 1, 0, 1, 0, 1, 1, 0, 1, 0]
    longley = [[mpf(1)] + [mpf(r[k]) for k in names] for r in rows]
    yield "longley", longley, y16, {}, True
    yield "longley-firth", longley, y16, {"firth": True}, False

    # Completely and quasi-completely separated, where only the penalised likelihood has a maximum.
    separated = [0] * 10 + [1] * 11
    yield "separated-firth", [[mpf(1), v] for v in x], separated, {"firth": True}, True
    border = [[mpf(1), mpf(int(k > 6)), mpf((k * 5) % 7)] for k in range(21)]
    quasi = [0, 1, 0, 1, 1, 0, 0] + [1] * 14
    yield "quasi-separated-firth", border, quasi, {"firth": True}, True
    # Nearly separated: one row on the wrong side.
    near = [0] * 10 + [1] * 11
    near[9], near[10] = 1, 0
    yield "nearly-separated", [[mpf(1), v] for v in x], near, {}, True
    # Row 10 (outcome 1) lies a 1024th below row 9 (outcome 0).
    close = [mpf(v) if v != 10 else mpf(9) - mpf(1) / 1024 for v in x]
    yield "barely-overlapping", [[mpf(1), v] for v in close], [0] * 10 + [1] * 11, {}, True


truth = {}
for name, x, y, options, withProbabilities in cases():
    result, probabilities = fit(x, y, **options)
    if withProbabilities:
        result["probabilities"] = probabilities
    truth[name] = result
    print(name, result["coefficients"][:3], file=sys.stderr)
with open(f"{FOLDER}/logistic-truth.json", "w") as file:
    json.dump(truth, file, indent=0)
    file.write("\n")
