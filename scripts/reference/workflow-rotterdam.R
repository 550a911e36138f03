# What the bundled study rotterdam-hormone must find: every number of its propensity model, its
# matched sets, its balance tables and its estimates, written as name,value with 17 digits, and the
# matched pairs. Reads the table of the study, fits with glm (epsilon 1e-12), matches by the greedy
# rule written out below, standardizes 0/1 columns by p(1 - p), and estimates with the survival
# package (coxph at eps 1e-12).
# R 4.2.2, survival 3.5-3.
# Usage: Rscript scripts/reference/workflow-rotterdam.R   (from the root of the repository)
suppressMessages(library(survival))
out <- "Tests/WorkflowTests/Fixtures"
d <- read.csv("studies/rotterdam-hormone/rotterdam.csv", stringsAsFactors = FALSE)
d$size <- factor(d$size, c("<=20", "20-50", ">50"))
ignored <- with(d, recur == 0 & death == 1 & rtime < dtime)
d$rfs_days <- with(d, ifelse(recur == 1 | ignored, rtime, dtime))
d$rfs_event <- with(d, as.integer(recur == 1 | (death == 1 & !ignored)))
d$os_days <- d$dtime
d$os_event <- d$death

names_ <- character(); values <- numeric()
put <- function(name, value) {
  names_ <<- c(names_, name); values <<- c(values, as.numeric(value))
}

# 1. Propensity
fit <- glm(hormon ~ age + meno + size + grade + nodes + pgr + er, binomial, d,
           control = glm.control(epsilon = 1e-12, maxit = 50))
se <- sqrt(diag(vcov(fit)))
label <- sub("^size", "size=", names(coef(fit)))
for (i in seq_along(label)) {
  put(paste0("coefficient|", label[i], "|estimate"), coef(fit)[i])
  put(paste0("coefficient|", label[i], "|standardError"), se[i])
}
put("deviance", fit$deviance); put("nullDeviance", fit$null.deviance)
put("logLikelihood", as.numeric(logLik(fit)))
ps <- fitted(fit); lps <- fit$linear.predictors
r <- rank(ps); n1 <- sum(d$hormon)
put("cStatistic", (sum(r[d$hormon == 1]) - n1 * (n1 + 1) / 2) / (n1 * sum(d$hormon == 0)))

# 2. Designs. Greedy: the treated by decreasing score, each takes the nearest free control within
# the caliper.
greedy <- function(x, t, caliper) {
  treated <- which(t == 1); treated <- treated[order(x[treated], decreasing = TRUE)]
  free <- t == 0; pairs <- NULL
  for (i in treated) {
    gap <- abs(x - x[i]); gap[!free] <- Inf; j <- which.min(gap)
    if (is.finite(gap[j]) && gap[j] <= caliper) { pairs <- rbind(pairs, c(i, j)); free[j] <- FALSE }
  }
  pairs[order(pairs[, 1]), ]
}
designs <- list()
for (scale in c("Probability", "Logit")) {
  x <- if (scale == "Probability") ps else lps
  caliper <- 0.2 * sd(x)
  pairs <- greedy(x, d$hormon, caliper)
  name <- paste0("matched", scale)
  put(paste0(name, "|sets"), nrow(pairs)); put(paste0(name, "|caliperWidth"), caliper)
  put(paste0(name, "|totalDistance"), sum(abs(x[pairs[, 1]] - x[pairs[, 2]])))
  w <- rep(0, nrow(d)); w[pairs] <- 1
  cluster <- -seq_len(nrow(d)); cluster[pairs[, 1]] <- seq_len(nrow(pairs))
  cluster[pairs[, 2]] <- seq_len(nrow(pairs))
  designs[[name]] <- list(w = w, cluster = cluster, matched = TRUE)
  write.csv(data.frame(treated = d$pid[pairs[, 1]], control = d$pid[pairs[, 2]]),
            file.path(out, paste0("rotterdam-pairs-", tolower(scale), ".csv")),
            row.names = FALSE, quote = FALSE)
}
t <- d$hormon
designs$weighted <- list(w = ifelse(t == 1, 1 / ps, 1 / (1 - ps)), matched = FALSE)
designs$weightedTreated <- list(w = ifelse(t == 1, 1, ps / (1 - ps)), matched = FALSE)
designs$weightedOverlap <- list(w = ifelse(t == 1, 1 - ps, ps), matched = FALSE)

# 3. Balance, with the standard deviation of the treated before
columns <- cbind(age = d$age, meno = d$meno, "size=<=20" = d$size == "<=20",
                 "size=20-50" = d$size == "20-50", "size=>50" = d$size == ">50",
                 grade = d$grade, nodes = d$nodes, pgr = d$pgr, er = d$er, year = d$year,
                 chemo = d$chemo)
is01 <- function(x) all(x %in% 0:1)
moments <- function(x, w) {
  w <- w / sum(w); m <- sum(w * x)
  c(m, if (is01(x)) m * (1 - m) else sum(w * (x - m)^2) / (1 - sum(w^2)))
}
ks <- function(x, w) {
  cut <- sort(unique(x))
  f <- function(a) sapply(cut, function(v) sum(w[t == a & x <= v]) / sum(w[t == a]))
  max(abs(f(1) - f(0)))
}
balance <- function(prefix, w, rows = rep(TRUE, nrow(d)), keep = colnames(columns)) {
  for (name in keep) {
    x <- columns[, name]
    one <- t == 1 & rows; zero <- t == 0 & rows
    b1 <- moments(x[one], rep(1, sum(one))); b0 <- moments(x[zero], rep(1, sum(zero)))
    a1 <- moments(x[one], w[one]); a0 <- moments(x[zero], w[zero])
    p <- paste0(prefix, "|", name, "|"); s <- sqrt(b1[2])
    put(paste0(p, "meanBefore"), b1[1]); put(paste0(p, "referenceMeanBefore"), b0[1])
    put(paste0(p, "meanAfter"), a1[1]); put(paste0(p, "referenceMeanAfter"), a0[1])
    put(paste0(p, "smdBefore"), (b1[1] - b0[1]) / s); put(paste0(p, "smdAfter"), (a1[1] - a0[1]) / s)
    if (all(rows)) {
      if (!is01(x)) {
        put(paste0(p, "varianceRatioBefore"), b1[2] / b0[2])
        put(paste0(p, "varianceRatioAfter"), a1[2] / a0[2])
      }
      put(paste0(p, "ksBefore"), ks(x, rep(1, nrow(d)))); put(paste0(p, "ksAfter"), ks(x, w))
    }
  }
}
for (name in names(designs)) {
  w <- designs[[name]]$w
  balance(paste0("balance|", name), w)
  for (arm in 0:1) {
    a <- paste0(name, "|", c("control", "treated")[arm + 1], "|"); v <- w[t == arm]
    put(paste0(a, "n"), sum(v > 0)); put(paste0(a, "sumOfWeights"), sum(v))
    put(paste0(a, "effectiveSampleSize"), sum(v)^2 / sum(v^2))
    put(paste0(a, "largestWeight"), max(v))
  }
}
balance("subgroupBalance|matchedProbability|meno=0", designs$matchedProbability$w, d$meno == 0,
        c("age", "size=<=20", "grade", "nodes", "year"))
balance("subgroupBalance|weighted|grade=2", designs$weighted$w, d$grade == 2,
        c("age", "meno", "size=>50", "nodes", "chemo"))

# 4. Estimates: <variance>|<outcome>|<design>|<subgroup>|<measure>|<arm>
z <- qnorm(.975); horizon <- 1826.25
control <- coxph.control(eps = 1e-12, iter.max = 50, toler.chol = 1e-14)
estimates <- function(outcome, design, rows, tag) {
  k <- designs[[design]]; crude <- is.null(k)
  w <- if (crude) rep(1, nrow(d)) else k$w
  use <- w > 0 & rows
  e <- d[use, ]; e$w <- w[use]; e$T <- e[[paste0(outcome, "_days")]]
  e$E <- e[[paste0(outcome, "_event")]]
  e$g <- if (crude || !k$matched) seq_len(nrow(e)) else k$cluster[use]
  e$arm <- factor(e$hormon, 0:1, c("control", "treated"))
  e <<- e  # cox.zph and residuals look for the data in the global environment
  for (variance in c("model", "robust")) {
    if (variance == "model" && !crude && !k$matched) next
    if (variance == "robust" && crude) next
    robust <- variance == "robust"
    key <- function(m, a) paste(variance, outcome, if (crude) "crude" else design, tag, m, a, sep = "|")
    m <- if (robust) coxph(Surv(T, E) ~ hormon, e, weights = w, cluster = g, control = control)
         else coxph(Surv(T, E) ~ hormon, e, control = control)
    b <- unname(coef(m)); s <- sqrt(m$var[1, 1])
    put(key("hazardRatio", "estimate"), exp(b)); put(key("hazardRatio", "standardError"), s)
    put(key("hazardRatio", "lower"), exp(b - z * s)); put(key("hazardRatio", "upper"), exp(b + z * s))
    put(key("hazardRatio", "statistic"), b / s); put(key("hazardRatio", "p"), 2 * pnorm(-abs(b / s)))
    if (crude || k$matched) {
      zph <- cox.zph(coxph(Surv(T, E) ~ hormon, e, control = control), transform = "km")$table
      put(key("proportionalHazards", "statistic"), zph[1, 1])
      put(key("proportionalHazards", "p"), zph[1, 3])
      lr <- survdiff(Surv(T, E) ~ hormon, e)
      if (!robust) {
        put(key("logRank", "statistic"), lr$chisq); put(key("logRank", "p"), pchisq(lr$chisq, 1, lower = FALSE))
      }
    } else {
      # the test of the weighted model, times the ratio of the model's variance to the robust one
      zph <- cox.zph(m, transform = "km")$table
      chisq <- zph[1, 1] * m$naive.var[1, 1] / m$var[1, 1]
      put(key("proportionalHazards", "statistic"), chisq)
      put(key("proportionalHazards", "p"), pchisq(chisq, 1, lower = FALSE))
    }
    curve <- if (robust) survfit(Surv(T, E) ~ arm, e, weights = w, cluster = g, robust = TRUE)
             else survfit(Surv(T, E) ~ arm, e)
    q <- summary(curve)$table
    at <- summary(curve, times = horizon)
    for (a in c("control", "treated")) {
      row <- paste0("arm=", a)
      put(key("median", paste0(a, "|estimate")), q[row, "median"])
      put(key("median", paste0(a, "|lower")), q[row, "0.95LCL"])
      put(key("median", paste0(a, "|upper")), q[row, "0.95UCL"])
      i <- which(at$strata == row)
      put(key("survival", paste0(a, "|estimate")), at$surv[i])
      put(key("survival", paste0(a, "|standardError")), at$std.err[i])
      put(key("survival", paste0(a, "|lower")), at$lower[i])
      put(key("survival", paste0(a, "|upper")), at$upper[i])
    }
    rm <- summary(curve, rmean = horizon)$table
    if (robust) {
      # influence of each row on S(horizon) and on the area, summed within clusters over both arms
      side <- ifelse(e$hormon == 1, 1, -1)
      parts <- function(type) {
        f <- survfit(Surv(T, E) ~ arm, e, weights = w, robust = TRUE)
        u <- as.vector(residuals(f, times = horizon, type = type, weighted = TRUE))
        list(both = sqrt(sum(rowsum(side * u, e$g)^2)),
             arm = sapply(0:1, function(v) sqrt(sum(rowsum(u[e$hormon == v], e$g[e$hormon == v])^2))))
      }
      area <- parts("auc"); point <- parts("pstate")
      ses <- area$arm; seD <- area$both; seS <- point$both
    } else {
      ses <- rm[, "se(rmean)"]; seD <- sqrt(sum(ses^2)); seS <- sqrt(sum(at$std.err^2))
    }
    dS <- at$surv[2] - at$surv[1]
    put(key("survivalDifference", "estimate"), dS); put(key("survivalDifference", "standardError"), seS)
    put(key("survivalDifference", "lower"), dS - z * seS); put(key("survivalDifference", "upper"), dS + z * seS)
    mean_ <- rm[, "rmean"]
    put(key("rmst", "control|estimate"), mean_[1]); put(key("rmst", "treated|estimate"), mean_[2])
    put(key("rmst", "control|standardError"), ses[1]); put(key("rmst", "treated|standardError"), ses[2])
    dR <- mean_[2] - mean_[1]
    put(key("rmstDifference", "estimate"), dR); put(key("rmstDifference", "standardError"), seD)
    put(key("rmstDifference", "lower"), dR - z * seD); put(key("rmstDifference", "upper"), dR + z * seD)
    put(key("rmstRatio", "estimate"), mean_[2] / mean_[1])
  }
}
all_ <- rep(TRUE, nrow(d))
for (outcome in c("rfs", "os")) for (design in c("crude", names(designs))) {
  estimates(outcome, design, all_, "all")
}
estimates("rfs", "matchedProbability", d$meno == 1, "meno=1")
estimates("rfs", "matchedLogit", d$grade == 3, "grade=3")
estimates("os", "weighted", d$meno == 0, "meno=0")

write.csv(data.frame(name = names_, value = sprintf("%.17g", values)),
          file.path(out, "rotterdam-reference.csv"), row.names = FALSE, quote = FALSE)
cat(length(values), "numbers\n")
