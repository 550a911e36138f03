# Balance statistics under weights, written out from their definitions; makes balance.csv.
#   Rscript scripts/reference/balancing-balance.R Tests/BalancingTests/Fixtures      (R 4.2.2, base only)
# Reads lalonde.csv and rotterdam.csv made by balancing-data.R. One row a covariate and setting:
# means, standardized differences (left alone below sqrt(epsilon); S of the unweighted sample; binary variance p(1-p), else stats::var),
# variance ratios (stats::cov.wt, unbiased), largest and mean distance of the weighted distribution functions,
# the mean over the distinct values of the whole sample.
dir <- commandArgs(TRUE)[1]
binary <- function(x) all(x %in% 0:1)
v <- function(x, w = rep(1, length(x)), b = binary(x)) {
  if (b) { p <- weighted.mean(x, w); p * (1 - p) } else drop(cov.wt(cbind(x), w / sum(w), method = "unbiased")$cov)
}
scale <- function(x, t, w, how, b) sqrt(switch(how, treated = v(x[t == 1], b = b), control = v(x[t == 0], b = b),
  pooled = (v(x[t == 1], b = b) + v(x[t == 0], b = b)) / 2, all = v(x, b = b), weighted = v(x, w, b)))
side <- function(x, t, w, s, b) {
  m1 <- weighted.mean(x[t == 1], w[t == 1]); m0 <- weighted.mean(x[t == 0], w[t == 0])
  F <- function(a) { at <- sort(unique(x)); sapply(at, function(q) sum(w[t == a & x <= q]) / sum(w[t == a])) }
  gap <- if (b) abs(m1 - m0) else abs(F(1) - F(0))
  d <- m1 - m0
  c(m1, m0, if (abs(d) <= sqrt(.Machine$double.eps)) d else d / s, if (b) NA else v(x[t == 1], w[t == 1], b) / v(x[t == 0], w[t == 0], b), max(gap), mean(gap))
}
out <- NULL
table <- function(data, X, t, w, how, weights) for (k in colnames(X)) {
  x <- X[, k]; b <- binary(x); s <- scale(x, t, w, how, b)
  z <- c(s, side(x, t, 1 + 0 * w, s, b), side(x, t, w, s, b))
  out <<- rbind(out, c(data, weights, how, k, sub(" +", "", formatC(z, digits = 16, format = "g"))))
}
l <- read.csv(file.path(dir, "lalonde.csv")); r <- read.csv(file.path(dir, "rotterdam.csv"), check.names = FALSE)
XL <- cbind(distance = l$p, as.matrix(l[, c("age", "educ")]), sapply(c("black", "hispan", "white"), function(k) 1 * (l$race == k)),
            as.matrix(l[, c("married", "nodegree", "re74", "re75")]))
XR <- cbind(age = r$age, meno = r$meno, sapply(c("<=20", "20-50", ">50"), function(k) 1 * (r$size == k)),
            as.matrix(r[, c("grade", "nodes", "pgr", "er", "year", "chemo")]))
w <- function(p, t, e) switch(e, ATE = ifelse(t == 1, 1 / p, 1 / (1 - p)), ATT = ifelse(t == 1, 1, p / (1 - p)),
  ATC = ifelse(t == 1, (1 - p) / p, 1), ATO = ifelse(t == 1, 1 - p, p))
for (e in list(c("ATT", "treated"), c("ATC", "control"), c("ATE", "pooled"), c("ATE", "all"), c("ATO", "weighted"))) {
  table("lalonde", XL, l$treat, w(l$p, l$treat, e[1]), e[2], e[1])
  table("rotterdam", XR, r$hormon, w(r$p, r$hormon, e[1]), e[2], e[1])
}
colnames(out) <- c("data", "weights", "denominator", "covariate", "scale", paste0(rep(c("before", "after"), each = 6),
  c("Mean", "ReferenceMean", "SMD", "VR", "KS", "Distance")))
write.csv(out, file.path(dir, "balance.csv"), row.names = FALSE, quote = FALSE)
