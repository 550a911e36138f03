# Scaled Schoenfeld residuals of Cox models, a natural spline through them with four parameters (knots at the ends and thirds of the
# events) by lm() on the basis of splines::ns, and the standard error of its line with the model's variance of residuals. 17 digits.
# R 4.2.2, survival 3.5-3. Usage: Rscript survival-schoenfeld-trend.R FIXTURE-FOLDER
suppressMessages({library(survival); library(splines)})
folder <- commandArgs(TRUE)[1]
out <- file(file.path(folder, "survival-schoenfeld-trend.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(c(...), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
ctl <- coxph.control(eps = 1e-13, iter.max = 80, toler.chol = 5e-14)
trend <- function(key, fit, g, w) {                                # g: the scale at the times of the events; w: the weights of the events
  r <- residuals(fit, "schoenfeld"); time <- as.numeric(rownames(r))
  V <- if (is.null(fit$naive.var)) fit$var else fit$naive.var; W <- sum(w)
  y <- coef(fit)[1] + W * drop(r %*% V[, 1]); x <- g(time)
  k <- quantile(x, 0:3 / 3, type = 7)
  basis <- function(z) ns(z, knots = k[2:3], Boundary.knots = k[c(1, 4)], intercept = TRUE)
  X <- matrix(basis(x), length(x)); m <- lm(y ~ X - 1, weights = w); A <- solve(crossprod(X * sqrt(w))); M <- A %*% crossprod(X * w) %*% A
  at <- seq(k[1], k[4], length = 101); P <- basis(at); se <- sqrt(W * V[1, 1] * rowSums((P %*% M) * P))
  i <- c(1, 8, 26, 51, 76, 94, 101)
  put(paste0(key, ".residual"), y[c(1:3, length(y))]); put(paste0(key, ".position"), at[i])
  put(paste0(key, ".value"), drop(P %*% coef(m))[i]); put(paste0(key, ".error"), se[i]) }
v <- get("veteran"); s <- survfit(Surv(time, status) ~ 1, v)
f <- coxph(Surv(time, status) ~ trt + karno, v, control = ctl, ties = "efron")
before <- function(t) 1 - c(1, s$surv)[findInterval(t, s$time, left.open = TRUE) + 1]
one <- rep(1, sum(v$status))
trend("identity", f, identity, one); trend("log", f, log, one); trend("km", f, before, one)
f <- coxph(Surv(time, status) ~ karno + trt, v, control = ctl, ties = "efron"); trend("karno", f, before, one)
v$w <- 0.25 + ((seq_len(nrow(v)) * 7) %% 13) %% 6 / 3
f <- coxph(Surv(time, status) ~ trt + karno, v, weights = w, control = ctl, ties = "efron", robust = FALSE)
r <- residuals(f, "schoenfeld"); o <- order(v$time, -v$status); o <- o[v$status[o] == 1]
stopifnot(all(v$time[o] == as.numeric(rownames(r))))
trend("weighted", f, identity, v$w[o])
close(out)
