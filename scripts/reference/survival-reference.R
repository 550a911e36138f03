# Reference numbers of the survival tests, one line a key, 17 digits, NA where R has none.
# R 4.2.2, survival 3.5-3, coxph.control(eps = 1e-12). Usage: Rscript survival-reference.R FIXTURE-FOLDER
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]; options(warn = 1)
out <- file(file.path(folder, "survival-reference.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
ctl <- coxph.control(eps = 1e-12, iter.max = 60, toler.chol = 5e-13)
aml <- get("aml"); veteran <- get("veteran"); lung <- get("lung"); heart <- get("heart")
mat <- get("rotterdam-matched"); d <- get("rotterdam-weighted")
types <- c(log = "log", logLog = "log-log", plain = "plain", logit = "logit", arcsin = "arcsin")

# --- Kaplan-Meier: bands of every kind, aml by group
for (g in 0:1) for (t in names(types)) { s <- survfit(Surv(time, status) ~ 1, aml[aml$group == g, ], conf.type = types[t])
  key <- paste("km aml", g, t); key <- gsub(" ", ".", key)
  put(paste0(key, ".lower"), s$lower); put(paste0(key, ".upper"), s$upper)
  q <- summary(s)$table[c("median", "0.95LCL", "0.95UCL")]; put(paste0(key, ".median"), q) }
for (g in 0:1) { s <- survfit(Surv(time, status) ~ 1, aml[aml$group == g, ]); k <- paste0("km.aml.", g)
  put(paste0(k, ".time"), s$time); put(paste0(k, ".surv"), s$surv); put(paste0(k, ".se"), s$std.err * s$surv)
  put(paste0(k, ".cumhaz"), s$cumhaz); put(paste0(k, ".chaz.se"), s$std.chaz)
  put(paste0(k, ".rmst40"), summary(s, rmean = 40)$table[c("rmean", "se(rmean)")]) }
# --- delayed entry, weights, clusters: heart rows clustered by subject, an artificial weight
hw <- 0.5 + (seq_len(nrow(heart)) * 7 %% 11) %% 5 / 4
s <- survfit(Surv(start, stop, event) ~ 1, heart, weights = hw, cluster = id)
put("km.heart.weights", hw); put("km.heart.time", s$time); put("km.heart.surv", s$surv)
put("km.heart.se", s$std.err); put("km.heart.chaz.se", s$std.chaz)
put("km.heart.lower", s$lower); put("km.heart.upper", s$upper); put("km.heart.n.risk", s$n.risk)
# survfit closes the gap between two rows of one subject, so unclustered rows need their own id
s <- survfit(Surv(start, stop, event) ~ 1, heart, weights = hw, id = seq_len(nrow(heart)), robust = TRUE)
put("km.heart.rows.surv", s$surv); put("km.heart.rows.se", s$std.err)
# robust area by its definition: influence of each cluster on S, integrated
area <- function(s, tau) { inf <- s$influence.surv; k <- s$time < tau; w <- diff(c(s$time[k], tau)); colSums(t(inf[, k, drop = FALSE]) * w) }
s <- survfit(Surv(time, status) ~ 1, veteran, weights = veteran$karno / 30, cluster = veteran$age, influence = TRUE)
put("km.veteran.se", s$std.err); put("km.veteran.surv", s$surv); put("km.veteran.rmst200.se", sqrt(sum(area(s, 200)^2)))
put("km.aml.followup", { f <- survfit(Surv(time, 1 - status) ~ 1, aml); summary(f)$table[c("median", "0.95LCL", "0.95UCL")] })

# --- log-rank
lr <- function(key, f, data) { r <- survdiff(f, data); o <- r$obs; e <- r$exp
  if (is.matrix(o)) { o <- rowSums(o); e <- rowSums(e) }
  put(paste0(key, ".obs"), o); put(paste0(key, ".exp"), e); put(paste0(key, ".var"), r$var); put(paste0(key, ".chisq"), r$chisq) }
lr("logrank.aml", Surv(time, status) ~ group, aml)
lr("logrank.veteran", Surv(time, status) ~ celltype, veteran)
lr("logrank.veteran.strata", Surv(time, status) ~ trt + strata(celltype), veteran)
lr("logrank.matched", Surv(rfs_days, rfs_event) ~ arm, mat)
lr("logrank.matched.strata", Surv(rfs_days, rfs_event) ~ arm + strata(pair), mat)
vw <- veteran$karno / 30
r <- coxph(Surv(time, status) ~ smallcell + adeno + large, veteran, weights = vw, cluster = veteran$age, ties = "breslow", control = ctl)
put("logrank.veteran.weighted.chisq", r$rscore)
r <- coxph(Surv(start, stop, event) ~ transplant, heart, weights = hw, cluster = heart$id, ties = "breslow", control = ctl)
put("logrank.heart.weighted.chisq", r$rscore)

# --- Cox
cx <- function(key, ff, zph = TRUE) { put(paste0(key, ".coef"), coef(ff)); put(paste0(key, ".var"), ff$var)
  put(paste0(key, ".naive"), if (is.null(ff$naive.var)) ff$var else ff$naive.var)
  put(paste0(key, ".loglik"), ff$loglik); put(paste0(key, ".score"), ff$score); put(paste0(key, ".wald"), ff$wald.test)
  if (!is.null(ff$rscore)) put(paste0(key, ".rscore"), ff$rscore)
  if (zph) for (t in c("km", "rank", "identity", "log")) if (t != "log" || !is.null(ff$pos)) {
    z <- cox.zph(ff, transform = t, terms = FALSE); put(paste0(key, ".zph.", t), z$table[, 1]) } }
res <- function(key, ff) { put(paste0(key, ".martingale"), residuals(ff, "martingale")); put(paste0(key, ".scoreres"), residuals(ff, "score"))
  put(paste0(key, ".dfbeta"), residuals(ff, "dfbeta", weighted = TRUE)); put(paste0(key, ".schoenfeld"), residuals(ff, "schoenfeld")) }
for (ties in c("efron", "breslow")) {
  f <- coxph(Surv(time, status) ~ trt + karno + diagtime + age + prior + smallcell + adeno + large, veteran, ties = ties, control = ctl); f$pos <- 1
  k <- paste0("cox.veteran.", ties); cx(k, f); res(k, f)
  if (ties == "efron") { z <- cox.zph(coxph(Surv(time, status) ~ trt + karno + diagtime + age + prior + factor(celltype), veteran, control = ctl)); put("cox.veteran.efron.zph.terms", z$table[, 1]) }
  f <- coxph(Surv(time, status) ~ trt + karno + age + strata(celltype), veteran, weights = veteran$karno / 30, cluster = prior * 100 + age, ties = ties, control = ctl); f$pos <- 1
  k <- paste0("cox.veteran.weighted.", ties); cx(k, f); res(k, f)
  f <- coxph(Surv(start, stop, event) ~ age + year + surgery + transplant, heart, ties = ties, control = ctl); f$pos <- 1
  k <- paste0("cox.heart.", ties); cx(k, f); res(k, f)
  f <- coxph(Surv(start, stop, event) ~ age + year + surgery + transplant, heart, weights = hw, cluster = id, ties = ties, control = ctl); f$pos <- 1
  k <- paste0("cox.heart.weighted.", ties); cx(k, f); res(k, f)
  f <- coxph(Surv(start, stop, event) ~ age + year + transplant + strata(surgery), heart, ties = ties, control = ctl); f$pos <- 1
  cx(paste0("cox.heart.strata.", ties), f)
  s <- survfit(f, data.frame(age = 5, year = 2, transplant = 1, surgery = 1), censor = FALSE)
  put(paste0("cox.heart.strata.", ties, ".curve.time"), s$time); put(paste0("cox.heart.strata.", ties, ".curve.cumhaz"), s$cumhaz); put(paste0("cox.heart.strata.", ties, ".curve.se"), s$std.err)
  f <- coxph(Surv(time, status) ~ age + sex + offset(ecog / 2), lung, ties = ties, control = ctl); f$pos <- 1
  k <- paste0("cox.lung.offset.", ties); cx(k, f); res(k, f)
  f <- coxph(Surv(rfs_days, rfs_event) ~ arm, mat, ties = ties, cluster = pair, control = ctl); f$pos <- 1
  cx(paste0("cox.matched.", ties), f)
}
cx("cox.lung", { f <- coxph(Surv(time, status) ~ age + sex + ecog, lung, control = ctl); f$pos <- 1; f })
cx("cox.matched.pairs", coxph(Surv(rfs_days, rfs_event) ~ arm + strata(pair), mat, control = ctl), zph = FALSE)

# --- rotterdam, matched: curves by arm
s <- survfit(Surv(rfs_days, rfs_event) ~ arm, mat); five <- 1826.25
m <- summary(s)$table; put("matched.median", t(m[, c("median", "0.95LCL", "0.95UCL")]))
v <- summary(s, times = five); put("matched.survival", v$surv, v$std.err, v$lower, v$upper)
for (y in c(5, 10)) { m <- summary(s, rmean = 365.25 * y)$table; put(paste0("matched.rmst.", y), m[, "rmean"], m[, "se(rmean)"]) }
# joint influence by pair of the differences
inf <- lapply(0:1, function(a) { x <- mat[mat$arm == a, ]; x <- x[order(x$pair), ]
  s <- survfit(Surv(rfs_days, rfs_event) ~ 1, x, id = x$pair, influence = TRUE, robust = TRUE)
  i5 <- max(which(s$time <= five)); list(surv = s$influence.surv[, i5], area = area(s, five), s5 = s$surv[i5], rmst = summary(s, rmean = five)$table["rmean"]) })
put("matched.pairs.difference.survival", inf[[2]]$s5 - inf[[1]]$s5, sqrt(sum((inf[[2]]$surv - inf[[1]]$surv)^2)))
put("matched.pairs.difference.rmst", inf[[2]]$rmst - inf[[1]]$rmst, sqrt(sum((inf[[2]]$area - inf[[1]]$area)^2)))
put("matched.pairs.ratio.rmst", inf[[2]]$rmst / inf[[1]]$rmst, sqrt(sum((inf[[2]]$area / inf[[2]]$rmst - inf[[1]]$area / inf[[1]]$rmst)^2)))

# --- rotterdam, weighted
w <- list(ate = ifelse(d$arm == 1, 1 / d$ps, 1 / (1 - d$ps)), att = ifelse(d$arm == 1, 1, d$ps / (1 - d$ps)),
  overlap = ifelse(d$arm == 1, 1 - d$ps, d$ps))
for (k in names(w)) { d$w <- w[[k]]
  f <- coxph(Surv(rfs_days, rfs_event) ~ arm, d, weights = w, robust = TRUE, control = ctl); f$pos <- 1; cx(paste0("cox.", k), f, zph = k == "ate")
  s <- survfit(Surv(rfs_days, rfs_event) ~ arm, d, weights = w, robust = TRUE)
  m <- summary(s)$table; put(paste0("weighted.", k, ".median"), t(m[, c("median", "0.95LCL", "0.95UCL")]))
  v <- summary(s, times = five); put(paste0("weighted.", k, ".survival"), v$surv, v$std.err, v$lower, v$upper, v$n.risk)
  a <- sapply(0:1, function(g) { x <- d[d$arm == g, ]; s <- survfit(Surv(rfs_days, rfs_event) ~ 1, x, weights = w, id = seq_len(nrow(x)), influence = TRUE, robust = TRUE)
    c(summary(s, rmean = five)$table["rmean"], sqrt(sum(area(s, five)^2))) })
  put(paste0("weighted.", k, ".rmst"), a[1, ], a[2, ]) }
close(out)
