# Writes Tests/DistributionsTests/Fixtures/*.csv: probabilities, densities and quantiles to 17 digits,
# from power series with positive terms (DLMF 8.7.1 and 8.17.8) summed with 420 digits, so that even a tail of 1e-300
# found as a complement has 100 digits left. The arguments are the doubles as printed.
# Made with Python 3.11 and mpmath 1.3.0. Run from the root: python3 scripts/reference/distributions.py
from mpmath import mp, mpf, erfc, exp, log, sqrt, beta, nstr, binomial

mp.dps = 420
ENOUGH = mpf(10) ** -415
FOLDER = "Tests/DistributionsTests/Fixtures/"
SMALLEST = mpf("1e-305")


def text(value):
    return nstr(value, 17) if abs(value) >= SMALLEST else "0"


def write(name, header, rows):
    with open(FOLDER + name, "w") as file:
        file.write(header + "\n")
        for row in rows:
            cells = [c if isinstance(c, str) else repr(c) if isinstance(c, (int, float)) else text(c) for c in row]
            file.write(",".join(cells) + "\n")


def i(a, b, x):  # the regularised incomplete beta function
    a, b, x = mpf(a), mpf(b), mpf(x)
    if x > 0.5:
        return 1 - i(b, a, 1 - x)
    term, total, n = mpf(1), mpf(1), 0
    while term > total * ENOUGH:
        term *= (a + b + n) / (a + 1 + n) * x
        total += term
        n += 1
    return exp(a * log(x) + b * log(1 - x) - mp.loggamma(a) - mp.loggamma(b) + mp.loggamma(a + b)) / a * total


def normal_tail(x):
    return erfc(x / sqrt(mpf(2))) / 2


def chi_lower(k, x):  # the regularised incomplete gamma function
    a, x = mpf(k) / 2, mpf(x) / 2
    term, total, n = mpf(1), mpf(1), 0
    while term > total * ENOUGH:
        n += 1
        term *= x / (a + n)
        total += term
    return exp(a * log(x) - x - mp.loggamma(a + 1)) * total


def chi_upper(k, x):
    return 1 - chi_lower(k, x)


def t_tail(v, t):
    v, t = mpf(v), mpf(t)
    return i(v / 2, mpf(1) / 2, v / (v + t * t)) / 2


def f_lower(m, n, x):
    m, n, x = mpf(m), mpf(n), mpf(x)
    return i(m / 2, n / 2, m * x / (m * x + n))


def f_upper(m, n, x):
    m, n, x = mpf(m), mpf(n), mpf(x)
    return i(n / 2, m / 2, n / (m * x + n))


def solve(function, low, high, p):
    """u with function(u) = p for a monotone function, by bisection on the logarithm then secants."""
    target = log(mpf(p))
    h = lambda u: log(function(u)) - target
    rising = h(mpf(high)) > h(mpf(low))
    low, high = mpf(low), mpf(high)
    for _ in range(30):
        middle = (low + high) / 2
        if (h(middle) > 0) == rising:
            high = middle
        else:
            low = middle
    return mp.findroot(h, (low, high), solver="anderson", tol=mpf(10) ** -60, maxsteps=200)


points = [0.0, 1e-8, 0.25, 0.5, 1.0, 1.5, 1.959963984540054, 3.0, 5.0, 8.5, 12.0, 20.0, 30.0, 37.0]
write("normal.csv", "x,density,upper", [
    (x, exp(-mpf(x) ** 2 / 2) / sqrt(2 * mp.pi), normal_tail(mpf(x))) for x in points])
probabilities = [1e-300, 1e-200, 1e-100, 1e-50, 1e-16, 1e-9, 1e-4, 0.01, 0.02425, 0.025, 0.05, 0.1, 0.25, 0.4, 0.49,
                 0.499999999]
write("normal-quantile.csv", "p,quantile", [
    (p, -solve(lambda u: normal_tail(u), 0, 40, p)) for p in probabilities])

rows = []
for k in [0.5, 1, 2, 3, 4.5, 10, 37, 100, 1000, 12345.5, 200000]:
    spread = (2 * k) ** 0.5
    xs = {1e-100, 1e-8, 0.01, 0.5, 1.0, 3.841458820694124, 30.0, 500.0, 1350.0, k * 0.5, k * 0.9, k - 3 * spread,
          k - spread, k, k + spread, k + 3 * spread, k + 20 * spread, k * 1.5}
    for x in sorted(x for x in xs if x > 0):
        lower, upper = chi_lower(k, x), chi_upper(k, x)
        density = exp((mpf(k) / 2 - 1) * log(mpf(x)) - mpf(x) / 2 - mpf(k) / 2 * log(mpf(2)) - mp.loggamma(mpf(k) / 2))
        rows.append((k, x, density, lower, upper))
write("chi-squared.csv", "df,x,density,lower,upper", rows)

rows = []
for k in [0.5, 1, 2, 7, 100, 12345.5]:
    for p in [1e-300, 1e-100, 1e-10, 0.001, 0.025, 0.3, 0.5]:
        low, high = log(mpf(10)) * -310, log(mpf(k) + 3000 + 60 * mpf(k) ** 0.5)
        upper = exp(solve(lambda u: chi_upper(k, exp(u)), -20 if p < 0.5 else -50, high, p))
        # With x tiny, P(a, x) is its leading term; the bracket ends where that term is far below p.
        a = mpf(k) / 2
        low = (log(mpf(p)) + mp.loggamma(a + 1)) / a + log(mpf(2)) - 1
        lower = exp(solve(lambda u: chi_lower(k, exp(u)), low, high, p))
        rows.append((k, p, lower, upper))
write("chi-squared-quantile.csv", "df,p,lower,upper", rows)

rows = []
for v in [0.5, 1, 2, 3, 4.7, 10, 30, 250, 5000, 1000000]:
    for t in [1e-9, 0.1, 0.7, 1.0, 1.96, 2.5, 5.0, 12.0, 30.0, 37.0, 1e3, 1e10, 1e60]:
        v_, t_ = mpf(v), mpf(t)
        logarithm = -log(sqrt(v_) * beta(v_ / 2, mpf(1) / 2)) - (v_ + 1) / 2 * log(1 + t_ * t_ / v_)
        rows.append((v, t, exp(logarithm), t_tail(v, t)))
write("student-t.csv", "df,t,density,upper", rows)

rows = []
for v in [0.5, 1, 2, 3, 4.7, 30, 5000, 1000000]:
    for p in [1e-300, 1e-100, 1e-20, 1e-5, 0.005, 0.025, 0.1, 0.25, 0.4, 0.499, 0.499999999]:
        high = min(2000, -log(mpf(p)) / mpf(v) * 1.2 + 12)
        rows.append((v, p, -exp(solve(lambda u: t_tail(v, exp(u)), -25, high, p))))
rows = [row for row in rows if abs(row[2]) < mpf("1e307")]
write("student-t-quantile.csv", "df,p,quantile", rows)

rows = []
for m, n in [(1, 1), (1, 10), (2, 2), (2, 7), (3, 3), (4.5, 12.5), (10, 1), (20, 30), (100, 250), (1000, 5), (3, 100000),
             (5000, 5000)]:
    for x in [1e-50, 1e-6, 0.05, 0.5, 0.9, 1.0, 1.1, 2.0, 4.0, 10.0, 100.0, 1e6, 1e40]:
        m_, n_, x_ = mpf(m), mpf(n), mpf(x)
        share = m_ * x_ / (m_ * x_ + n_)
        density = exp(m_ / 2 * log(share) + n_ / 2 * log(n_ / (m_ * x_ + n_)) - log(x_) - mp.loggamma(m_ / 2)
                      - mp.loggamma(n_ / 2) + mp.loggamma((m_ + n_) / 2))
        rows.append((m, n, x, density, f_lower(m, n, x), f_upper(m, n, x)))
write("f.csv", "numerator,denominator,x,density,lower,upper", rows)

rows = []
for m, n in [(1, 10), (2, 7), (4.5, 12.5), (100, 250), (3, 100000)]:
    for p in [1e-100, 1e-10, 0.001, 0.05, 0.3, 0.5]:
        lower = exp(solve(lambda u: f_lower(m, n, exp(u)), log(mpf(p)) * 2 / m - 10, 20, p))
        upper = exp(solve(lambda u: f_upper(m, n, exp(u)), -20, -log(mpf(p)) * 2 / n + 12, p))
        rows.append((m, n, p, lower, upper))
write("f-quantile.csv", "numerator,denominator,p,lower,upper", rows)

rows = []
for n, p in [(1, 0.5), (7, 0.3), (20, 0.05), (50, 0.5), (200, 0.999), (1000, 0.1), (1000, 1e-9), (100000, 0.25)]:
    ks = {0, 1, 2, 5, 10, n // 10, n // 4, n // 3, n // 2, n - 1, n}
    for k in sorted(k for k in ks if 0 <= k <= n):
        p_ = mpf(p)
        probability = binomial(n, k) * p_ ** k * (1 - p_) ** (n - k)
        lower = mpf(1) if k >= n else i(n - k, k + 1, 1 - p_)
        upper = mpf(0) if k >= n else i(k + 1, n - k, p_)
        rows.append((n, p, k, probability, lower, upper))
write("binomial.csv", "trials,success,k,probability,lower,upper", rows)

rows = []
for k, n in [(0, 10), (1, 10), (5, 10), (10, 10), (3, 339), (17, 250), (1, 100000), (99999, 100000)]:
    for level in [0.9, 0.95, 0.999]:
        tail = (1 - level) / 2  # as doubles, as in the program
        logistic = lambda u: 1 / (1 + exp(-u))
        lower = mpf(0) if k == 0 else logistic(solve(lambda u: i(k, n - k + 1, logistic(u)), -40, 40, tail))
        upper = mpf(1) if k == n else logistic(solve(lambda u: i(n - k, k + 1, logistic(-u)), -40, 40, tail))
        rows.append((k, n, level, lower, upper))
write("binomial-interval.csv", "successes,trials,level,lower,upper", rows)
