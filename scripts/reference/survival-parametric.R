# Parametric models by survreg, with robust errors and weights, and means by numerical integration.
# R 4.2.2 with survival 3.5-3. Usage: Rscript survival-parametric.R veteran.csv > survival-parametric.txt
library(survival)
options(digits = 17)
show <- function(key, x) cat(key, format(as.numeric(x), digits = 17), "\n")
control <- survreg.control(rel.tolerance = 1e-14, maxiter = 200)
v <- read.csv(commandArgs(TRUE)[1])
v$w <- 0.5 + (v$age %% 4) / 2
for (d in c("exponential", "weibull", "lognormal", "loglogistic")) {
  fit <- survreg(Surv(time, status) ~ karno + age + trt, v, dist = d, control = control)
  show(paste0(d, ".coef"), coef(fit))
  show(paste0(d, ".scale"), fit$scale)
  show(paste0(d, ".loglik"), fit$loglik[2])
  show(paste0(d, ".var"), fit$var)
  at <- data.frame(karno = 60, age = 55, trt = 1)
  mu <- sum(coef(fit) * c(1, 60, 55, 1))
  base <- c(exponential = "extreme", weibull = "extreme", lognormal = "gaussian", loglogistic = "logistic")[[d]]
  show(paste0(d, ".quantile"), exp(mu + fit$scale * qsurvreg(c(0.25, 0.5), 0, 1, base)))
  f <- function(t) 1 - psurvreg(t, mu, fit$scale, d)
  show(paste0(d, ".survival"), f(100))
  show(paste0(d, ".rmst"), integrate(f, 0, 300, rel.tol = 1e-12)$value)
  p <- predict(fit, at, type = "quantile", p = 0.5, se.fit = TRUE)
  show(paste0(d, ".median"), c(p$fit, p$se.fit / p$fit))
  robust <- survreg(Surv(time, status) ~ karno + age + trt + cluster(diagtime), v, weights = w, dist = d, control = control)
  show(paste0(d, ".weighted.coef"), c(coef(robust), robust$scale))
  # survreg 3.5-3 adds up residuals without their weights; here each row has its own.
  influence <- rowsum(residuals(robust, type = "dfbeta") * v$w, v$diagtime)
  show(paste0(d, ".weighted.var"), crossprod(influence))
}
# Royston and Parmar's models: their likelihood, searched from several starts.
basis <- function(x, k) {
  low <- k[1]; high <- k[length(k)]
  p <- function(u) pmax(u, 0)^3
  cbind(x, sapply(k[2:(length(k) - 1)], function(m) {
    l <- (high - m) / (high - low)
    (p(x - m) - l * p(x - low) - (1 - l) * p(x - high)) / (high - low)^2
  }))
}
slopes <- function(x, k) {
  low <- k[1]; high <- k[length(k)]
  p <- function(u) 3 * pmax(u, 0)^2
  cbind(1, sapply(k[2:(length(k) - 1)], function(m) {
    l <- (high - m) / (high - low)
    (p(x - m) - l * p(x - low) - (1 - l) * p(x - high)) / (high - low)^2
  }))
}
x <- log(v$time); k <- quantile(x[v$status == 1], c(0, 1/3, 2/3, 1))
B <- cbind(1, basis(x, k), (v$karno - 60) / 20, v$trt - 1.5); D <- cbind(0, slopes(x, k), 0, 0)
for (s in c("hazard", "odds", "normal")) {
  nll <- function(th) {
    z <- drop(B %*% th); r <- drop(D %*% th); e <- v$status == 1
    if (any(r[e] <= 0)) return(1e10)
    f <- switch(s, hazard = z - exp(z), odds = z - 2 * log1p(exp(z)), normal = dnorm(z, log = TRUE))
    S <- switch(s, hazard = -exp(z), odds = -log1p(exp(z)), normal = pnorm(z, lower.tail = FALSE, log.p = TRUE))
    -sum(f[e] + log(r[e]) - x[e]) - sum(S[!e])
  }
  fit <- list(par = c(-4, 1, 0, 0, -0.5, 0))
  for (i in 1:30) fit <- optim(fit$par, nll, method = if (i %% 2) "BFGS" else "Nelder-Mead", control = list(maxit = 5000, reltol = 1e-16))
  show(paste0("spline.", s, ".loglik"), -fit$value)
  show(paste0("spline.", s, ".coef"), fit$par[5:6] / c(20, 1))
}
