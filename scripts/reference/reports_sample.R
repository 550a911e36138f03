# Makes Tests/ReportsTests/Fixtures/rotterdam-results.json: a results.json of the shape that a run
# writes, with real numbers, so that the pages and figures are drawn from realistic values.
# R 4.2.2, survival 3.5.3 (its data set rotterdam), jsonlite. Usage: Rscript reports_sample.R > FILE
suppressMessages({library(survival); library(jsonlite)})
d <- rotterdam
d$ignored <- with(d, recur == 0 & death == 1 & rtime < dtime)
d$rfs_time <- with(d, ifelse(recur == 1 | ignored, rtime, dtime))
d$rfs_event <- with(d, as.integer(recur == 1 | (death == 1 & !ignored)))
d$arm <- ifelse(d$hormon == 1, "treated", "control")
arms <- c("treated", "control")
null <- function(x) if (length(x) == 0 || is.na(x) || !is.finite(x)) NULL else unbox(x)
opt <- function(x) if (length(x) == 0 || is.na(x)) NA else x
one <- unbox

fit <- glm(hormon ~ age + meno + size + grade + nodes + pgr + er, binomial, d)
d$ps <- fitted(fit); d$lp <- predict(fit)
greedy <- function(score, width) {
  t <- which(d$hormon == 1); t <- t[order(-score[t], t)]
  free <- which(d$hormon == 0); pairs <- matrix(0L, 0, 2)
  for (i in t) {
    gap <- abs(score[free] - score[i]); j <- which.min(gap)
    if (gap[j] <= width) { pairs <- rbind(pairs, c(i, free[j])); free <- free[-j] }
  }
  pairs
}
w1 <- .2 * sd(d$ps); w2 <- .2 * sd(d$lp)
p1 <- greedy(d$ps, w1); p2 <- greedy(d$lp, w2)
design <- function(pairs) { w <- numeric(nrow(d)); set <- integer(nrow(d))
  w[pairs] <- 1; set[pairs[, 1]] <- seq_len(nrow(pairs)); set[pairs[, 2]] <- seq_len(nrow(pairs))
  list(w = w, set = set) }
designs <- list(matchedProbability = design(p1), matchedLogit = design(p2),
  weighted = list(w = ifelse(d$hormon == 1, 1 / d$ps, 1 / (1 - d$ps)), set = seq_len(nrow(d))))
crude <- list(w = rep(1, nrow(d)), set = seq_len(nrow(d)))

wm <- function(x, w) sum(w * x) / sum(w)
wsd <- function(x, w) sqrt(sum(w * (x - wm(x, w))^2) / sum(w) * length(x) / (length(x) - 1))
wq <- function(x, w, p) { o <- order(x); x[o][which(cumsum(w[o]) / sum(w) >= p)[1]] }
ks <- function(x, g, w) { v <- sort(unique(x))
  f <- function(k) sapply(v, function(t) sum(w[g == k & x <= t])) / sum(w[g == k])
  max(abs(f(1) - f(0))) }
covariates <- list(age = d$age, meno = d$meno, size = d$size, grade = d$grade, nodes = d$nodes,
  pgr = d$pgr, er = d$er, year = d$year, chemo = d$chemo)
expand <- function() { rows <- list()
  for (name in names(covariates)) { x <- covariates[[name]]
    also <- name %in% c("year", "chemo")
    if (is.factor(x)) for (l in levels(x))
      rows[[length(rows) + 1]] <- list(name = name, level = l, x = as.numeric(x == l), share = TRUE, also = also)
    else rows[[length(rows) + 1]] <- list(name = name, level = NA, x = as.numeric(x), share = name %in% c("meno", "chemo"), also = also) }
  rows }
rows <- expand()

baseline <- list()
for (dn in c(NA, names(designs))) { w <- if (is.na(dn)) crude$w else designs[[dn]]$w
  for (r in rows) { summaries <- list()
    for (a in arms) { k <- d$arm == a & w > 0; x <- r$x[k]; ww <- w[k]
      s <- list(n = one(sum(k)), missing = one(0L), mean = one(wm(x, ww)))
      if (r$share) s$count <- one(sum(ww * x)) else {
        s$standardDeviation <- one(wsd(x, ww)); s$median <- one(wq(x, ww, .5))
        s$lowerQuartile <- one(wq(x, ww, .25)); s$upperQuartile <- one(wq(x, ww, .75)) }
      summaries[[a]] <- s }
    baseline[[length(baseline) + 1]] <- list(design = one(opt(dn)), covariate = one(r$name),
      level = one(opt(r$level)), kind = one(if (r$share) "share" else "numeric"),
      inModel = one(!r$also), arms = summaries) } }

histogram <- function(w) { counts <- list()
  for (a in arms) counts[[a]] <- as.numeric(sapply(1:40, function(b)
    sum(w[d$arm == a & pmin(floor(d$ps * 40), 39) == b - 1])))
  list(lower = one(0), upper = one(1), counts = counts) }

designResult <- function(dn, position) { g <- designs[[dn]]; w <- g$w; weighted <- dn == "weighted"
  armCounts <- list()
  for (a in arms) { k <- d$arm == a; armCounts[[a]] <- list(n = one(sum(k & w > 0)),
    unmatched = one(sum(k & w == 0)), effectiveSampleSize = one(sum(w[k])^2 / sum(w[k]^2)),
    sumOfWeights = one(sum(w[k])), largestWeight = one(max(w[k]))) }
  balance <- list(); gates <- list(); t <- d$hormon == 1
  for (r in rows) { x <- r$x
    s <- sd(x[t]); after <- w > 0
    b <- list(covariate = one(r$name), level = one(opt(r$level)), time = one(NA), subgroup = one(NA),
      inModel = one(!r$also), arm = one("treated"), referenceArm = one("control"),
      meanBefore = one(mean(x[t])), referenceMeanBefore = one(mean(x[!t])),
      meanAfter = one(wm(x[t & after], w[t & after])), referenceMeanAfter = one(wm(x[!t & after], w[!t & after])))
    b$smdBefore <- one((b$meanBefore - b$referenceMeanBefore) / s)
    b$smdAfter <- one((b$meanAfter - b$referenceMeanAfter) / s)
    if (!r$share) { b$varianceRatioBefore <- one(var(x[t]) / var(x[!t]))
      b$varianceRatioAfter <- one((wsd(x[t & after], w[t & after]) / wsd(x[!t & after], w[!t & after]))^2) }
    b$ksBefore <- one(ks(x, d$hormon, rep(1, nrow(d)))); b$ksAfter <- one(ks(x[after], d$hormon[after], w[after]))
    balance[[length(balance) + 1]] <- b
    if (!r$also) gates[[length(gates) + 1]] <- list(gate = one("smd"), value = one(abs(as.numeric(b$smdAfter))),
      threshold = one(0.1), action = one("report"), passed = one(abs(as.numeric(b$smdAfter)) <= 0.1),
      subject = one(if (is.na(r$level)) r$name else paste0(r$name, "=", r$level))) }
  for (a in arms) gates[[length(gates) + 1]] <- list(gate = one("ess"), value = armCounts[[a]]$effectiveSampleSize,
    threshold = one(100), action = one("withhold"), passed = one(armCounts[[a]]$effectiveSampleSize >= 100), subject = one(a))
  out <- list(position = one(position), method = one(if (weighted) "propensityWeights" else "nearest"),
    estimand = one(if (weighted) "ATE" else "ATT"),
    targetPopulation = one(c(matchedProbability = "matched-ATT", matchedLogit = "ATT", weighted = "ATE")[[dn]]))
  if (!weighted) { pairs <- if (dn == "matchedLogit") p2 else p1; score <- if (dn == "matchedLogit") d$lp else d$ps
    out$sets <- one(nrow(pairs)); out$caliperWidth <- one(if (dn == "matchedLogit") w2 else w1)
    out$totalDistance <- one(sum(abs(score[pairs[, 1]] - score[pairs[, 2]]))) }
  out$arms <- armCounts; out$balance <- balance; out$gates <- gates; out$scores <- histogram(w); out }

outcomes <- list(rfs = list(t = d$rfs_time, e = d$rfs_event), os = list(t = d$dtime, e = d$death))
estimates <- list(); curves <- list()
add <- function(o, dn, sub, arm, ref, measure, at = NA, unit = NA, est = NA, lo = NA, hi = NA, se = NA,
                stat = NA, df = NA, p = NA, n = NA, events = NA, variance = NA, method = NA, status = "estimated", reason = NA) {
  estimates[[length(estimates) + 1]] <<- lapply(list(outcome = o, event = NA, design = opt(dn), subgroup = opt(sub),
    arm = opt(arm), referenceArm = opt(ref), regime = NA, measure = measure, at = at, unit = unit, level = .95,
    estimate = est, lower = lo, upper = hi, standardError = se, statistic = stat, df = df, p = p, n = n,
    events = events, variance = variance, marginal = if (measure == "hazardRatio") TRUE else NA, method = method,
    status = status, reason = reason), function(v) one(opt(v))) }
analyse <- function(o, dn, keep = TRUE, sub = NA, full = TRUE) {
  g <- if (is.na(dn)) crude else designs[[dn]]
  k <- g$w > 0 & keep; x <- data.frame(t = outcomes[[o]]$t, e = outcomes[[o]]$e, h = d$hormon, w = g$w, set = g$set)[k, ]
  weighted <- !is.na(dn) && dn == "weighted"
  km <- if (weighted) survfit(Surv(t, e) ~ h, x, weights = w, id = seq_len(nrow(x)), robust = TRUE)
        else survfit(Surv(t, e) ~ h, x)
  tau <- 1826.25; st <- summary(km, times = tau); tab <- summary(km, rmean = tau)$table
  risk <- seq(0, 18, 2) * 365.25
  code <- c(treated = 1, control = 0)
  for (a in arms) { h <- code[[a]]; i <- which(c(0, 1) == h)
    y <- x[x$h == h, ]; n <- nrow(y); ev <- sum(y$e)
    med <- tab[i, "median"]
    if (full) {
    add(o, dn, sub, a, NA, "median", unit = "days", est = med, lo = tab[i, "0.95LCL"], hi = tab[i, "0.95UCL"], n = n, events = ev,
      method = "log", status = if (is.na(med)) "notReached" else "estimated",
      reason = if (is.na(med)) "the curve stays above 50% to the end of follow-up" else NA)
    add(o, dn, sub, a, NA, "survival", at = tau, est = st$surv[i], lo = st$lower[i], hi = st$upper[i], se = st$std.err[i], n = n, events = ev, method = "log")
    add(o, dn, sub, a, NA, "rmst", at = tau, unit = "days", est = tab[i, grep("rmean", colnames(tab))[1]], se = tab[i, grep("rmean", colnames(tab))[2]],
      lo = tab[i, grep("rmean", colnames(tab))[1]] - 1.959964 * tab[i, grep("rmean", colnames(tab))[2]],
      hi = tab[i, grep("rmean", colnames(tab))[1]] + 1.959964 * tab[i, grep("rmean", colnames(tab))[2]], n = n, events = ev) }
    q <- km[i]; m <- length(q$time); pick <- which(q$n.event > 0); if (length(pick) > 110) pick <- pick[unique(round(seq(1, length(pick), length.out = 110)))]
    at <- c(0, q$time[pick]); cumE <- function(t, e) sum(y$e == e & y$t <= t)
    ci <- function(v) c(1, ifelse(is.na(v[pick]), NA, v[pick]))
    curves[[length(curves) + 1]] <<- list(outcome = one(o), event = one(NA), design = one(opt(dn)), subgroup = one(opt(sub)), arm = one(a),
      kind = one("survival"), unit = one("days"), time = at, value = signif(c(1, q$surv[pick]), 6), lower = signif(ci(q$lower), 6), upper = signif(ci(q$upper), 6),
      atRisk = sapply(at, function(t) sum(y$t >= t)), atRiskWeighted = signif(sapply(at, function(t) sum(y$w[y$t >= t])), 6),
      events = diff(c(0, sapply(at, cumE, 1))), censored = diff(c(0, sapply(at, cumE, 0))), lastTime = one(max(y$t)),
      riskTable = list(time = risk, atRisk = sapply(risk, function(t) sum(y$t >= t)), atRiskWeighted = signif(sapply(risk, function(t) sum(y$w[y$t >= t])), 6)))
  }
  if (full) {
  col <- grep("rmean", colnames(tab)); diff <- tab[2, col[1]] - tab[1, col[1]]; se <- sqrt(sum(tab[, col[2]]^2))
  add(o, dn, sub, "treated", "control", "rmstDifference", at = tau, unit = "days", est = diff, lo = diff - 1.959964 * se, hi = diff + 1.959964 * se,
    se = se, stat = diff / se, p = 2 * pnorm(-abs(diff / se)), n = nrow(x), events = sum(x$e), variance = if (weighted) "robust" else "model")
  ds <- st$surv[2] - st$surv[1]; ses <- sqrt(sum(st$std.err^2))
  add(o, dn, sub, "treated", "control", "survivalDifference", at = tau, est = ds, lo = ds - 1.959964 * ses, hi = ds + 1.959964 * ses, se = ses,
    stat = ds / ses, p = 2 * pnorm(-abs(ds / ses)), n = nrow(x), events = sum(x$e))
  if (weighted) add(o, dn, sub, NA, NA, "logRank", n = nrow(x), events = sum(x$e), status = "notEstimable",
    reason = "the log-rank test has no weighted form here; the robust test of the hazard ratio takes its place")
  else { lr <- survdiff(Surv(t, e) ~ h, x)
    add(o, dn, sub, NA, NA, "logRank", stat = lr$chisq, df = 1, p = pchisq(lr$chisq, 1, lower = FALSE), n = nrow(x), events = sum(x$e)) } }
  cx <- summary(coxph(Surv(t, e) ~ h + cluster(set), x, weights = w, ties = "efron"))$coefficients
  add(o, dn, sub, "treated", "control", "hazardRatio", est = cx[2], lo = exp(cx[1] - 1.959964 * cx[4]), hi = exp(cx[1] + 1.959964 * cx[4]), se = cx[4],
    stat = cx[1] / cx[4], p = cx[6], n = nrow(x), events = sum(x$e), variance = "robust", method = "efron")
  if (full && !weighted) { z <- cox.zph(coxph(Surv(t, e) ~ h, x))$table[1, ]
    add(o, dn, sub, NA, NA, "proportionalHazards", stat = z[[1]], df = 1, p = z[[3]], n = nrow(x), events = sum(x$e), method = "km") }
}
for (o in names(outcomes)) { analyse(o, "matchedProbability"); analyse(o, "matchedLogit"); analyse(o, "weighted"); analyse(o, NA, full = FALSE) }
for (s in list(list("meno=0", d$meno == 0), list("meno=1", d$meno == 1), list("grade=3", d$grade == 3)))
  analyse("rfs", "matchedProbability", s[[2]], s[[1]], full = FALSE)
add("rfs", "matchedProbability", "grade=2", "treated", "control", "hazardRatio", status = "withheld",
  reason = "ess: the effective sample size of treated is 59, below 100")

co <- summary(fit)$coefficients
coefficient <- function(term, level, row) list(term = one(term), level = one(opt(level)), arm = one("treated"), estimate = one(co[row, 1]),
  standardError = one(co[row, 2]), z = one(co[row, 3]), p = one(co[row, 4]))
terms <- list(list("(Intercept)", NA, "(Intercept)"), list("age", NA, "age"), list("meno", NA, "meno"), list("size", "20-50", "size20-50"),
  list("size", ">50", "size>50"), list("grade", NA, "grade"), list("nodes", NA, "nodes"), list("pgr", NA, "pgr"), list("er", NA, "er"))
share <- mean(d$hormon); pref <- plogis(d$lp - qlogis(share))
rk <- rank(d$ps); n1 <- sum(d$hormon); auc <- (sum(rk[d$hormon == 1]) - n1 * (n1 + 1) / 2) / (n1 * (nrow(d) - n1))
step <- function(name, rule, remaining, excluded, unknown, byArm = setNames(list(), character())) list(step = one(name), rule = one(opt(rule)),
  remaining = one(remaining), excluded = one(excluded), unknown = one(unknown), byArm = byArm)
n <- nrow(d); counts <- function(a) list(remaining = one(sum(d$arm == a)), excluded = one(0L), unknown = one(0L))
finding <- function(id, severity, message, place = NA) list(id = one(id), severity = one(severity), message = one(message), place = one(opt(place)))
results <- list(schemaVersion = one(1L), study = one("rotterdam-hormone"), title = one("Hormonal therapy in primary breast cancer"),
  question = one("Does hormonal therapy prolong relapse-free survival?"),
  arms = list(list(arm = one("treated"), label = one("Hormonal therapy"), role = one("focal"), n = one(sum(d$hormon == 1))),
              list(arm = one("control"), label = one("No hormonal therapy"), role = one("reference"), n = one(sum(d$hormon == 0)))),
  attrition = list(step("in the table", NA, n + 58L, 0L, 0L), step("operated in 1978 or later", "year >= 1978", n + 17L, 41L, 0L),
    step("oestrogen receptor measured", "er >= 0", n, 12L, 5L), step("assigned to an arm", NA, n, 0L, 0L, list(treated = counts("treated"), control = counts("control")))),
  baseline = baseline,
  propensity = list(main = list(position = one(0L), model = one("logistic"), n = one(n), converged = one(TRUE), iterations = one(fit$iter),
    logLikelihood = one(as.numeric(logLik(fit))), deviance = one(fit$deviance), nullDeviance = one(fit$null.deviance), cStatistic = one(auc),
    equipoiseShare = one(mean(pref >= .3 & pref <= .7)), conditionNumber = one(31.2),
    coefficients = lapply(terms, function(t) coefficient(t[[1]], t[[2]], t[[3]])), scores = histogram(crude$w))),
  designs = setNames(lapply(seq_along(designs), function(i) designResult(names(designs)[i], i - 1L)), names(designs)),
  estimates = estimates, curves = curves, tables = list(),
  findings = list(
    finding("imbalance-remains", "warning", "after matchedProbability the standardized mean difference of size \"<=20\" is 0.199, above 0.1", "study.yaml:19:3"),
    finding("imbalance-beside-model", "warning", "year is not in the propensity model and differs by 0.72 standard deviations after matchedProbability", "study.yaml:16:53"),
    finding("proportional-hazards", "warning", "the hazard ratio of rfs under matchedProbability is not constant over time (p = 0.0076)", "study.yaml:27:5"),
    finding("large-weight", "note", "the largest weight of weighted is 77.7, in arm treated")))
cat(toJSON(results, digits = 8, na = "null", null = "null", auto_unbox = FALSE), "\n", sep = "")
