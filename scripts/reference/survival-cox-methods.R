# Reference numbers of Cox models beyond the basic fit, one line a key, 17 digits, NA where R has none.
# R 4.2.2, survival 3.5-3, coxphf 1.13.4 (its own tolerance set to 1e-13). Usage: Rscript survival-cox-methods.R FIXTURE-FOLDER
suppressMessages({ library(survival); library(coxphf) })
folder <- commandArgs(TRUE)[1]; options(warn = 1)
out <- file(file.path(folder, "survival-cox-methods.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
ctl <- coxph.control(eps = 1e-13, iter.max = 80, toler.chol = 5e-13)
aml <- get("aml"); veteran <- get("veteran"); lung <- get("lung"); heart <- get("heart"); bladder <- get("bladder")
kidney <- get("kidney"); rats <- get("rats"); krall <- get("krall"); cgd <- get("cgd")
basic <- function(key, f) { put(paste0(key, ".coef"), coef(f)); put(paste0(key, ".var"), if (is.null(f$naive.var)) f$var else f$naive.var)
  put(paste0(key, ".loglik"), f$loglik); put(paste0(key, ".score"), f$score); put(paste0(key, ".wald"), f$wald.test)
  if (!is.null(f$naive.var)) put(paste0(key, ".robust"), f$var) }

# --- the exact method
exact <- function(key, f) { basic(key, f); put(paste0(key, ".martingale"), residuals(f, "martingale")) }
exact("exact.aml", coxph(Surv(time, status) ~ group, aml, ties = "exact", control = ctl))
exact("exact.veteran", coxph(Surv(time, status) ~ trt + karno + age + smallcell + adeno + large, veteran, ties = "exact", control = ctl))
exact("exact.veteran.strata", coxph(Surv(time, status) ~ trt + karno + age + strata(celltype), veteran, ties = "exact", control = ctl))
exact("exact.heart", coxph(Surv(start, stop, event) ~ age + year + surgery + transplant, heart, ties = "exact", control = ctl))
exact("exact.bladder", coxph(Surv(start, stop, event) ~ rx + number + size, subset(bladder, id <= 25), ties = "exact", control = ctl))
months <- transform(lung, month = ceiling(time / 91.3125))
exact("exact.lung.quarters", coxph(Surv(month, status) ~ age + sex + ecog, months, ties = "exact", control = ctl))

# --- published models
for (ties in c("efron", "breslow")) {
  basic(paste0("bladder.", ties), coxph(Surv(start, stop, event) ~ rx + number + size + cluster(id), bladder, ties = ties, control = ctl))
  basic(paste0("bladder.strata.", ties), coxph(Surv(start, stop, event) ~ rx + number + size + strata(enum) + cluster(id), bladder, ties = ties, control = ctl))
  basic(paste0("krall.", ties), coxph(Surv(time, status) ~ logbun + hgb, krall, ties = ties, control = ctl))
  basic(paste0("krall.all.", ties), coxph(Surv(time, status) ~ logbun + hgb + platelet + age + logwbc + frac + logpbm + protein + scalc, krall, ties = ties, control = ctl))
}

# --- residuals of every kind
hw <- 0.5 + (seq_len(nrow(heart)) * 7 %% 11) %% 5 / 4
kinds <- c("martingale", "deviance", "score", "dfbeta", "dfbetas", "schoenfeld", "scaledsch")
for (ties in c("efron", "breslow")) {
  f <- coxph(Surv(start, stop, event) ~ age + year + surgery + transplant, heart, weights = hw, ties = ties, control = ctl, robust = FALSE)
  for (k in kinds) { put(paste("residual", ties, k, "plain", sep = "."), residuals(f, k, weighted = FALSE))
    if (!(k %in% c("schoenfeld", "scaledsch", "deviance"))) put(paste("residual", ties, k, "weighted", sep = "."), residuals(f, k, weighted = TRUE))
    if (!(k %in% c("schoenfeld", "scaledsch", "deviance"))) put(paste("residual", ties, k, "patient", sep = "."), residuals(f, k, weighted = TRUE, collapse = heart$id)) }
  g <- coxph(Surv(start, stop, event) ~ age + year + surgery + transplant, heart, ties = ties, control = ctl)
  put(paste("residual", ties, "deviance", "patient", sep = "."), residuals(g, "deviance", collapse = heart$id))
}

# --- ridge
for (scale in c(TRUE, FALSE)) { key <- paste0("ridge.", if (scale) "standardized" else "raw")
  f <- coxph(Surv(time, status) ~ ridge(age, sex, ecog, theta = 3, scale = scale), lung, control = coxph.control(eps = 1e-14, iter.max = 100))
  put(paste0(key, ".coef"), coef(f)); put(paste0(key, ".posterior"), f$var); put(paste0(key, ".variance"), f$var2); put(paste0(key, ".df"), f$df)
  put(paste0(key, ".loglik"), f$loglik); put(paste0(key, ".penalty"), f$penalty) }
f <- coxph(Surv(start, stop, event) ~ ridge(rx, number, theta = 5, scale = FALSE) + size, bladder, ties = "breslow", control = coxph.control(eps = 1e-14, iter.max = 100))
put("ridge.bladder.coef", coef(f)); put("ridge.bladder.posterior", f$var)

# --- Firth: coxphf takes Breslow's ties; Efron's by maximising the definition
firth <- function(key, formula, data) { f <- coxphf(formula, data, maxit = 2000, maxstep = 0.5, epsilon = 1e-13, firth = TRUE, pl = TRUE, maxhs = 20)
  put(paste0(key, ".coef"), coef(f)); put(paste0(key, ".var"), f$var); put(paste0(key, ".loglik"), f$loglik)
  put(paste0(key, ".lower"), log(f$ci.lower)); put(paste0(key, ".upper"), log(f$ci.upper)); put(paste0(key, ".p"), f$prob) }
firth("firth.veteran", Surv(time, status) ~ trt + karno + smallcell + adeno, veteran)
separated <- transform(lung, arm = as.integer(status == 0 & seq_len(nrow(lung)) %% 3 == 1))
firth("firth.separated", Surv(time, status) ~ arm + age, separated)
firth("firth.heart", Surv(start, stop, event) ~ age + year + surgery, heart)
penalised <- function(formula, data, ties) function(b) {
  f <- coxph(formula, data, init = b, ties = ties, control = coxph.control(iter.max = 0)); f$loglik[1] - determinant(as.matrix(f$var))$modulus / 2 }
maximum <- function(key, formula, data, start, ties) { g <- penalised(formula, data, ties)
  b <- start; for (k in 1:60) { h <- numDeriv::hessian(g, b); s <- -solve(h, numDeriv::grad(g, b)); b <- b + s; if (max(abs(s)) < 1e-10) break }
  put(paste0(key, ".coef"), b); put(paste0(key, ".loglik"), g(b)) }
if (requireNamespace("numDeriv", quietly = TRUE)) {
  maximum("firth.efron.lung", Surv(time, status) ~ age + sex + ecog, lung, c(0, 0, 0), "efron")
  maximum("firth.efron.bladder", Surv(start, stop, event) ~ rx + number + size, bladder, c(0, 0, 0), "efron") }

# --- profile likelihood, by solving for the limit with the coefficient as an offset
limits <- function(key, y, X, data, ties) { full <- coxph(y ~ X, ties = ties, control = ctl)
  for (j in seq_len(ncol(X))) { drop <- qchisq(.95, 1) / 2
    pl <- function(b) coxph(y ~ X[, -j] + offset(b * X[, j]), ties = ties, control = ctl)$loglik[2] - full$loglik[2] + drop
    s <- sqrt(full$var[j, j]); b <- coef(full)[j]
    put(paste0(key, ".", j), uniroot(pl, c(b - 4 * s, b), tol = 1e-13)$root, uniroot(pl, c(b, b + 4 * s), tol = 1e-13)$root) } }
for (ties in c("efron", "breslow", "exact"))
  limits(paste0("profile.lung.", ties), Surv(lung$time, lung$status), as.matrix(lung[, c("age", "sex", "ecog")]), lung, ties)
close(out)
