"""The survival part of the benchmark: `Benchmarks/run --survival [n ...]`.

Equipoise and R take turns on one file; medians, ranges, ratios, the power of growth, and whether the numbers agree
go to Benchmarks/results/<date>-survival.{md,json}.
"""

import datetime
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
PARTS = {
    "kaplanMeier": "Kaplan-Meier, with band",
    "jackknife": "Kaplan-Meier, weighted, jackknife error",
    "jackknifeMonths": "Kaplan-Meier, weighted, jackknife error, months",
    "cox": "Cox model, 10 terms",
    "coxMonths": "Cox model, 10 terms, months",
    "coxRobust": "Cox model, weighted, robust",
    "coxRobustMonths": "Cox model, weighted, robust, months",
    "zph": "test of proportional hazards",
    "concordance": "concordance, with variance",
    "fineGray": "Fine-Gray, 10 terms, robust",
    "fineGrayMonths": "Fine-Gray, 10 terms, months",
    "fineGrayCrr": "Fine-Gray, error of the censoring too, months",
}
# What the numbers of a part are, and how many of each there are.
NUMBERS = {
    "kaplanMeier": "S, standard error and limits at 3 times",
    "jackknife": "S, standard error and limits at 3 times",
    "jackknifeMonths": "S, standard error and limits at 3 times",
    "cox": "coefficients, standard errors, log likelihood",
    "coxMonths": "coefficients, standard errors, log likelihood",
    "coxRobust": "coefficients, standard errors, log likelihood",
    "coxRobustMonths": "coefficients, standard errors, log likelihood",
    "zph": "chi-squared of each term and of all",
    "concordance": "concordance and its standard error",
    "fineGrayMonths": "coefficients and standard errors",
    "fineGrayCrr": "coefficients and standard errors",
}
# The largest difference that does not change a printed digit: R prints seven.
PRINTED = 5e-7
CURVES = 10_000_000


def apart(ours, theirs):
    """The largest difference of two programs' numbers, relative where they are above 1 in size.

    Coefficients near 0 are known to so many decimals, and not to so many digits.
    """
    if len(ours) != len(theirs):
        return math.inf
    return max((abs(a - b) / max(abs(b), 1) for a, b in zip(ours, theirs)), default=math.inf)


def measure(tools, size, folder, options, libraries):
    kind = "curves" if size >= CURVES else "survival"
    subprocess.run([f"{HERE}/.build/release/make-cohort", str(size), folder, kind], check=True)
    path, result = f"{folder}/{kind}.csv", tools.Measurements()
    kinds = list(libraries) or ["the default BLAS"]
    for repeat in range(options.repeats):
        print(f"  repeat {repeat + 1} of {options.repeats}, load {os.getloadavg()[0]:.1f}", flush=True)
        for blas in kinds[:1]:
            who = "Equipoise"
            result.watch(who, options.cores)
            command = [f"{HERE}/.build/release/measure", path, "2", "survival"]
            text, *_ = tools.execute(command, tools.environment(libraries.get(blas)), options.cores)
            result.read(text, who)
        if options.peers and size < CURVES and shutil.which("Rscript"):
            result.watch("R", options.cores)
            command = ["Rscript", "--vanilla", f"{HERE}/peers/survival.R", path]
            environment = tools.environment(libraries.get("OpenBLAS"), preload=True)
            text, *_ = tools.execute(command, environment, options.cores)
            result.read(text, "R")
    return result


def table(tools, size, result):
    """One row for each part and peer, and the differences that change a printed digit."""
    lines, faults = [f"## {size:,} patients", ""], []
    head = ["part", "Equipoise", "processor", "peer", "its time", "ratio", "its processor", "ratio", "largest difference"]
    lines += ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    for part, title in PARTS.items():
        mine = result.median(part, "Equipoise")
        if mine is None:
            continue
        used = result.median(part, "Equipoise", result.processor)
        own = [title, tools.seconds(result.seconds[part, "Equipoise"]), f"{used:.3g} s"]
        peers = [who for who in result.names(part) if who != "Equipoise"]
        for who in peers:
            theirs, work = result.median(part, who), result.median(part, who, result.processor)
            found = apart(result.values[part, "Equipoise"], result.values[part, who])
            if not found < PRINTED:
                faults.append(f"{title}, {size:,} patients: {who} differs by {found:.1e}")
            row = [who, tools.seconds(result.seconds[part, who]), f"{theirs / mine:.1f}", f"{work:.3g} s"]
            lines.append("| " + " | ".join([*own, *row, f"{work / used:.1f}" if used else "", f"{found:.0e}"]) + " |")
            own = [""] * len(own)
        if not peers:
            lines.append("| " + " | ".join([*own, "", "", "", "", "", ""]) + " |")
    free = "; ".join(f"{who} {min(values):.1f}" for who, values in result.free.items())
    lines += ["", f"Cores free before each program, of two, the fewest of all repeats: {free}."]
    if min(map(min, result.free.values()), default=2) < 1.8:
        lines += ["", "**Something else ran on these cores. Wall times and their ratios are not to be compared; measure again.**"]
    peaks = "; ".join(f"{who} {max(values):.0f}" for who, values in result.peaks.items())
    return [*lines, "", f"Peak memory, megabytes: {peaks}.", ""], faults


def growth(tools, results):
    """The power of the number of patients by which time grows, and R's time at the next size where it was left out."""
    sizes = sorted(results)
    if len(sizes) < 2:
        return []
    steps = list(zip(sizes, sizes[1:]))
    lines = ["## Growth", "", "The power of the number of patients by which time grows, of wall and of processor time: 1 is linear, 2 quadratic. Where a program "
             "is left out at the next size, the last column says what it would take there by the power of its processor time.", ""]
    lines += ["| part | program | " + " | ".join(f"{a:,} to {b:,}" for a, b in steps) + " | at the next size |"]
    lines += ["|" + "---|" * (3 + len(steps))]
    everywhere = dict.fromkeys(key for size in sizes for key in results[size].seconds if key[0] in PARTS)
    for part, who in sorted(everywhere, key=lambda key: list(PARTS).index(key[0])):
        cells, guess = [], ""
        for place, (a, b) in enumerate(steps):
            powers = []
            for table in ("seconds", "processor"):
                low, high = (results[n].median(part, who, getattr(results[n], table)) for n in (a, b))
                if low and high:
                    powers.append(math.log(high / low) / math.log(b / a))
            cells.append(" / ".join(f"{power:.2f}" for power in powers))
            after = sizes[place + 2] if place + 2 < len(sizes) else None
            if powers and after and results[after].median(part, "Equipoise") and not results[after].median(part, who):
                time = results[b].median(part, who, results[b].processor)
                guess = f"{time * (after / b) ** powers[-1]:.2g} s at {after:,}"
        lines.append(f"| {PARTS[part]} | {who} | " + " | ".join([*cells, guess]) + " |")
    return [*lines, ""]


def report(tools, results, options, loads, missing):
    programs = {}
    for result in results.values():
        programs.update(result.programs)
    lines = [f"# Survival, measured on {datetime.date.today().isoformat()}", "", f"Machine: {tools.machine()}.", ""]
    lines += [f"Two threads for Equipoise and for the BLAS of R, on cores {options.cores or 'of the system'}. {options.repeats} repeats, programs in turn; "
              "medians, and the range in parentheses. A part begins with columns in memory and ends with estimates and errors; the sort is inside, "
              "reading the file is not. A ratio is the time of the peer over that of Equipoise: above 1 Equipoise is faster. Processor is the time of all "
              "threads together, which a busy machine disturbs less. `coxph` also makes residuals and the concordance, which Equipoise makes when asked; "
              "`coxph.fit` does not. Times have six decimals and hardly a tie, or, where a part says months, are whole months; ties are treated as Efron did, in the "
              f"last part as Breslow did, as in `crr`. Load of the machine (1 minute): {', '.join(loads)}.", ""]
    lines += [f"- {who}: {p['program']}; BLAS: {p['blas']}" for who, p in programs.items()]
    lines += [f"- not installed, left out: {name}" for name in missing]
    lines += ["- R is left out where its time grows with the square: robust Cox models, and the jackknife without ties, above 100,000 patients, `finegray`, whose rows are "
              "multiplied, above 100,000, `crr` above 10,000. At ten million only the curves are measured, and only ours.", ""]
    faults = []
    for size in sorted(results):
        rows, found = table(tools, size, results[size])
        lines, faults = lines + rows, faults + found
    lines += growth(tools, results)
    lines += ["## Agreement", "", "What is compared, absolutely where it is below 1 and relative to it above:", ""]
    lines += [f"- {PARTS[part]}: {words}" for part, words in NUMBERS.items()]
    if any(who != "Equipoise" for result in results.values() for _, who in result.seconds):
        words = f"**{len(faults)} differ in a printed digit.**" if faults else f"All agree in the digits that R prints (within {PRINTED:g})."
        lines += ["", words, *[f"- {fault}" for fault in faults]]
    os.makedirs(f"{HERE}/results", exist_ok=True)
    base = f"{HERE}/results/{datetime.date.today().isoformat()}-survival"
    with open(f"{base}.md", "w") as file:
        file.write("\n".join([*lines, ""]))
    raw = {n: {f"{part} | {who}": times for (part, who), times in r.seconds.items()} for n, r in results.items()}
    with open(f"{base}.json", "w") as file:
        json.dump(raw, file, indent=1)
        file.write("\n")
    return f"{base}.md", faults


def run(tools, options, libraries):
    """Measures all sizes; 1 where a printed digit differs, else 0."""
    missing = ["Rscript"] if options.peers and not shutil.which("Rscript") else []
    results, loads = {}, []
    for size in sorted(options.sizes or [10_000, 100_000, 1_000_000, CURVES]):
        print(f"{size:,} patients", flush=True)
        loads.append(f"{os.getloadavg()[0]:.1f}")
        with tempfile.TemporaryDirectory() as folder:
            results[size] = measure(tools, size, folder, options, libraries)
    path, faults = report(tools, results, options, loads, missing)
    with open(path) as file:
        print(file.read())
    print(f"written: {os.path.relpath(path)}")
    for fault in faults:
        print(f"differs: {fault}", file=sys.stderr)
    return 1 if faults else 0
