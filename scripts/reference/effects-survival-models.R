# Numbers that a study on the Rotterdam data gives for cumulative hazards, survival from a landmark, tests of Cox models, ridges, frailties, hazard
# ratios that change and concordance, before any design. R 4.2.2 with survival 3.5-3. Usage: Rscript effects-survival-models.R FOLDER-OF-rotterdam.csv
library(survival)
d <- read.csv(file.path(commandArgs(TRUE)[1], "rotterdam.csv")); tight <- coxph.control(eps = 1e-11, outer.max = 100)
show <- function(name, ...) cat(name, format(c(...), digits = 12), "\n")
y <- with(d, Surv(dtime, death)); z <- qnorm(0.975)
for (a in 1:0) { s <- survfit(Surv(dtime, death) ~ 1, d[d$hormon == a, ], stype = 2, ctype = 2); i <- max(which(s$time <= 1826.25))
  show(paste("cumulativeHazard", a), s$cumhaz[i], s$std.chaz[i]) }
for (a in 1:0) { s <- summary(survfit(Surv(dtime, death) ~ 1, d[d$hormon == a & d$dtime > 365, ]), times = 1826.25); show(paste("given", a), s$surv, s$lower, s$upper) }
fit <- coxph(y ~ hormon + age + nodes, d, control = tight); s <- summary(fit)
show("likelihoodRatio, wald, score", s$logtest[1], fit$wald.test, s$sctest[1])
wald <- function(v, b) as.numeric(b %*% solve(v, b))
show("concordance", fit$concordance["concordance"], fit$concordance["std"])
r <- coxph(y ~ hormon + ridge(age, nodes, theta = 50, scale = TRUE), d, control = tight); show("ridge", exp(coef(r)[1]), sqrt(r$var2[1, 1]))
# R's own search for the variance of frailties stops early, and `sparse` leaves out part of the variance of the coefficient
shared <- function(theta) coxph(y ~ hormon + frailty(year, theta = theta, sparse = FALSE), d, control = tight)
theta <- optimize(function(t) shared(t)$history[[1]]$c.loglik, c(0.01, 0.1), maximum = TRUE, tol = 1e-10)$maximum; f <- shared(theta)
show("frailty", exp(coef(f)[1]), sqrt(f$var[1, 1]), theta)
p <- survSplit(Surv(dtime, death) ~ ., d, cut = c(730, 1826), episode = "piece")
c <- coxph(Surv(tstart, dtime, death) ~ hormon:factor(piece), p, control = tight); b <- coef(c); v <- vcov(c)
for (k in 1:3) show(paste("piece", k), exp(b[k] + c(0, -z, z) * sqrt(v[k, k])))
k <- rbind(c(-1, 1, 0), c(-1, 0, 1)); show("pieces alike", wald(k %*% v %*% t(k), as.vector(k %*% b)))
t <- coxph(y ~ hormon + tt(hormon), d, tt = function(x, t, ...) x * log(t), control = tight); b <- coef(t); v <- vcov(t)
for (at in c(365, 1826.25)) { g <- c(1, log(at)); show(paste("at", at), exp(sum(g * b) + c(0, -z, z) * sqrt(as.numeric(g %*% v %*% g)))) }
show("slope", wald(v[2, 2, drop = FALSE], b[2]))
