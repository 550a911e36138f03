"""The standard variable of the generalised gamma distribution to many digits: log f and log S with derivatives.

mpmath. Usage: python3 log-gamma-variable.py > log-gamma-variable.txt
Columns: Q, w, log f and its derivative in Q, log S and its derivative in Q, its second in Q, its mixed one, log E exp(0.7 w)
and its derivative in Q ("inf" where the mean is infinite).
"""
from mpmath import mp, mpf, log, exp, gamma, gammainc, diff, loggamma, pi, erfc, sqrt

mp.dps = 150


def density(w, q):
    k = 1 / q**2
    return log(abs(q)) + k * log(k) + k * (q * w - exp(q * w)) - loggamma(k)


def survival(w, q):
    k = 1 / q**2
    u = k * exp(q * w)
    s = gammainc(k, u, regularized=True) if q > 0 else 1 - gammainc(k, u, regularized=True)
    return log(s)


def mean(q, s=mpf("0.7")):
    k = 1 / q**2
    return loggamma(k + s / q) - loggamma(k) - s / q * log(k)


h = mpf("1e-12")
for q in ["0.01", "-0.01", "0.1", "-0.1", "0.3", "-0.3", "0.7", "-0.7", "1", "-1", "2", "-2", "5", "-5"]:
    for w in ["-30", "-6", "-1.5", "-0.01", "0", "0.4", "2", "5", "20"]:
        Q, W = mpf(q), mpf(w)
        try:
            s0, s1, s2 = survival(W, Q), survival(W, Q + h), survival(W, Q - h)
            f0, f1, f2 = density(W, Q), density(W, Q + h), density(W, Q - h)
            cross = ((-exp(f1 - s1)) - (-exp(f2 - s2))) / (2 * h)
        except Exception:
            continue
        if not (s0 > -1e5) or s0 > -mpf("1e-60"):
            continue
        if Q > 0 or -Q * mpf("0.7") < 1:
            m = [mean(Q), (mean(Q + h) - mean(Q - h)) / (2 * h)]
        else:
            m = [mp.inf, mp.inf]
        row = [Q, W, f0, (f1 - f2) / (2 * h), s0, (s1 - s2) / (2 * h), (s1 - 2 * s0 + s2) / h**2, cross] + m
        print(" ".join(mp.nstr(x, 17) for x in row))
