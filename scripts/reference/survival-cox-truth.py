"""Maxima of Cox partial likelihoods in 220-bit arithmetic, from the CSV fixtures.

Python 3, mpmath. Usage: python3 survival-cox-truth.py FIXTURE-FOLDER > FIXTURE-FOLDER/survival-cox-truth.txt
Each line: key, then 20 digits a number. Newton's method from 0 until the step is below 1e-50.
"""
import csv, sys
from mpmath import mp, mpf, matrix, log, exp, lu_solve, inverse, sqrt, nstr

mp.prec = 220
folder = sys.argv[1]


def evaluate(time, event, rows, beta, ties):
    p = len(beta)
    order = sorted(range(len(time)), key=lambda i: -time[i])
    s0, s1, s2 = mpf(0), [mpf(0)] * p, [[mpf(0)] * p for _ in range(p)]
    ll, u, h = mpf(0), [mpf(0)] * p, [[mpf(0)] * p for _ in range(p)]
    i = 0
    while i < len(order):
        t, d0, d1, d2, dead = time[order[i]], mpf(0), [mpf(0)] * p, [[mpf(0)] * p for _ in range(p)], 0
        while i < len(order) and time[order[i]] == t:
            k = order[i]
            x = rows[k]
            eta = sum(b * v for b, v in zip(beta, x))
            r = exp(eta)
            s0 += r
            for a in range(p):
                s1[a] += r * x[a]
                for b in range(p):
                    s2[a][b] += r * x[a] * x[b]
            if event[k]:
                dead += 1
                ll += eta
                d0 += r
                for a in range(p):
                    u[a] += x[a]
                    d1[a] += r * x[a]
                    for b in range(p):
                        d2[a][b] += r * x[a] * x[b]
            i += 1
        for j in range(dead):
            f = mpf(j) / dead if ties == "efron" else mpf(0)
            den = s0 - f * d0
            ll -= log(den)
            m = [(s1[a] - f * d1[a]) / den for a in range(p)]
            for a in range(p):
                u[a] -= m[a]
                for b in range(p):
                    h[a][b] += (s2[a][b] - f * d2[a][b]) / den - m[a] * m[b]
    return ll, matrix(u), matrix(h)


def truth(key, name, time, event, columns, ties):
    with open(f"{folder}/{name}.csv") as file:
        table = list(csv.DictReader(file))
    t = [mpf(r[time]) for r in table]
    e = [r[event] == "1" for r in table]
    x = [[mpf(r[c]) for c in columns] for r in table]
    mean = [sum(c) / len(x) for c in zip(*x)]
    x = [[v - m for v, m in zip(r, mean)] for r in x]
    beta = [mpf(0)] * len(columns)
    null = evaluate(t, e, x, beta, ties)[0]
    for _ in range(40):
        ll, u, h = evaluate(t, e, x, beta, ties)
        step = lu_solve(h, u)
        if max(abs(s) for s in step) < mpf(10) ** -50:
            break
        beta = [b + s for b, s in zip(beta, step)]
    v = inverse(h)
    line = lambda name, values: print(f"{key}.{name}", *(nstr(z, 20) for z in values))
    line("coef", beta)
    line("se", [sqrt(v[i, i]) for i in range(len(beta))])
    line("loglik", [null, ll])


for ties in ("efron", "breslow"):
    truth(f"lung.{ties}", "lung", "time", "status", ["age", "sex", "ecog"], ties)
    truth(f"aml.{ties}", "aml", "time", "status", ["group"], ties)
    truth(f"gbsg.{ties}", "gbsg", "rfstime", "status",
          ["hormon", "age", "meno", "size", "grade", "nodes", "pgr", "er"], ties)
