# Rates with exact limits, cumulative incidence and reversed Kaplan-Meier medians for the tests of
# descriptive statistics. R 4.2, survival; limits of rates by poisson.test and by quantiles of chi-squared.
# Usage: Rscript scripts/reference/descriptive.R FOLDER (the Fixtures of the tests of Survival)
library(survival)
out <- commandArgs(TRUE)[1]
n <- function(x) format(x, digits = 17)
rates <- do.call(rbind, lapply(list(c(0, 10, .95), c(1, 3.5, .95), c(7, 812.25, .95), c(7, 812.25, .9),
  c(150, 40000, .95), c(2500, 1e5, .99)), function(r) {
  test <- poisson.test(r[1], r[2], conf.level = r[3])
  a <- (1 - r[3]) / 2
  exact <- c(if (r[1] == 0) 0 else qchisq(a, 2 * r[1]) / 2 / r[2], qchisq(1 - a, 2 * r[1] + 2) / 2 / r[2])
  stopifnot(all.equal(as.numeric(test$conf.int), exact, tolerance = 1e-9))
  data.frame(events = r[1], time = n(r[2]), level = r[3], rate = n(r[1] / r[2]), lower = n(exact[1]), upper = n(exact[2]))
}))
write.csv(rates, file.path(out, "incidence-rates.csv"), row.names = FALSE, quote = FALSE)
set.seed(20260)
m <- 60
d <- data.frame(time = ceiling(rexp(m, 1 / 20)), cause = sample(0:2, m, TRUE, c(.3, .4, .3)))
write.csv(d, file.path(out, "competing-times.csv"), row.names = FALSE, quote = FALSE)
fit <- survfit(Surv(time, factor(cause, 0:2)) ~ 1, data = d)
at <- c(1, 5, 10, 20, 30, 45)
s <- summary(fit, times = at, extend = TRUE)
cif <- do.call(rbind, lapply(1:2, function(k) data.frame(cause = k, at = at,
  estimate = n(s$pstate[, k + 1]), error = n(s$std.err[, k + 1]))))
write.csv(cif, file.path(out, "competing-incidence.csv"), row.names = FALSE, quote = FALSE)
if (requireNamespace("cmprsk", quietly = TRUE)) {
  x <- cmprsk::timepoints(cmprsk::cuminc(d$time, d$cause), at)
  cat("cmprsk standard errors\n"); print(sqrt(x$var), digits = 12)
}
cat("survfit standard errors\n"); print(s$std.err, digits = 12)
# The standard error of kappa by the delta method with numeric derivatives, for a 2 × 2 table.
p <- c(20, 5, 10, 15) / 50
kappa <- function(p) { m <- matrix(p, 2, byrow = TRUE); o <- sum(diag(m)); e <- sum(rowSums(m) * colSums(m)); (o - e) / (1 - e) }
g <- sapply(1:4, function(i) { h <- 1e-6; u <- l <- p; u[i] <- u[i] + h; l[i] <- l[i] - h; (kappa(u) - kappa(l)) / (2 * h) })
cat("kappa", kappa(p), "standard error", format(sqrt((sum(g^2 * p) - sum(g * p)^2) / 50), digits = 12), "\n")
# The reversed Kaplan-Meier median of the competing times, cause 1 taken for the event.
r <- summary(survfit(Surv(time, cause != 1) ~ 1, data = d))$table
write.csv(data.frame(median = r[["median"]], lower = r[["0.95LCL"]], upper = r[["0.95UCL"]]),
  file.path(out, "reversed-median.csv"), row.names = FALSE, quote = FALSE)
