# Reference numbers of curves, hazards, quantiles, bands, contrasts and pseudo-values, one line a key, 17 digits, NA where R has none.
# R 4.2.2, survival 3.5-3, km.ci 0.5-6. Usage: Rscript survival-curves.R FIXTURE-FOLDER
suppressMessages({library(survival); library(km.ci)})
folder <- commandArgs(TRUE)[1]; options(warn = 1)
out <- file(file.path(folder, "survival-curves.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
aml <- get("aml"); veteran <- get("veteran"); heart <- get("heart"); mat <- get("rotterdam-matched")
types <- c(log = "log", logLog = "log-log", plain = "plain", logit = "logit", arcsin = "arcsin")
hw <- 0.5 + (seq_len(nrow(heart)) * 7 %% 11) %% 5 / 4; vw <- veteran$karno / 30
# --- cumulative hazards: ctype 1 Nelson-Aalen, 2 Fleming-Harrington, with exp(-H)
haz <- function(key, s) { put(paste0(key, ".hazard"), s$cumhaz); put(paste0(key, ".se"), s$std.chaz); put(paste0(key, ".surv"), s$surv); put(paste0(key, ".lower"), s$lower); put(paste0(key, ".upper"), s$upper) }
for (ct in 1:2) { for (t in names(types)) haz(paste0("hazard.veteran.", t, ".", ct), survfit(Surv(time, status) ~ 1, veteran, stype = 2, ctype = ct, conf.type = types[t]))
  s <- survfit(Surv(time, status) ~ 1, veteran, weights = vw, cluster = age, stype = 2, ctype = ct)
  # for ctype 1 R takes the robust error of H for one of S, and divides it by S once more for the limits; here are those it means
  if (ct == 1) { s$lower <- exp(-s$cumhaz - qnorm(.975) * s$std.chaz); s$upper <- pmin(1, exp(-s$cumhaz + qnorm(.975) * s$std.chaz)) }
  haz(paste0("hazard.veteran.weighted.", ct), s)
  haz(paste0("hazard.veteran.model.", ct), survfit(Surv(time, status) ~ 1, veteran, weights = vw, robust = FALSE, stype = 2, ctype = ct))
  s <- survfit(Surv(start, stop, event) ~ 1, heart, weights = hw, cluster = id, stype = 2, ctype = ct); put(paste0("hazard.heart.", ct), s$cumhaz, s$std.chaz) }
# --- lower limits
for (r in c("peto", "modified")) for (t in names(types)) put(paste("lower", r, t, sep = "."), survfit(Surv(time, status) ~ 1, aml[aml$group == 1, ], conf.lower = r, conf.type = types[t])$lower)
put("lower.modified.weighted", survfit(Surv(time, status) ~ 1, veteran, weights = veteran$prior + 1, robust = FALSE, conf.lower = "modified")$lower)
# --- quantiles by quantile(), with limits
qu <- function(key, s, p) { q <- quantile(s, p); put(paste0(key, ".p"), p); put(paste0(key, ".quantile"), q$quantile); put(paste0(key, ".lower"), q$lower); put(paste0(key, ".upper"), q$upper) }
flat <- data.frame(t = c(54, 75, 77, 84, 87, 92, 103, 105, 112, 118), d = c(1, 1, 1, 1, 1, 0, 0, 0, 0, 0))
qu("quantile.flat", survfit(Surv(t, d) ~ 1, flat), .5)
qu("quantile.small", survfit(Surv(c(9, 1, 1, 6, 6, 8, 10), c(1, 1, 0, 1, 1, 0, 0)) ~ 1), c(1/14, 1/7, 1/3, .5, 26/35, .9))
for (g in 0:1) for (t in names(types)) qu(paste0("quantile.aml.", g, ".", t), survfit(Surv(time, status) ~ 1, aml[aml$group == g, ], conf.type = types[t]), c(.1, .25, .5, .75, .9))
# --- survival from a landmark: the curve of those at risk after it
l <- survfit(Surv(time, status) ~ 1, veteran[veteran$time > 60, ]); v <- summary(l, times = 180); put("landmark.veteran", v$surv, v$std.err, v$lower, v$upper)
l <- survfit(Surv(time, status) ~ 1, veteran[veteran$time > 60, ], weights = vw[veteran$time > 60], cluster = age); v <- summary(l, times = 180); put("landmark.veteran.weighted", v$surv, v$std.err, v$lower, v$upper)
# --- two curves at a time: differences, ratios and tests on other scales, within pairs and not
five <- 1826.25; s <- summary(survfit(Surv(rfs_days, rfs_event) ~ arm, mat), times = five)
put("contrast.matched", s$surv, s$std.err)
inf <- lapply(0:1, function(a) { x <- mat[mat$arm == a, ]; x <- x[order(x$pair), ]; f <- survfit(Surv(rfs_days, rfs_event) ~ 1, x, id = x$pair, influence = TRUE, robust = TRUE)
  i <- max(which(f$time <= five)); list(s = f$surv[i], u = f$influence.surv[, i]) }); a <- inf[[2]]; b <- inf[[1]]
v <- function(ga, gb) sqrt(sum((ga * a$u - gb * b$u)^2))
put("contrast.pairs.ratio", a$s / b$s, v(1 / a$s, 1 / b$s))
test <- function(g, d) (g(a$s) - g(b$s)) / v(d(a$s), d(b$s))
put("contrast.pairs.tests", test(log, function(s) 1 / s), test(function(s) -log(-log(s)), function(s) -1 / (s * log(s))), test(identity, function(s) 1),
  test(function(s) log(s / (1 - s)), function(s) 1 / (s * (1 - s))), test(function(s) asin(sqrt(s)), function(s) .5 / sqrt(s * (1 - s))))
# --- pseudo-values of the infinitesimal jackknife
f <- survfit(Surv(time, status) ~ 1, veteran); put("pseudo.surv", pseudo(f, times = 100)); put("pseudo.rmst", pseudo(f, times = 200, type = "rmst"))
d <- heart; f <- survfit(Surv(start, stop, event) ~ 1, d, id = id); put("pseudo.heart", pseudo(f, times = 100))
# --- tables of km.ci: rows b from .10 by .02, columns a
pick <- function(table, first) { b <- rep(.1 + .02 * (seq_len(nrow(table)) - 1), ncol(table)); a <- rep(first + .02 * (seq_len(ncol(table)) - 1), each = nrow(table)); k <- which(!is.na(table) & seq_along(table) %% 23 == 1); c(rbind(a[k], b[k], table[k])) }
put("hall.90", pick(critical.value.hall.90, 0)); put("hall.95", pick(critical.value.hall.95, 0)); put("hall.99", pick(critical.value.hall.99, 0))
put("nair.90", pick(critical.value.nair.90, .02)); put("nair.95", pick(critical.value.nair.95, .02))
# Nair's tables solve the approximation of Miller and Siegmund for large c. The exact probability that the standardised bridge
# stays within c is found here on a grid (second differences of the Schroedinger form, extrapolated from two grids).
stay <- function(c, a, b) { T <- (log(b / (1 - b)) - log(a / (1 - a))) / 2
  one <- function(m) { h <- 2 * c / m; x <- -c + h * (1:(m - 1)); H <- diag(2 / h^2 + x^2 / 4 - .5); i <- 1:(m - 2); H[cbind(i, i + 1)] <- H[cbind(i + 1, i)] <- -1 / h^2
    e <- eigen(H, symmetric = TRUE); g <- drop(crossprod(e$vectors, sqrt(dnorm(x)))); h * sum(g^2 * exp(-e$values * T)) }
  (4 * one(800) - one(400)) / 3 }
for (r in list(c(.1, .9), c(.02, .1), c(.05, .6), c(.4, .98), c(.3, .32))) for (c in c(1.8, 2.5, 3.2)) put(paste("stay", r[1], r[2], c, sep = "/"), r, c, stay(c, r[1], r[2]))
# --- bands of km.ci, whose critical values have 4 digits and whose ranges are rounded to .02
for (m in c("hall-wellner", "loghall", "epband", "logep")) { s <- survfit(Surv(time, status) ~ 1, veteran, conf.type = "log-log"); k <- km.ci(s, conf.level = .95, tl = 30, tu = 400, method = m)
  i <- k$time >= 30 & k$time <= 400; put(paste0("band.", m, ".time"), k$time[i]); put(paste0("band.", m, ".lower"), k$lower[i]); put(paste0("band.", m, ".upper"), k$upper[i]) }
close(out)
