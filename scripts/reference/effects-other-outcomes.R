# Means, shares and rates of two arms with their errors, on the lalonde data: values.json with the rows (values.csv) and sets
# (sets.csv) it is made from, and lalonde-earnings.json, the numbers of the study of that name.
# R 4.2.2, MatchIt 4.5.1 (data only), sandwich 3.0-2.
# Rscript scripts/reference/effects-other-outcomes.R Tests/EffectsTests/Fixtures Tests/WorkflowTests/Fixtures
#
# Pairs are made here by the greedy rule: largest propensity first, nearest control; of controls at the same distance the one
# with the lower propensity, then the one that stands nearest in the order of propensity and row. Robust errors are those of sandwich::vcovCL with its defaults: HC1 for linear models, HC0 for the others, and G/(G - 1).
suppressMessages({library(sandwich)})
out <- commandArgs(trailingOnly = TRUE)[1]
data("lalonde", package = "MatchIt", envir = environment())
d <- lalonde
d$black <- as.numeric(d$race == "black"); d$hispan <- as.numeric(d$race == "hispan")
d$work <- as.numeric(d$re78 > 0)
d$count <- floor(d$re78 / 3000)                 # a made-up count, whole thousands of three
d$years <- 0.5 + (d$age %% 7) / 4               # and a made-up exposure
ps <- glm(treat ~ age + educ + black + hispan + married + nodegree + re74 + re75, binomial, d,
          control = glm.control(epsilon = 1e-12))
p <- fitted(ps); n <- nrow(d)
position <- rank(p, ties.method = "first")
greedy <- function(ratio, replace, width = Inf) {
  order <- order(-p, seq_len(n)); order <- order[d$treat[order] == 1]
  free <- d$treat == 0; sets <- list()
  for (i in order) sets[[as.character(i)]] <- integer(0)
  for (round in seq_len(ratio)) for (i in order) {
    ok <- which(free & !(seq_len(n) %in% sets[[as.character(i)]]) & abs(p - p[i]) <= width)
    if (!length(ok)) next
    distance <- abs(p[ok] - p[i])
    ok <- ok[distance <= min(distance) + 1e-13]
    left <- ok[position[ok] < position[i]]
    j <- if (length(left)) left[which.max(position[left])] else ok[which.min(position[ok])]
    sets[[as.character(i)]] <- c(sets[[as.character(i)]], j)
    if (!replace) free[j] <- FALSE
  }
  rows <- do.call(rbind, lapply(seq_along(order), function(s) {
    m <- sets[[as.character(order[s])]]
    if (!length(m)) return(NULL)
    data.frame(row = c(order[s], m), set = s, w = c(1, rep(1 / length(m), length(m))))
  }))
  rows
}
designs <- list(crude = NULL, pairs = greedy(1, FALSE), twoToOne = greedy(2, FALSE), replaced = greedy(2, TRUE),
  caliper = greedy(1, FALSE, 0.2 * sd(p)))
weights <- list(att = ifelse(d$treat == 1, 1, p / (1 - p)), ate = ifelse(d$treat == 1, 1 / p, 1 / (1 - p)))
link <- list(continuous = gaussian(), binary = binomial(), count = poisson())
response <- list(continuous = "re78", binary = "work", count = "count")

# One regression, its arm numbers by g-computation over a population, and their covariance by the delta method with the influence
# of averaging added where it is robust.
fit <- function(kind, rows, w, cluster, terms, population) {
  x <- d[rows, ]
  y <- x[[response[[kind]]]]
  e <- if (kind == "count") x$years else rep(1, nrow(x))
  X <- cbind(1, x$treat, if (length(terms)) as.matrix(x[, terms]))
  m <- suppressWarnings(glm.fit(X, y, weights = w, family = link[[kind]], offset = if (kind == "count") log(e) else NULL,
                                control = glm.control(epsilon = 1e-14, maxit = 100)))
  b <- m$coefficients; mu <- m$fitted.values
  h <- function(eta) link[[kind]]$linkinv(eta)
  dh <- function(eta) link[[kind]]$mu.eta(eta)
  V <- dh(X %*% b) * e                                       # canonical links: the slope is the variance
  A <- crossprod(X * as.vector(w * V), X)
  v <- switch(population, all = w * e, treated = w * e * (x$treat == 1)); v <- v / sum(v)
  arm <- function(a) {
    Xa <- X; Xa[, 2] <- a
    eta <- as.vector(Xa %*% b)
    list(m = sum(v * h(eta)), G = colSums(v * dh(eta) * Xa), psi = v * (h(eta) - sum(v * h(eta))))
  }
  a <- lapply(0:1, arm)
  inf <- sapply(a, function(k) k$psi + as.vector(X %*% solve(A, k$G)) * w * (y - mu))
  N <- nrow(x); k <- ncol(X)
  meat <- function(g) { s <- rowsum(inf, g); crossprod(s) * nrow(s) / (nrow(s) - 1) }
  R <- if (is.null(cluster)) meat(seq_len(N)) else if (is.list(cluster))
    meat(cluster[[1]]) + meat(cluster[[2]]) - meat(seq_len(N)) else meat(cluster)
  if (kind == "continuous") R <- R * (N - 1) / (N - k)
  bread <- solve(A)
  if (kind == "continuous") bread <- bread * sum(w * (y - mu)^2) / (sum(w) - k)
  G <- sapply(a, `[[`, "G")
  list(m = sapply(a, `[[`, "m"), robust = R, model = t(G) %*% bread %*% G)
}
numbers <- function(m, V, kind) {
  s <- function(g) sqrt(as.numeric(t(g) %*% V %*% g))
  r <- list(m0 = m[1], m1 = m[2], se0 = s(c(1, 0)), se1 = s(c(0, 1)), difference = m[2] - m[1], seDifference = s(c(-1, 1)))
  if (kind != "continuous") r <- c(r, ratio = m[2] / m[1], seRatio = s(c(-1 / m[1], 1 / m[2])))
  if (kind == "binary") r <- c(r, odds = m[2] / (1 - m[2]) / (m[1] / (1 - m[1])),
                               seOdds = s(c(-1 / (m[1] * (1 - m[1])), 1 / (m[2] * (1 - m[2])))))
  unlist(r)
}
result <- list()
add <- function(name, values) result[[name]] <<- values
check <- function(a, b) stopifnot(isTRUE(all.equal(as.numeric(a), as.numeric(b), tolerance = 1e-7)))
for (kind in names(response)) for (adjusted in c(FALSE, TRUE)) {
  terms <- if (adjusted) c("age", "educ", "married", "re74") else character(0)
  tag <- function(design) paste(kind, design, if (adjusted) "adjusted" else "plain", sep = ".")
  f <- fit(kind, seq_len(n), rep(1, n), NULL, terms, "all")
  add(paste0(tag("crude"), ".robust"), numbers(f$m, f$robust, kind))
  if (adjusted) add(paste0(tag("crude"), ".model"), numbers(f$m, f$model, kind))
  for (design in names(weights)) {
    f <- fit(kind, seq_len(n), weights[[design]], NULL, terms, if (design == "att") "treated" else "all")
    add(paste0(tag(design), ".robust"), numbers(f$m, f$robust, kind))
  }
  for (design in c("pairs", "twoToOne", "replaced")) {
    s <- designs[[design]]
    f <- fit(kind, s$row, s$w, if (design == "replaced") list(s$set, s$row) else s$set, terms, "treated")
    add(paste0(tag(design), ".robust"), numbers(f$m, f$robust, kind))
    # the same by sandwich, from the model on the rows as they are
    if (!adjusted) {
      x <- d[s$row, ]; x$set <- s$set; x$id <- s$row; x$w <- s$w
      m <- suppressWarnings(switch(kind, continuous = lm(re78 ~ treat, x, weights = w),
        binary = glm(work ~ treat, binomial, x, weights = w, epsilon = 1e-13),
        count = glm(count ~ treat + offset(log(years)), poisson, x, weights = w, epsilon = 1e-13)))
      v <- vcovCL(m, if (design == "replaced") ~ set + id else ~ set)["treat", "treat"]
      check(sqrt(v), numbers(f$m, f$robust, kind)[[switch(kind, continuous = "seDifference", binary = "seOdds", count = "seRatio")]])
    }
  }
}
# Errors of the model without adjustment, by the functions themselves.
welch <- t.test(re78 ~ treat, d)
add("continuous.crude.welch", c(t = -unname(welch$statistic), df = unname(welch$parameter), p = welch$p.value, lower = -welch$conf.int[2], upper = -welch$conf.int[1]))
table <- table(d$treat, d$work)
w <- function(k, N) suppressWarnings(prop.test(k, N, correct = FALSE)$conf.int)
both <- suppressWarnings(prop.test(rev(table[, "1"]), rev(rowSums(table)), correct = FALSE))
add("binary.crude.model", c(wilson0 = w(table[1, 2], sum(table[1, ])), wilson1 = w(table[2, 2], sum(table[2, ])), difference = both$conf.int))
g <- glm(work ~ treat, binomial, d, epsilon = 1e-13); r <- glm(work ~ treat, binomial("log"), d, epsilon = 1e-13)
q <- glm(count ~ treat + offset(log(years)), poisson, d, epsilon = 1e-13)
# once more from the solution: glm takes its errors from the step before the last
again <- function(m) { start <- coef(m); update(m, start = start) }
g <- again(g); r <- again(r); q <- again(q)
add("model.ratios", c(logOdds = coef(g)[[2]], seOdds = sqrt(vcov(g)[2, 2]), logRisk = coef(r)[[2]], seRisk = sqrt(vcov(r)[2, 2]),
                      logRate = coef(q)[[2]], seRate = sqrt(vcov(q)[2, 2])))
number <- function(x) trimws(formatC(x, digits = 17, format = "g"))
lines <- sapply(names(result), function(k) sprintf('  "%s": {%s}', k,
  paste(sprintf('"%s": %s', names(result[[k]]), number(result[[k]])), collapse = ", ")))
writeLines(c("{", paste(lines, collapse = ",\n"), "}"), file.path(out, "values.json"))
table <- data.frame(treat = d$treat, re78 = d$re78, work = d$work, count = d$count, years = d$years, age = d$age, educ = d$educ,
  married = d$married, re74 = d$re74, att = weights$att, ate = weights$ate)
table[] <- lapply(table, number)
write.csv(table, file.path(out, "values.csv"), row.names = FALSE, quote = FALSE)
sets <- do.call(rbind, lapply(c("pairs", "twoToOne", "replaced"), function(k) cbind(design = k, designs[[k]][, c("row", "set", "w")])))
write.csv(sets, file.path(out, "sets.csv"), row.names = FALSE, quote = FALSE)

# The study.
result <- list()
all <- c("age", "educ", "black", "hispan", "married", "nodegree", "re74", "re75")
robust <- function(kind, design, terms) {
  if (design %in% names(designs)) {
    s <- designs[[design]]
    # weights of matched controls have the mean 1 over the controls used, as MatchIt's have
    control <- d$treat[s$row] == 0
    s$w[control] <- s$w[control] * length(unique(s$row[control])) / sum(s$w[control])
    f <- fit(kind, s$row, s$w, if (design == "replaced") list(s$set, s$row) else s$set, terms, "treated")
  } else f <- fit(kind, seq_len(n), weights[[design]], NULL, terms, if (design == "att") "treated" else "all")
  numbers(f$m, f$robust, kind)
}
names <- c(nearest = "pairs", caliper = "caliper", replacement = "replaced", weighted = "att", weightedAll = "ate")
for (design in base::names(names)) {
  add(paste0("earnings.", design), robust("continuous", names[[design]], character(0)))
  if (design != "weightedAll") add(paste0("earnings.", design, ".adjusted"), robust("continuous", names[[design]], all))
  add(paste0("employed.", design), robust("binary", names[[design]], character(0)))
}
lines <- sapply(base::names(result), function(k) sprintf('  "%s": {%s}', k,
  paste(sprintf('"%s": %s', base::names(result[[k]]), number(result[[k]])), collapse = ", ")))
writeLines(c("{", paste(lines, collapse = ",\n"), "}"), file.path(commandArgs(trailingOnly = TRUE)[2], "lalonde-earnings.json"))
