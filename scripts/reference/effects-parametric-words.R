# Numbers that a study on the Rotterdam data gives for parametric models, before any design: survreg, and for Gompertz's
# and the spline model their log likelihoods written out and searched.
# R 4.2.2 with survival 3.5-3. Usage: Rscript effects-parametric-words.R FOLDER-OF-rotterdam.csv
library(survival)
d <- read.csv(file.path(commandArgs(TRUE)[1], "rotterdam.csv"))
show <- function(name, x) cat(name, format(as.numeric(x), digits = 15), "\n")
t <- d$dtime; e <- d$death == 1; h <- 1826.25; z <- qnorm(0.975)
fit <- survreg(Surv(dtime, death) ~ hormon, d, control = survreg.control(rel.tolerance = 1e-14, maxiter = 100))
b <- c(coef(fit), log(fit$scale)); V <- fit$var
wald <- function(f, b, V) {
  g <- sapply(seq_along(b), function(j) {
    k <- 1e-4 * max(1e-2, abs(b[j]))
    s <- function(m) { u <- b; u[j] <- u[j] + m * k; f(u) }
    (8 * (s(1) - s(-1)) - (s(2) - s(-2))) / (12 * k)
  })
  c(f(b), sqrt(drop(g %*% V %*% g)))
}
limits <- function(x) exp(c(x[1], x[1] - z * x[2], x[1] + z * x[2]))
show("weibull.accelerationFactor", limits(wald(function(b) b[2], b, V)))
show("weibull.hazardRatio", limits(wald(function(b) -b[2] / exp(b[3]), b, V)))
S <- function(b, x) exp(-(h * exp(-b[1] - b[2] * x))^exp(-b[3]))
M <- function(b, x) exp(b[1] + b[2] * x) * gamma(1 + exp(b[3]))
R <- function(b, x) integrate(function(t) exp(-(t * exp(-b[1] - b[2] * x))^exp(-b[3])), 0, 10000, rel.tol = 1e-12)$value
show("weibull.survival", c(S(b, 1), S(b, 0), wald(function(b) S(b, 1) - S(b, 0), b, V)))
show("weibull.rmst", c(R(b, 1), R(b, 0), wald(function(b) R(b, 1) - R(b, 0), b, V)))
show("weibull.mean", c(M(b, 1), M(b, 0), wald(function(b) M(b, 1) - M(b, 0), b, V)))
show("weibull.aic", c(AIC(fit), BIC(fit)))
# Gompertz: hazard exp(b1 + b2 x + a t), a per thousand days in the search.
ll <- function(p) { m <- p[1] + p[2] * d$hormon; a <- p[3] / 1000; sum((m + a * t)[e]) - sum(exp(m) * expm1(a * t) / a) }
p <- c(log(sum(e) / sum(t)), 0, 0.01)
for (i in 1:10) p <- optim(p, function(p) -ll(p), method = if (i %% 2) "BFGS" else "Nelder-Mead", control = list(reltol = 1e-16, maxit = 5000), hessian = TRUE)$par
H <- optimHess(p, function(p) -ll(p), control = list(ndeps = rep(1e-3, 3)))
show("gompertz.hazardRatio", limits(c(p[2], sqrt(solve(H)[2, 2]))))
show("gompertz.aic", 6 - 2 * ll(p))
# A spline with three degrees of freedom on the scale of hazards.
x <- log(t); k <- quantile(x[e], c(0, 1/3, 2/3, 1)); l <- (k[4] - k) / (k[4] - k[1])
cube <- function(u) pmax(u, 0)^3; square <- function(u) 3 * pmax(u, 0)^2
basis <- function(f, y) sapply(2:3, function(m) (f(y - k[m]) - l[m] * f(y - k[1]) - (1 - l[m]) * f(y - k[4])) / (k[4] - k[1])^2)
B <- cbind(1, x - 7, basis(cube, x), d$hormon); D <- cbind(0, 1, basis(square, x), 0)
sl <- function(q) { w <- drop(B %*% q); r <- drop(D %*% q); if (any(r[e] <= 0)) -1e10 else sum((w + log(r) - x)[e]) - sum(exp(w)) }
q <- c(-1.5, 1, 0, 0, 0.4)
for (i in 1:40) q <- optim(q, function(q) -sl(q), method = if (i %% 2) "BFGS" else "Nelder-Mead", control = list(reltol = 1e-16, maxit = 5000))$par
for (i in 1:5) q <- q - solve(optimHess(q, function(q) -sl(q)), -(sapply(1:5, function(j) { u <- replace(numeric(5), j, 1e-4); (8 * (sl(q + u) - sl(q - u)) - (sl(q + 2 * u) - sl(q - 2 * u))) / 12e-4 })))
curve <- function(t, a) { y <- log(t); b <- cbind(1, y - 7, basis(cube, y), a); exp(-exp(drop(b %*% q))) }
show("spline.hazardRatio", exp(q[5]))
show("spline.survival", c(curve(c(h, h), 1)[1], curve(c(h, h), 0)[1]))
area <- function(a) integrate(function(t) curve(t, a), 0, 1000, rel.tol = 1e-10)$value + integrate(function(t) curve(t, a), 1000, 8000, rel.tol = 1e-10)$value + integrate(function(u) curve(8000 * exp(u), a) * 8000 * exp(u), 0, 6, rel.tol = 1e-10, subdivisions = 1000)$value
show("spline.mean", c(area(1), area(0)))
show("spline.aic", 10 - 2 * sl(q))
