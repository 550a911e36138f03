# Reference numbers of weighted log-rank tests, one line a key, 17 digits, NA where R has none.
# R 4.2.2, survival 3.5-3, mvtnorm 1.1-3. Usage: Rscript survival-tests.R FIXTURE-FOLDER
# survdiff knows G^rho alone; the other tests are added up here, event time by event time, by their definitions.
suppressMessages({library(survival); library(mvtnorm)})
folder <- commandArgs(TRUE)[1]; options(warn = 1)
out <- file(file.path(folder, "survival-tests.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
aml <- get("aml"); veteran <- get("veteran"); mat <- get("rotterdam-matched"); heart <- get("heart")
tr <- na.omit(transplant[, c("futime", "event", "abo", "age")]); tr <- data.frame(time = tr$futime, status = as.integer(tr$event == "ltx"), abo = as.integer(tr$abo) - 1L, age = tr$age)
write.csv(tr, file.path(folder, "transplant.csv"), row.names = FALSE, quote = FALSE)
# --- survdiff
rho <- function(key, f, data, rho) { r <- survdiff(f, data, rho = rho); o <- r$obs; e <- r$exp
  if (is.matrix(o)) { o <- rowSums(o); e <- rowSums(e) }
  put(paste0(key, ".obs"), o); put(paste0(key, ".exp"), e); put(paste0(key, ".var"), r$var); put(paste0(key, ".chisq"), r$chisq) }
rho("rho.aml", Surv(time, status) ~ group, aml, 1)
rho("rho.veteran", Surv(time, status) ~ celltype, veteran, 0.5)
rho("rho.veteran.strata", Surv(time, status) ~ trt + strata(celltype), veteran, 1)
rho("rho.transplant", Surv(time, status) ~ abo, tr, 1)
rho("rho.transplant.zero", Surv(time, status) ~ abo, tr, 0)
# --- weighted tests by definition: entry e, weights w, clusters; one stratum
weigh <- list(logRank = function(S, n, m, P) 1, gehan = function(S, n, m, P) n, taroneWare = function(S, n, m, P) sqrt(n),
  peto = function(S, n, m, P) P, modifiedPeto = function(S, n, m, P) P * m / (m + 1),
  fh01 = function(S, n, m, P) 1 - S, fh10 = function(S, n, m, P) S, fh11 = function(S, n, m, P) S * (1 - S), fh.5.2 = function(S, n, m, P) sqrt(S) * (1 - S)^2)
slow <- function(t, d, g, W, w = rep(1, length(t)), e = rep(-1, length(t))) { G <- max(g) + 1; times <- sort(unique(t[d == 1]))
  O <- E <- rep(0, G); V <- matrix(0, G, G); score <- matrix(0, length(t), G); S <- P <- 1
  for (s in times) { risk <- e < s & t >= s; dead <- t == s & d == 1; n <- sum(w[risk]); D <- sum(w[dead]); m <- sum(risk)
    P <- P * (1 - D / n * m / (m + 1)); x <- W(S, n, m, P); p <- sapply(0:(G - 1), function(k) sum(w[risk & g == k])) / n
    O <- O + x * sapply(0:(G - 1), function(k) sum(w[dead & g == k])); E <- E + x * D * p
    if (n > 1) V <- V + x^2 * D * (n - D) / (n - 1) * (diag(p) - p %o% p)
    for (k in 0:(G - 1)) score[, k + 1] <- score[, k + 1] + x * w * ((dead - risk * D / n) * ((g == k) - p[k + 1])); S <- S * (1 - D / n) }
  list(O = O, E = E, V = V, score = score) }
chi <- function(U, V) { k <- seq_along(U)[-1]; drop(U[k] %*% solve(V[k, k], U[k])) }
for (k in names(weigh)) {
  a <- slow(aml$time, aml$status, aml$group, weigh[[k]]); put(paste0("slow.aml.", k), chi(a$O - a$E, a$V))
  a <- slow(veteran$time, veteran$status, veteran$celltype, weigh[[k]]); U <- a$O - a$E
  put(paste0("slow.veteran.", k), chi(U, a$V)); put(paste0("slow.veteran.trend.", k), sum((0:3) * U) / sqrt(drop((0:3) %*% a$V %*% (0:3))))
  vw <- veteran$karno / 30; a <- slow(veteran$time, veteran$status, veteran$celltype, weigh[[k]], vw); U <- a$O - a$E
  r <- rowsum(a$score, veteran$age); put(paste0("slow.veteran.weighted.", k), chi(U, crossprod(r)), sum((0:3) * U) / sqrt(drop((0:3) %*% crossprod(r) %*% (0:3))))
  hw <- 0.5 + (seq_len(nrow(heart)) * 7 %% 11) %% 5 / 4; a <- slow(heart$stop, heart$event, heart$transplant, weigh[[k]], hw, heart$start)
  put(paste0("slow.heart.weighted.", k), chi(a$O - a$E, crossprod(rowsum(a$score, heart$id))))
  a <- slow(mat$rfs_days, mat$rfs_event, mat$arm, weigh[[k]]); put(paste0("slow.matched.pairs.", k), chi(a$O - a$E, crossprod(rowsum(a$score, mat$pair)))) }
put("peto.matched.strata", survdiff(Surv(rfs_days, rfs_event) ~ arm + strata(pair), mat)$chisq)
# --- pairs of groups, p-values adjusted
pairs <- combn(0:3, 2); p <- apply(pairs, 2, function(k) { r <- survdiff(Surv(time, status) ~ celltype, veteran[veteran$celltype %in% k, ]); c(r$chisq, pchisq(r$chisq, 1, lower.tail = FALSE)) })
put("pairs.veteran.chisq", p[1, ])
for (m in c("none", "bonferroni", "holm", "hochberg", "hommel", "BH", "BY")) put(paste0("pairs.veteran.", m), p.adjust(p[2, ], m))
set.seed(3); p <- c(signif(runif(9)^3, 3), .01, .01, .5); put("adjust.p", p)
for (m in c("bonferroni", "holm", "hochberg", "hommel", "BH", "BY")) put(paste0("adjust.", m), p.adjust(p, m))
# --- the largest of several tests
combo <- function(key, t, d, g, names, w = rep(1, length(t)), cluster = NULL) {
  parts <- lapply(names, function(k) slow(t, d, g, weigh[[k]], w)); U <- sapply(parts, function(a) (a$O - a$E)[2])
  if (is.null(cluster)) { V <- matrix(0, length(names), length(names))
    for (i in seq_along(names)) for (j in seq_along(names)) V[i, j] <- slow(t, d, g, function(S, n, m, P) sqrt(weigh[[names[i]]](S, n, m, P) * weigh[[names[j]]](S, n, m, P)), w)$V[2, 2]
  } else { r <- rowsum(sapply(parts, function(a) a$score[, 2]), cluster); V <- crossprod(r) }
  z <- U / sqrt(diag(V)); R <- cov2cor(V); q <- length(z); b <- max(abs(z)); set.seed(1)
  alg <- if (q <= 3) Miwa(steps = 4096) else GenzBretz(maxpts = 5e7, abseps = 1e-9)
  two <- 1 - pmvnorm(rep(-b, q), rep(b, q), corr = R, algorithm = alg); more <- 1 - pmvnorm(rep(-Inf, q), rep(max(z), q), corr = R, algorithm = alg)
  put(paste0(key, ".z"), z); put(paste0(key, ".corr"), R); put(paste0(key, ".p"), two, attr(two, "error"), more, attr(more, "error")) }
std <- c("logRank", "fh01", "fh10", "fh11")
combo("combo.aml", aml$time, aml$status, aml$group, std)
combo("combo.aml.three", aml$time, aml$status, aml$group, c("logRank", "fh01", "fh11"))
combo("combo.veteran", veteran$time, veteran$status, veteran$trt - 1, std)
combo("combo.veteran.three", veteran$time, veteran$status, veteran$trt - 1, c("gehan", "fh01", "fh11"))
combo("combo.matched.pairs", mat$rfs_days, mat$rfs_event, mat$arm, std, cluster = mat$pair)
combo("combo.veteran.weighted", veteran$time, veteran$status, veteran$trt - 1, std, veteran$karno / 30, veteran$age)
# the largest of normals with given correlations
big <- matrix(c(1, .9, .5, .9, 1, .3, .5, .3, 1), 3); for (z in c(0.5, 2, 4)) { a <- pmvnorm(rep(-z, 3), rep(z, 3), corr = big, algorithm = Miwa(steps = 4096)); put(paste0("normal.three.", z), 1 - a) }
close(out)
