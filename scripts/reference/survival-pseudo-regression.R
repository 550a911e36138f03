# Survival at 180 days and the mean to 300 days of both arms of `veteran` over everybody, by linear regression of each arm's pseudo-values on karno,
# age and prior: value and robust error of each arm, difference, logarithm of the ratio. Independent rows; clusters of diagtime; weights.
# One line a key, 17 digits. R 4.2.2, survival 3.5-3. Usage: Rscript survival-pseudo-regression.R FIXTURE-FOLDER
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]; v <- read.csv(file.path(folder, "veteran.csv"))
out <- file(file.path(folder, "survival-pseudo-regression.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(c(...), digits = 17, format = "g", width = 1)), collapse = " "), out)
found <- function(key, w, id, at, type) {
  share <- w / sum(w); X <- cbind(1, v$karno, v$age, v$prior); n <- nrow(v); m <- u <- NULL
  for (a in 2:1) { i <- which(v$trt == a); part <<- v[i, ]; part.w <<- w[i]   # pseudo() looks for them outside
    y <- as.vector(pseudo(survfit(Surv(time, status) ~ 1, part, weights = part.w, robust = TRUE), times = at, type = type))
    # pseudo() multiplies by the number of rows and the derivative by the weight of a row; the estimator's definition takes the derivative itself
    s <- survfit(Surv(time, status) ~ 1, part, weights = part.w, robust = TRUE)
    theta <- if (type == "surv") summary(s, times = at)$surv else unname(summary(s, rmean = at)$table["rmean"])
    y <- theta + (y - theta) / length(i) * sum(w[i])
    b <- coef(lm.wfit(X[i, ], y, w[i])); p <- as.vector(X %*% b); mean <- sum(share * p)
    g <- solve(crossprod(X[i, ] * sqrt(w[i])), colSums(share * X)); e <- share * (p - mean)
    e[i] <- e[i] + w[i] * (y - p[i]) * as.vector(X[i, ] %*% g); m <- c(m, mean); u <- cbind(u, e) }
  se <- function(e) sqrt(sum(rowsum(e, id)^2))
  put(key, m[1], se(u[, 1]), m[2], se(u[, 2]), m[1] - m[2], se(u[, 1] - u[, 2]), log(m[1] / m[2]), se(u[, 1] / m[1] - u[, 2] / m[2])) }
one <- rep(1, nrow(v)); w <- v$karno / 30; each <- seq_len(nrow(v))
for (k in list(c("surv", 180), c("rmst", 300))) { at <- as.numeric(k[2])
  found(paste0(k[1], ".plain"), one, each, at, k[1]); found(paste0(k[1], ".cluster"), one, v$diagtime, at, k[1]); found(paste0(k[1], ".weighted"), w, each, at, k[1]) }
close(out)
