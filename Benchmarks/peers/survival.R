# The survival part by R packages, each part timed once: survival, cmprsk.
# Rscript survival.R SURVIVAL.CSV; one line of JSON a part, as `measure … survival` writes them. What grows
# with the square of the patients is left out above a size, which is written beside it.
# Written for R 4.2.2, survival 3.5-3, cmprsk 2.2-11.
path <- commandArgs(TRUE)[1]
has <- function(package) suppressWarnings(suppressMessages(requireNamespace(package, quietly = TRUE)))
numbers <- function(x) paste(format(unname(x), digits = 17, trim = TRUE), collapse = ", ")
part <- function(name, by, values, body, most = Inf) {
  if (nrow(d) > most) return(invisible(NULL))
  gc(full = FALSE)
  time <- system.time(result <- eval.parent(body), gcFirst = FALSE)
  cat(sprintf('{"part": "%s", "by": "%s", "wall": %.6f, "processor": %.6f, "values": [%s]}\n',
              name, by, time[["elapsed"]], time[["user.self"]] + time[["sys.self"]],
              numbers(values(result))))
  flush(stdout())
  invisible(result)
}
versions <- sapply(c("survival", "cmprsk"), function(p) if (has(p)) as.character(packageVersion(p)) else "absent")
cat(sprintf('{"program": "R %s, %s", "blas": "%s"}\n', getRversion(),
            paste(names(versions), versions, collapse = ", "), extSoftVersion()[["BLAS"]]))
if (!has("survival")) quit()
suppressMessages(library(survival))
d <- if (has("data.table")) as.data.frame(data.table::fread(path)) else read.csv(path)

curve <- function(f) {
  s <- summary(f, times = c(6, 24, 48))
  as.vector(rbind(s$surv, s$std.err, s$lower, s$upper))
}
part("kaplanMeier", "survfit", curve, quote(survfit(Surv(time, event) ~ 1, data = d)))
# Its jackknife takes every row at every time of an event: 8 seconds for 100,000 rows, the square of that for more.
part("jackknife", "survfit", curve, quote(survfit(Surv(time, event) ~ 1, data = d, weights = weight, robust = TRUE)), 1e5)
if ("x1" %in% names(d)) {
  x <- as.matrix(d[paste0("x", 1:10)])
  right <- paste(colnames(x), collapse = " + ")
  model <- function(left) as.formula(paste(left, "~", right))
  byTime <- model("Surv(time, event)")
  byMonth <- model("Surv(month, event)")
  cox <- function(f) c(coef(f), sqrt(diag(vcov(f))), f$loglik[2])
  part("jackknifeMonths", "survfit", curve,
       quote(survfit(Surv(month, event) ~ 1, data = d, weights = weight, robust = TRUE)))
  fit <- part("cox", "coxph", cox, quote(coxph(byTime, data = d)))
  # Without formula, residuals and concordance: the sort is inside.
  part("cox", "coxph.fit", function(f) c(f$coefficients, sqrt(diag(f$var)), f$loglik[2]),
       quote(coxph.fit(x, Surv(d$time, d$event), NULL, NULL, rep(0, 10), coxph.control(), NULL, "efron", NULL)))
  part("coxMonths", "coxph", cox, quote(coxph(byMonth, data = d)))
  # Debian's 3.5-3 needs time with the square for these, 3.8 no longer.
  most <- if (packageVersion("survival") < "3.6") 1e5 else Inf
  part("coxRobust", "coxph", cox, quote(coxph(byTime, data = d, weights = weight, robust = TRUE)), most)
  part("coxRobustMonths", "coxph", cox, quote(coxph(byMonth, data = d, weights = weight, robust = TRUE)), most)
  part("zph", "cox.zph", function(f) f$table[, "chisq"], quote(cox.zph(fit)))
  part("concordance", "concordance", function(f) c(f$concordance, sqrt(f$var)), quote(concordance(fit)))
  # Rows are multiplied by the months that follow them; without ties they would be by the patients.
  d$state <- factor(d$cause)
  expanded <- model("Surv(month, state)")
  part("fineGrayMonths", "finegray + coxph", function(f) c(coef(f), sqrt(diag(vcov(f)))), quote({
    g <- finegray(expanded, d, etype = "1")
    coxph(model("Surv(fgstart, fgstop, fgstatus)"), g, weights = fgwt, robust = FALSE)
  }), 1e5)
  if (has("cmprsk"))
    part("fineGrayCrr", "cmprsk::crr", function(f) c(f$coef, sqrt(diag(f$var))),
         quote(cmprsk::crr(d$month, d$cause, x)), 1e4)
}
peak <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
cat(sprintf('{"peakMegabytes": %.1f}\n', as.numeric(gsub("[^0-9]", "", peak)) / 1024))
