# The average hazard ratio of Kalbfleisch and Prentice (1981) to five years, ∫ S0 dF1 / ∫ S1 dF0 with events at one time counted half for each:
# its logarithm and standard error, from the curves and influences of survfit; within pairs and not. One line a key, 17 digits.
# R 4.2.2, survival 3.5-3. Usage: Rscript survival-average-hazard-ratio.R FIXTURE-FOLDER
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]
out <- file(file.path(folder, "survival-average-hazard-ratio.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(c(...), digits = 17, format = "g", width = 1)), collapse = " "), out)
mat <- read.csv(file.path(folder, "rotterdam-matched.csv")); mat <- mat[order(mat$pair), ]; tau <- 1826.25
arm <- function(a) survfit(Surv(rfs_days, rfs_event) ~ 1, mat[mat$arm == a, ], id = pair, influence = TRUE, robust = TRUE)
f <- list(arm(1), arm(0)); grid <- sort(unique(unlist(lapply(f, function(s) s$time[s$n.event > 0 & s$time <= tau]))))
on <- function(s, t) findInterval(t, s$time)                      # the last time of the curve at or before t; 0 before the first
S <- lapply(f, function(s) c(1, s$surv)[on(s, grid) + 1]); U <- lapply(f, function(s) cbind(0, s$influence.surv)[, on(s, grid) + 1])
before <- function(x) c(1, x[-length(x)]); n <- length(grid)
theta <- function(a, b) sum((before(b) + b) / 2 * (before(a) - a))
num <- theta(S[[1]], S[[2]]); den <- theta(S[[2]], S[[1]])
# derivatives of theta(a, b) with respect to a and b at each time of the grid
by.a <- function(a, b) { m <- (before(b) + b) / 2; -m + c(m[-1], 0) }
by.b <- function(a, b) { d <- before(a) - a; d / 2 + c(d[-1] / 2, 0) }
g1 <- by.a(S[[1]], S[[2]]) / num - by.b(S[[2]], S[[1]]) / den; g0 <- by.b(S[[1]], S[[2]]) / num - by.a(S[[2]], S[[1]]) / den
u1 <- as.vector(U[[1]] %*% g1); u0 <- as.vector(U[[2]] %*% g0)
put("crude", log(num / den), sqrt(sum(u1^2) + sum(u0^2))); put("pairs", log(num / den), sqrt(sum((u1 + u0)^2)))
close(out)
# Without censoring the odds of being first are those of concordance(): a check of the definition
x <- mat[mat$rfs_event == 1, ]; k <- concordance(Surv(rfs_days, rep(1, nrow(x))) ~ arm, x)$count
y1 <- x$rfs_days[x$arm == 1]; y0 <- x$rfs_days[x$arm == 0]; d <- outer(y1, y0, "-")
stopifnot(sum(d < 0) == k[["discordant"]], sum(d > 0) == k[["concordant"]])
