# Reference numbers of concordance, coefficients that change with time, robust tests of proportional hazards, predicted curves,
# frailty and time splitting; one line a key, 17 digits, NA where R has none.
# R 4.2.2, survival 3.5-3. Usage: Rscript survival-cox-time.R FIXTURE-FOLDER
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]; options(warn = -1)
out <- file(file.path(folder, "survival-cox-time.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
ctl <- coxph.control(eps = 1e-13, iter.max = 80, toler.chol = 5e-14)
veteran <- get("veteran"); lung <- get("lung"); heart <- get("heart"); bladder <- get("bladder"); kidney <- get("kidney"); rats <- get("rats"); cgd <- get("cgd")
hw <- 0.5 + (seq_len(nrow(heart)) * 7 %% 11) %% 5 / 4; vw <- veteran$karno / 30

# --- concordance; a higher score means an earlier event
conc <- function(key, f) { put(key, f$concordance, sqrt(f$var), colSums(rbind(f$count))[1:3]) }
for (w in c("n", "n/G2")) {
  conc(paste0("concordance.veteran.", w), concordance(Surv(time, status) ~ karno, veteran, timewt = w, reverse = TRUE))
  conc(paste0("concordance.veteran.weighted.", w), concordance(Surv(time, status) ~ karno, veteran, weights = vw, timewt = w, reverse = TRUE))
  conc(paste0("concordance.veteran.cluster.", w), concordance(Surv(time, status) ~ karno, veteran, cluster = age, timewt = w, reverse = TRUE))
  conc(paste0("concordance.veteran.horizon.", w), concordance(Surv(time, status) ~ karno, veteran, ymax = 100, timewt = w, reverse = TRUE))
  conc(paste0("concordance.lung.", w), concordance(Surv(time, status) ~ age, lung, timewt = w, reverse = TRUE)) }
conc("concordance.veteran.strata", concordance(Surv(time, status) ~ karno + strata(celltype), veteran, reverse = TRUE))
conc("concordance.heart", concordance(Surv(start, stop, event) ~ age, heart, reverse = TRUE))
conc("concordance.heart.weighted", concordance(Surv(start, stop, event) ~ age, heart, weights = hw, cluster = id, reverse = TRUE))

# --- coefficients that change with time
vary <- function(key, f) { put(paste0(key, ".coef"), coef(f)); put(paste0(key, ".var"), if (is.null(f$naive.var)) f$var else f$naive.var)
  put(paste0(key, ".loglik"), f$loglik); if (!is.null(f$naive.var)) put(paste0(key, ".robust"), f$var) }
for (ties in c("efron", "breslow")) {
  vary(paste0("varying.log.", ties), coxph(Surv(time, status) ~ trt + karno + tt(karno) + age, veteran, tt = function(x, t, ...) x * log(t), ties = ties, control = ctl))
  vary(paste0("varying.identity.", ties), coxph(Surv(time, status) ~ trt + karno + tt(karno) + age, veteran, tt = function(x, t, ...) x * t, ties = ties, control = ctl))
  s <- survSplit(Surv(time, status) ~ ., transform(veteran, row = seq_len(nrow(veteran)), w = vw), cut = c(60, 120), episode = "piece")
  for (k in 1:3) s[[paste0("karno", k)]] <- s$karno * (s$piece == k)
  vary(paste0("varying.piecewise.", ties), coxph(Surv(tstart, time, status) ~ trt + karno1 + karno2 + karno3, s, weights = w, cluster = row, ties = ties, control = ctl))
  s <- survSplit(Surv(start, stop, event) ~ ., transform(heart, w = hw), cut = c(30, 90, 300), episode = "piece")
  for (k in 1:4) s[[paste0("age", k)]] <- s$age * (s$piece == k)
  vary(paste0("varying.heart.", ties), coxph(Surv(start, stop, event) ~ age1 + age2 + age3 + age4 + transplant + strata(surgery), s, weights = w, cluster = id, ties = ties, control = ctl))
  cuts <- sort(unique(heart$stop[heart$event == 1])); s <- survSplit(Surv(start, stop, event) ~ ., transform(heart, w = hw), cut = cuts)
  s$agelog <- s$age * log(s$stop)
  vary(paste0("varying.heart.log.", ties), coxph(Surv(start, stop, event) ~ age + agelog + transplant, s, weights = w, cluster = id, ties = ties, control = ctl))
}

# --- the robust test of proportional hazards, from score residuals of rows split at every event
robust <- function(key, data, vars, g, w, id, ties) { n <- length(vars)
  s <- survSplit(Surv(start, stop, event) ~ ., transform(data, w = w, patient = id), cut = sort(unique(data$stop[data$event == 1])))
  f0 <- coxph(as.formula(paste("Surv(start, stop, event) ~", paste(vars, collapse = "+"))), s, weights = w, ties = ties, control = ctl, robust = FALSE)
  h <- g(s$stop); h <- h - mean(g(data$stop[data$event == 1]))
  for (v in vars) s[[paste0(v, ".g")]] <- s[[v]] * h
  f <- coxph(as.formula(paste("Surv(start, stop, event) ~", paste(c(vars, paste0(vars, ".g")), collapse = "+"))), s, weights = w, ties = ties,
    init = c(coef(f0), rep(0, n)), control = coxph.control(iter.max = 0, toler.chol = 5e-14), robust = FALSE)
  r <- rowsum(residuals(f, "score", weighted = TRUE), s$patient); I <- solve(f$var); a <- 1:n; b <- n + a
  A <- r[, b, drop = FALSE] - r[, a, drop = FALSE] %*% solve(I[a, a], I[a, b]); u <- colSums(r[, b, drop = FALSE]); V <- crossprod(A)
  put(key, u^2 / diag(V), drop(u %*% solve(V, u))) }
for (ties in c("efron", "breslow")) {
  robust(paste0("zph.heart.", ties), heart, c("age", "year", "transplant"), identity, hw, heart$id, ties)
  robust(paste0("zph.bladder.", ties), bladder, c("rx", "number", "size"), identity, rep(1, nrow(bladder)), bladder$id, ties) }

# --- predicted curves
curve <- function(key, f, new) { s <- survfit(f, new, censor = FALSE); put(paste0(key, ".time"), s$time); put(paste0(key, ".hazard"), s$cumhaz)
  put(paste0(key, ".error"), s$std.err); put(paste0(key, ".survival"), s$surv); put(paste0(key, ".lower"), s$lower); put(paste0(key, ".upper"), s$upper) }
for (ties in c("efron", "breslow")) {
  curve(paste0("curve.heart.", ties), coxph(Surv(start, stop, event) ~ age + transplant, heart, weights = hw, cluster = id, ties = ties, control = ctl), data.frame(age = 4, transplant = 1))
  curve(paste0("curve.veteran.", ties), coxph(Surv(time, status) ~ trt + karno + strata(celltype), veteran, weights = vw, robust = FALSE, ties = ties, control = ctl), data.frame(trt = 2, karno = 50, celltype = 1))
  curve(paste0("curve.veteran.robust.", ties), coxph(Surv(time, status) ~ trt + karno + strata(celltype), veteran, weights = vw, robust = TRUE, ties = ties, control = ctl), data.frame(trt = 2, karno = 50, celltype = 1))
}
f <- coxph(Surv(time, status) ~ trt + karno + offset(age / 50), veteran, control = ctl)
curve("curve.offset", f, data.frame(trt = 1, karno = 40, age = 60))

# --- gamma frailty: the penalty with a full second derivative, at given variances and at the best
frail <- function(key, p, fit, theta) { f <- fit(theta); put(paste0(key, ".coef"), coef(f)[1:p]); put(paste0(key, ".var"), f$var[1:p, 1:p])
  h <- f$history[[1]]; put(paste0(key, ".loglik"), f$loglik[2]); put(paste0(key, ".penalty"), f$penalty[2])
  put(paste0(key, ".theta"), theta); put(paste0(key, ".integrated"), h$c.loglik); put(paste0(key, ".frailty"), coef(f)[-(1:p)]) }
best <- function(fit) { integrated <- function(theta) fit(theta)$history[[1]]$c.loglik
  s <- optimize(integrated, c(.05, 3), maximum = TRUE, tol = 1e-9)$maximum
  for (k in 1:3) { d <- 1e-3 * s; g <- sapply(-2:2, function(i) integrated(s + i * d))
    slope <- (g[1] - 8 * g[2] + 8 * g[4] - g[5]) / (12 * d); bend <- (-g[1] + 16 * g[2] - 30 * g[3] + 16 * g[4] - g[5]) / (12 * d^2); s <- s - slope / bend }
  s }
fctl <- coxph.control(eps = 1e-13, iter.max = 200, outer.max = 200, toler.chol = 5e-14)
females <- subset(rats, female == 1)
for (ties in c("breslow", "efron")) {
  kid <- function(theta) coxph(Surv(time, status) ~ age + sex + frailty(id, theta = theta, sparse = FALSE), kidney, ties = ties, control = fctl)
  rat <- function(theta) coxph(Surv(time, status) ~ rx + frailty(litter, theta = theta, sparse = FALSE), females, ties = ties, control = fctl)
  for (theta in c(0.3, 1)) frail(paste0("frailty.kidney.", theta, ".", ties), 2, kid, theta)
  frail(paste0("frailty.kidney.best.", ties), 2, kid, best(kid))
  frail(paste0("frailty.rats.best.", ties), 1, rat, best(rat))
}
close(out)
