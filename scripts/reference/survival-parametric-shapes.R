# Generalised gamma and Gompertz models: their log likelihoods written out with R's own gamma functions,
# searched from several starts, with Hessians by differences and Richardson's extrapolation.
# R 4.2.2. Usage: Rscript survival-parametric-shapes.R veteran.csv > survival-parametric-shapes.txt
show <- function(key, x) cat(key, format(as.numeric(x), digits = 17), "\n")
v <- read.csv(commandArgs(TRUE)[1])
v$w <- 0.5 + (v$age %% 4) / 2
v$entry <- ifelse(seq_along(v$time) %% 3 == 0, v$time * 0.4, 0)
X <- cbind(1, v$karno, v$age, v$trt)
centre <- c(0, 60, 55, 1.5); spread <- c(1, 20, 10, 1)
Z <- sweep(sweep(X, 2, centre), 2, spread, "/"); Z[, 1] <- 1
e <- v$status == 1

gamma.S <- function(t, mu, s, Q) {
  w <- (log(t) - mu) / s; k <- Q^-2; u <- k * exp(Q * w)
  if (Q > 0) pgamma(u, k, lower.tail = FALSE, log.p = TRUE) else pgamma(u, k, log.p = TRUE)
}
gamma.f <- function(t, mu, s, Q) {
  w <- (log(t) - mu) / s; k <- Q^-2
  -log(s * t) + log(abs(Q)) + k * log(k) + k * (Q * w - exp(Q * w)) - lgamma(k)
}
# The rows' log likelihoods of th = slopes on centred, scaled columns, then log scale and Q, or a.
models <- list(
  gamma = function(th, late) {
    mu <- drop(Z %*% th[1:4]); s <- exp(th[5]); Q <- th[6]
    r <- ifelse(e, gamma.f(v$time, mu, s, Q), gamma.S(v$time, mu, s, Q))
    i <- late & v$entry > 0
    r[i] <- r[i] - gamma.S(v$entry, mu, s, Q)[i]
    r
  },
  gompertz = function(th, late) {
    m <- drop(Z %*% th[1:4]); a <- th[5] / 1000
    H <- function(t) exp(m) * expm1(a * t) / a
    ifelse(e, m + a * v$time, 0) - H(v$time) + if (late) H(v$entry) else 0
  })
starts <- list(gamma = c(4.5, 0.5, 0, 0, 0, 0.4), gompertz = c(-5, -0.5, 0, 0, -0.5))
gradient <- function(f, x) sapply(seq_along(x), function(j) {
  d <- function(h) { a <- b <- x; a[j] <- a[j] + h; b[j] <- b[j] - h; (f(a) - f(b)) / (2 * h) }
  T <- sapply(0:3, function(m) d(0.04 / 2^m))
  for (k in 1:3) T <- (4^k * T[-1] - T[-length(T)]) / (4^k - 1)
  T
})
hessian <- function(f, x) {
  n <- length(x); H <- matrix(0, n, n)
  for (i in 1:n) for (j in 1:i) {
    d <- function(h) {
      p <- function(a, b) { y <- x; y[i] <- y[i] + a * h; y[j] <- y[j] + b * h; f(y) }
      if (i == j) (p(1, 0) - 2 * f(x) + p(-1, 0)) / h^2
      else (p(1, 1) - p(1, -1) - p(-1, 1) + p(-1, -1)) / (4 * h^2)
    }
    T <- sapply(0:3, function(m) d(0.08 / 2^m))
    for (k in 1:3) T <- (4^k * T[-1] - T[-length(T)]) / (4^k - 1)
    H[i, j] <- H[j, i] <- T
  }
  H
}
for (name in names(models)) for (kind in c("plain", "late", "weighted")) {
  rows <- function(th) models[[name]](th, kind == "late")
  w <- if (kind == "weighted") v$w else rep(1, nrow(v))
  nll <- function(th) { r <- -sum(w * rows(th)); if (is.finite(r)) r else 1e10 }
  x <- starts[[name]]
  for (i in 1:20) x <- optim(x, nll, method = if (i %% 2) "BFGS" else "Nelder-Mead", control = list(maxit = 5000, reltol = 1e-16))$par
  for (i in 1:8) x <- x - solve(hessian(nll, x), gradient(nll, x))
  p <- length(x)
  # Back to the columns as they are: intercept, slopes, log scale and shape.
  J <- diag(p); J[1, 2:4] <- -centre[2:4] / spread[2:4]; for (j in 2:4) J[j, j] <- 1 / spread[j]
  if (name == "gompertz") J[5, 5] <- 1e-3
  b <- drop(J %*% x)
  A <- solve(hessian(nll, x))
  if (kind == "weighted") {
    U <- sapply(1:p, function(j) {
      d <- function(h) { a <- c <- x; a[j] <- a[j] + h; c[j] <- c[j] - h; (rows(a) - rows(c)) / (2 * h) }
      T <- lapply(0:3, function(m) d(0.04 / 2^m))
      for (k in 1:3) T <- lapply(seq_len(length(T) - 1), function(i) (4^k * T[[i + 1]] - T[[i]]) / (4^k - 1))
      T[[1]]
    })
    A <- A %*% crossprod(rowsum(U * w, v$diagtime)) %*% A
  }
  V <- J %*% A %*% t(J)
  key <- paste(name, kind, sep = ".")
  show(paste0(key, ".par"), b)
  show(paste0(key, ".loglik"), -nll(x))
  show(paste0(key, ".var"), V)
  if (kind != "plain") next
  S <- function(t, b) {
    m <- sum(b[1:4] * c(1, 60, 55, 1))
    if (name == "gamma") exp(gamma.S(t, m, exp(b[5]), b[6])) else exp(-exp(m) * expm1(b[5] * t) / b[5])
  }
  said <- list(
    survival = function(b) S(100, b),
    rmst = function(b) integrate(S, 0, 300, b = b, rel.tol = 1e-12)$value,
    logmedian = function(b) log(uniroot(function(t) S(t, b) - 0.5, c(0.1, 5000), tol = 1e-13)$root))
  if (name == "gamma") said$logmean <- function(b) {
    k <- b[6]^-2
    sum(b[1:4] * c(1, 60, 55, 1)) + lgamma(k + exp(b[5]) / b[6]) - lgamma(k) - exp(b[5]) / b[6] * log(k)
  }
  scale <- pmax(abs(b), 1e-3) * 0.02
  for (n in names(said)) {
    g <- gradient(function(u) said[[n]](b + u * scale), rep(0, p)) / scale
    show(paste(key, n, sep = "."), c(said[[n]](b), sqrt(drop(g %*% V %*% g))))
  }
}
