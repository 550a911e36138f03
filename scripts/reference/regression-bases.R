# Bases of splines and polynomials: ns and poly of R 4.2.2 (splines, stats), restricted cubic
# splines from their definition (Harrell, Regression Modeling Strategies, section 2.4.5).
#
#   Rscript scripts/reference/regression-bases.R Tests/RegressionTests/Fixtures
#
# bases.csv       age and pgr of the first 250 rows of survival::rotterdam, and every basis over them
# bases-new.csv   the same bases applied to values that reach beyond the data
folder <- commandArgs(TRUE)[1]
library(splines)
d <- head(survival::rotterdam, 250)

harrell <- function(x, k) {
  outer <- if (k == 3) 0.1 else if (k == 7) 0.025 else 0.05
  unname(quantile(x, seq(outer, 1 - outer, length.out = k)))
}
rcs <- function(x, t) {
  k <- length(t)
  cube <- function(u) pmax(u, 0)^3
  cbind(x, sapply(seq_len(k - 2), function(j)
    (cube(x - t[j]) - cube(x - t[k - 1]) * (t[k] - t[j]) / (t[k] - t[k - 1]) +
       cube(x - t[k]) * (t[k - 1] - t[j]) / (t[k] - t[k - 1])) / (t[k] - t[1])^2))
}
labelled <- function(m, name) {
  colnames(m) <- paste0(name, ".", seq_len(ncol(m)))
  m
}
bases <- function(age, pgr, fitted) {
  parts <- list(labelled(cbind(age), "age"), labelled(cbind(pgr), "pgr"))
  for (k in 3:7)
    parts[[length(parts) + 1]] <- labelled(rcs(age, harrell(d$age, k)), paste0("rcs", k))
  parts[[length(parts) + 1]] <- labelled(rcs(pgr, c(1, 50, 200, 900)), "rcsgiven")
  for (df in 1:5)
    parts[[length(parts) + 1]] <-
      labelled(unclass(predict(ns(d$age, df), age))[, 1:df, drop = FALSE], paste0("ns", df))
  parts[[length(parts) + 1]] <-
    labelled(unclass(predict(ns(d$pgr, knots = c(10, 100)), pgr))[, 1:3], "nsgiven")
  parts[[length(parts) + 1]] <- labelled(unclass(predict(poly(d$age, 3), age))[, 1:3], "poly3")
  parts[[length(parts) + 1]] <- labelled(unclass(predict(poly(d$age, 5), age))[, 1:5], "poly5")
  do.call(cbind, parts)
}
write <- function(m, name) {
  text <- apply(m, 2, function(v) sprintf("%.17g", v))
  write.table(text, file.path(folder, name), sep = ",", row.names = FALSE, quote = FALSE)
}
write(bases(d$age, d$pgr), "bases.csv")
write(bases(c(10, 24, 24.5, 40.25, 60, 77.7, 90, 110), c(-5, 0, 1, 10, 99.5, 900, 3000, 9000)),
      "bases-new.csv")
