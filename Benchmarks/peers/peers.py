"""The parts of a study by Python packages, each timed once: pandas, statsmodels, scikit-learn, lifelines.

python3 peers.py COHORT.CSV; one line of JSON a part, as `measure` writes them.
Written for pandas 2.3, statsmodels 0.15, scikit-learn 1.9, lifelines 0.30.
"""

import importlib
import json
import resource
import sys
import time
import warnings

warnings.simplefilter("ignore")


def module(name):
    try:
        return importlib.import_module(name)
    except ImportError:
        return None


def write(**line):
    print(json.dumps(line), flush=True)


def part(name, by, body, values):
    wall, processor = time.perf_counter(), time.process_time()
    result = body()
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    numbers = [float(x) for x in values(result)]
    write(part=name, by=by, wall=wall, processor=processor, values=numbers)
    return result


np = module("numpy")
pd = module("pandas")
if np is None or pd is None:
    write(program="Python without numpy or pandas", blas="none")
    sys.exit(0)
found = {name: module(name) for name in ["statsmodels.api", "sklearn.linear_model", "lifelines"]}
names = ["numpy", "pandas", "statsmodels", "sklearn", "lifelines"]
versions = [f"{n} {getattr(module(n), '__version__', 'absent')}" for n in names]
blas = np.show_config(mode="dicts").get("Build Dependencies", {}).get("blas", {})
write(
    program=f"Python {sys.version.split()[0]}, " + ", ".join(versions),
    blas=f"{blas.get('name', 'unknown')} {blas.get('version', '')}".strip(),
)

d = part("load", "pandas read_csv", lambda: pd.read_csv(sys.argv[1]), lambda d: d.shape)
terms = [f"x{j}" for j in range(1, 21)]
arm = d["arm"].to_numpy()


def matrix():
    return np.column_stack([np.ones(len(d)), d[terms].to_numpy(float)])


if found["statsmodels.api"]:
    model = found["statsmodels.api"].Logit
    part(
        "logistic",
        "statsmodels Logit, Newton",
        lambda: model(arm, matrix()).fit(method="newton", disp=0),
        lambda f: [*f.params, *f.bse],
    )
if found["sklearn.linear_model"]:
    regression = found["sklearn.linear_model"].LogisticRegression
    part(
        "logistic",
        "scikit-learn newton-cholesky",
        lambda: regression(C=np.inf, solver="newton-cholesky", tol=1e-8, max_iter=100).fit(
            d[terms].to_numpy(float), arm
        ),
        lambda f: [*f.intercept_, *f.coef_[0]],
    )
if found["lifelines"]:
    lifelines = found["lifelines"]
    statistics = module("lifelines.statistics")
    follow_up, event = d["time"].to_numpy(), d["event"].to_numpy()

    def curves():
        return [
            lifelines.KaplanMeierFitter().fit(follow_up[arm == k], event[arm == k]) for k in (0, 1)
        ]

    def at_two_years(fits):
        for fit in fits:
            band = fit.confidence_interval_
            row = band.index.searchsorted(24, side="right") - 1
            yield fit.predict(24)
            yield band.iloc[row, 0]
            yield band.iloc[row, 1]

    part("kaplanMeier", "lifelines", curves, at_two_years)
    part(
        "logRank",
        "lifelines",
        lambda: statistics.logrank_test(
            follow_up[arm == 0], follow_up[arm == 1], event[arm == 0], event[arm == 1]
        ),
        lambda r: [r.test_statistic],
    )

    def cox(columns):
        return lifelines.CoxPHFitter().fit(d[columns + ["time", "event"]], "time", "event")

    def estimates(fit):
        return [*fit.params_, *fit.standard_errors_, fit.log_likelihood_]

    if len(d) <= 200_000:  # minutes for a million
        part("cox1", "lifelines", lambda: cox(["arm"]), estimates)
        part("cox21", "lifelines", lambda: cox(["arm"] + terms), estimates)
write(peakMegabytes=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
