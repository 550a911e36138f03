# The parts of a study by R packages, each timed once: data.table, glm.fit, MatchIt, survival.
# Rscript peers.R COHORT.CSV; one line of JSON a part, as `measure` writes them.
# Written for R 4.2.2, data.table 1.14.8, MatchIt 4.5.1, survival 3.5-3.
path <- commandArgs(TRUE)[1]
has <- function(package) suppressWarnings(suppressMessages(requireNamespace(package, quietly = TRUE)))
numbers <- function(x) paste(format(unname(x), digits = 17, trim = TRUE), collapse = ", ")
part <- function(name, by, values, body) {
  gc(full = FALSE)
  time <- system.time(result <- eval.parent(body), gcFirst = FALSE)
  cat(sprintf('{"part": "%s", "by": "%s", "wall": %.6f, "processor": %.6f, "values": [%s]}\n',
              name, by, time[["elapsed"]], time[["user.self"]] + time[["sys.self"]],
              numbers(values(result))))
  flush(stdout())
  invisible(result)
}
versions <- sapply(c("data.table", "MatchIt", "survival"),
                   function(p) if (has(p)) as.character(packageVersion(p)) else "absent")
cat(sprintf('{"program": "R %s, %s", "blas": "%s"}\n', getRversion(),
            paste(names(versions), versions, collapse = ", "), extSoftVersion()[["BLAS"]]))
flush(stdout())

if (has("data.table")) {
  data.table::setDTthreads(2)
  d <- part("load", "data.table::fread", dim, quote(as.data.frame(data.table::fread(path))))
} else {
  d <- part("load", "read.csv", dim, quote(read.csv(path)))
}
terms <- paste0("x", 1:20)
right <- paste(terms, collapse = " + ")
formula <- as.formula(paste("arm ~", right))
fit <- part("logistic", "model.matrix + glm.fit",
            function(f) c(f$coefficients, sqrt(diag(chol2inv(f$qr$qr[1:21, 1:21])))),
            quote(glm.fit(model.matrix(formula, d), d$arm, family = binomial())))
score <- fit$linear.predictors
rm(fit)
if (has("MatchIt") && nrow(d) <= 200000) {
  # 4.5.1 of Debian 12 does not enforce calipers (fixed later), so none is asked for here; its time
  # without one grows with the square of the patients, to a quarter of an hour for a million.
  suppressMessages(library(MatchIt))
  m <- part("match", "MatchIt 1:1 without caliper", function(m) sum(m$weights > 0) / 2,
            quote(matchit(formula, data = d, method = "nearest", distance = score)))
  part("balance", "MatchIt summary",
       function(s) c(s$sum.all[-1, "Std. Mean Diff."], s$sum.matched[-1, "Std. Mean Diff."]),
       quote(summary(m)))
  rm(m)
}
if (has("survival")) {
  suppressMessages(library(survival))
  part("kaplanMeier", "survfit", function(f) {
    s <- summary(f, times = 24)
    as.vector(rbind(s$surv, s$lower, s$upper))
  }, quote(survfit(Surv(time, event) ~ arm, data = d)))
  part("logRank", "survdiff", function(f) f$chisq,
       quote(survdiff(Surv(time, event) ~ arm, data = d)))
  cox <- function(f) c(coef(f), sqrt(diag(vcov(f))), f$loglik[2])
  part("cox1", "coxph", cox, quote(coxph(Surv(time, event) ~ arm, data = d)))
  part("cox21", "coxph", cox,
       quote(coxph(as.formula(paste("Surv(time, event) ~ arm +", right)), data = d)))
}
peak <- grep("VmHWM", readLines("/proc/self/status"), value = TRUE)
cat(sprintf('{"peakMegabytes": %.1f}\n', as.numeric(gsub("[^0-9]", "", peak)) / 1024))
