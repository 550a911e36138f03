# Reference numbers for competing risks: R 4.2.2, survival 3.5-3, cmprsk 2.2-11.
# Usage: Rscript scripts/reference/competing-risks.R Tests/SurvivalTests/Fixtures
# Writes competing-risks.csv (120 made-up rows with ties), mgus2.csv (from the package survival) and competing-risks.txt.
suppressMessages({library(survival); library(cmprsk)})
out <- commandArgs(TRUE)[1]
set.seed(20261123)
n <- 120
d <- data.frame(time = ceiling(rexp(n) * 8), cause = sample(0:2, n, TRUE, c(.35, .35, .3)), group = sample(0:2, n, TRUE),
                stratum = sample(0:1, n, TRUE), x = round(rnorm(n), 3), z = rbinom(n, 1, .4),
                weight = round(runif(n, .3, 2.5), 2), cluster = sample(1:50, n, TRUE))
d$entry <- ifelse(runif(n) < .6, 0, pmax(0, pmin(d$time - 1, rpois(n, 4))))
write.csv(d, file.path(out, "competing-risks.csv"), row.names = FALSE, quote = FALSE)
file <- file.path(out, "competing-risks.txt")
cat("", file = file)
put <- function(key, values) cat(key, sprintf("%.17g", as.numeric(values)), "\n", file = file, append = TRUE)
m <- with(mgus2, data.frame(time = ifelse(pstat == 1, ptime, futime), cause = ifelse(pstat == 1, 1, 2 * death), sex = as.integer(sex == "M"),
                            age, mspike))
m <- m[!is.na(m$mspike), ]
write.csv(m, file.path(out, "mgus2.csv"), row.names = FALSE, quote = FALSE)

for (rho in 0:1) {
  put(paste0("gray.", rho), cuminc(d$time, d$cause, d$group, rho = rho, cencode = 0)$Tests[, 1])
  put(paste0("gray.strata.", rho), cuminc(d$time, d$cause, d$group, d$stratum, rho = rho, cencode = 0)$Tests[, 1])
}
put("gray.mgus2", with(mgus2, cuminc(ifelse(pstat == 1, ptime, futime), ifelse(pstat == 1, 1, 2 * death), sex, cencode = 0))$Tests[, 1])
put("gray.mgus2.kept", cuminc(m$time, m$cause, m$sex, cencode = 0)$Tests[, 1])
at <- c(2, 5, 10, 20)
for (k in 1:2) {
  fit <- timepoints(cuminc(d$time, d$cause, cencode = 0), at)
  put(paste0("aalen.estimate.", k), fit$est[k, ]); put(paste0("aalen.variance.", k), fit$var[k, ])
}
event <- factor(d$cause, 0:2)
curves <- function(key, fit) for (k in 1:2) {
  s <- summary(fit, times = at)
  put(paste0(key, ".estimate.", k), s$pstate[, k + 1]); put(paste0(key, ".error.", k), s$std.err[, k + 1])
}
curves("jackknife", survfit(Surv(time, event) ~ 1, d))
curves("weighted", survfit(Surv(time, event) ~ 1, d, weights = weight, id = seq_len(n)))
# survfit of 3.5-3 leaves the clusters of several states unused without saying so: its influences are added here.
fit <- survfit(Surv(time, event) ~ 1, d, weights = weight, id = seq_len(n), influence = TRUE)
moves <- rowsum(matrix(d$weight * residuals(fit, times = at, type = "pstate"), nrow = n), d$cluster)
errors <- matrix(sqrt(colSums(moves^2)), 4)
for (k in 1:2) { put(paste0("clustered.estimate.", k), summary(fit, times = at)$pstate[, k + 1]); put(paste0("clustered.error.", k), errors[, k + 1]) }
curves("entry", survfit(Surv(entry, time, event) ~ 1, d, weights = weight, id = seq_len(n)))

fg <- function(key, data, formula, ...) {
  fit <- coxph(formula, data, weights = fgwt, robust = TRUE, cluster = id, control = coxph.control(eps = 1e-12, toler.chol = 1e-13, iter.max = 50), ...)
  put(paste0(key, ".coef"), coef(fit)); put(paste0(key, ".se"), sqrt(diag(fit$naive.var))); put(paste0(key, ".robust"), sqrt(diag(fit$var)))
  put(paste0(key, ".loglik"), fit$loglik)
}
d$id <- seq_len(n)
for (ties in c("breslow", "efron")) {
  g <- finegray(Surv(time, event) ~ ., d, etype = "1", id = id)
  fg(paste0("finegray.", ties), g, Surv(fgstart, fgstop, fgstatus) ~ x + z, ties = ties)
  g <- finegray(Surv(time, event) ~ . + strata(group), d, etype = "1", id = id)
  fg(paste0("finegray.strata.", ties), g, Surv(fgstart, fgstop, fgstatus) ~ x + z, ties = ties)
  g <- finegray(Surv(time, event) ~ ., d, etype = "1", id = id, weights = weight)
  fg(paste0("finegray.weighted.", ties), g, Surv(fgstart, fgstop, fgstatus) ~ x + z, ties = ties)
  g <- finegray(Surv(entry, time, event) ~ ., d, etype = "1", id = id)
  fg(paste0("finegray.entry.", ties), g, Surv(fgstart, fgstop, fgstatus) ~ x + z, ties = ties)
}
mt <- transform(m, event = factor(cause, 0:2), id = seq_len(nrow(m)))
g <- finegray(Surv(time, event) ~ ., mt, etype = "1", id = id)
fg("finegray.mgus2", g, Surv(fgstart, fgstop, fgstatus) ~ age + sex + mspike, ties = "breslow")
show <- function(key, fit) { put(paste0(key, ".coef"), fit$coef); put(paste0(key, ".robust"), sqrt(diag(fit$var))); put(paste0(key, ".se"), sqrt(diag(fit$invinf))); put(paste0(key, ".loglik"), c(fit$loglik.null, fit$loglik)) }
show("crr", crr(d$time, d$cause, cbind(d$x, d$z), gtol = 1e-12, maxiter = 50))
show("crr.groups", crr(d$time, d$cause, cbind(d$x, d$z), cengroup = d$group, gtol = 1e-12, maxiter = 50))
show("crr.mgus2", crr(m$time, m$cause, as.matrix(m[, c("age", "sex", "mspike")]), gtol = 1e-12, maxiter = 50))
e <- data.frame(time = c(1, 2, 3, 4, 4, 4, 5, 5, 6, 8, 8, 9, 10, 12), cause = c(1, 2, 0, 1, 0, 0, 2, 1, 0, 0, 2, 0, 1, 0), x = c(5, 4, 3, 1, 2, 1, 1, 2, 2, 4, 6, 1, 2, 0), id = 1:14)
g <- finegray(Surv(time, factor(cause, 0:2)) ~ ., e, etype = "1", id = id)
fg("finegray.fourteen", g, Surv(fgstart, fgstop, fgstatus) ~ x, ties = "breslow")
show("crr.fourteen", crr(e$time, e$cause, e$x, gtol = 1e-12, maxiter = 50))
