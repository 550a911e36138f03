# Numbers that a study on the Rotterdam data gives for weighted tests, quantiles, Firth's penalty and profile limits, before any design.
# R 4.2.2 with survival 3.5-3. Usage: Rscript effects-survival-words.R FOLDER-OF-rotterdam.csv
library(survival)
options(digits = 15)
d <- read.csv(file.path(commandArgs(TRUE)[1], "rotterdam.csv"))
y <- with(d, Surv(dtime, death))
show <- function(name, x) cat(name, format(x, digits = 15), "\n")
show("FH(1,0)", survdiff(y ~ d$hormon, rho = 1)$chisq)
show("FH(0.5,0)", survdiff(y ~ d$hormon, rho = 0.5)$chisq)
km <- survfit(y ~ d$hormon)
q <- quantile(km, c(0.25, 0.5))
show("quartile", q$quantile[, 1]); show("lower", q$lower[, 1]); show("upper", q$upper[, 1])
s <- summary(km, times = 1826.25)
ratio <- log(s$surv[2] / s$surv[1]); se <- sqrt(sum((s$std.err / s$surv)^2))
show("survivalRatio", exp(ratio + c(0, -1, 1) * qnorm(0.975) * se))
fit <- coxph(y ~ hormon, d, control = coxph.control(eps = 1e-12))
gain <- function(b) 2 * (fit$loglik[2] - coxph(y ~ offset(b * hormon), d)$loglik[1]) - qchisq(0.95, 1)
root <- function(a, b) uniroot(gain, c(a, b), tol = 1e-12)$root
show("profile", exp(c(coef(fit), root(coef(fit) - 1, coef(fit)), root(coef(fit), coef(fit) + 1))))
show("likelihoodRatio", summary(fit)$logtest)
# Firth's penalty by maximising its definition.
firth <- function(b) {
  f <- coxph(y ~ hormon, d, init = b, control = coxph.control(iter.max = 0))
  f$loglik[2] + 0.5 * log(1 / f$var[1])
}
best <- optimize(firth, c(-2, 2), maximum = TRUE, tol = 1e-12)
show("firth", exp(best$maximum))
