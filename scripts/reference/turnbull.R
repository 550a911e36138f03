# Interval-censored times and their curve of greatest likelihood, one line a key, 17 digits.
# R 4.2.2, survival 3.5-3. Usage: Rscript turnbull.R FIXTURE-FOLDER
# The intervals are found by trying every pair of bounds, the masses by plain EM until no mass changes by more than 1e-15;
# survfit(Surv(type = "interval2")), which stops earlier, is printed beside them; never seen free of the event is 0 there, since
# with NA version 3.5-3 spreads the mass before the first lower bound over all upper bounds there, and so is not at the maximum.
# The data are invented here.
suppressMessages(library(survival)); options(warn = 1)
folder <- commandArgs(TRUE)[1]
out <- file(file.path(folder, "turnbull.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
# Whether (l, r], or [l, r] for l = 0 and exact times, lies in (L, R].
inside <- function(q, p, closed, L, R) (if (closed) ifelse(L == R | L == 0, L <= q, L < q) else L <= q) & p <= R
slow <- function(L, R, w = rep(1, length(L))) {
  lefts <- unique(data.frame(q = L, closed = L == R | L == 0)); rights <- sort(unique(R)); found <- NULL
  for (i in seq_len(nrow(lefts))) for (p in rights) { q <- lefts$q[i]; cl <- lefts$closed[i]
    if (p < q || (p == q && !cl)) next
    # no other bound between: neither an upper one before p nor a lower one after q
    after <- function(x, xc) x > q | (x == q & cl & !xc & p > q)          # a lower bound after (q, closed)
    below <- (L < p) | (L == p & (L == R | L == 0) & !(q == p))            # and before p
    upper <- (R > q | (R == q & cl)) & R < p
    if (any(after(L, L == R | L == 0) & below) || any(upper)) next
    found <- rbind(found, data.frame(q = q, p = p, closed = cl)) }
  found <- found[order(found$p), ]
  A <- sapply(seq_len(nrow(found)), function(j) inside(found$q[j], found$p[j], found$closed[j], L, R)) * 1
  x <- rep(1 / ncol(A), ncol(A)); steps <- 0
  repeat { steps <- steps + 1; new <- x * drop(crossprod(A, w / drop(A %*% x))) / sum(w); new <- new / sum(new)
    done <- max(abs(new - x)) < 1e-16; x <- new; if (done || steps == 400000) break }
  list(q = found$q, p = found$p, mass = x, ll = sum(w * log(drop(A %*% x))), g = drop(crossprod(A, w / drop(A %*% x))) / sum(w), steps = steps) }
report <- function(key, L, R, w = rep(1, length(L))) { s <- slow(L, R, w)
  put(paste0(key, ".lower"), L); put(paste0(key, ".upper"), R); put(paste0(key, ".weight"), w)
  put(paste0(key, ".intervals"), rbind(s$q, s$p)); put(paste0(key, ".mass"), s$mass); put(paste0(key, ".ll"), s$ll); put(paste0(key, ".slope"), s$g)
  f <- survfit(Surv(L, ifelse(is.infinite(R), NA, R), type = "interval2") ~ 1, weights = w)
  put(paste0(key, ".survfit"), rbind(f$time, f$surv))
  cat(key, "n", length(L), "intervals", length(s$q), "steps", s$steps, "max slope", max(s$g), "\n") }
set.seed(31)
visits <- function(n, gap, digits) { t <- rweibull(n, 1.4, 10); L <- R <- numeric(n)
  for (i in 1:n) { v <- round(cumsum(runif(40, .3 * gap, 1.7 * gap)), digits); v <- v[v < runif(1, 8, 20)]
    L[i] <- max(0, v[v < t[i]]); R[i] <- min(Inf, v[v >= t[i]]) }; list(L = L, R = R) }
a <- visits(40, 3, 0); a$R <- pmax(a$R, a$L + 1); report("rounded", a$L, a$R)
b <- visits(60, 2, 2); report("visits", b$L, b$R)
c1 <- { t <- rexp(80, .1); v <- round(runif(80, 1, 20), 1); list(L = ifelse(t <= v, 0, v), R = ifelse(t <= v, v, Inf)) }; report("status", c1$L, c1$R)
d <- visits(50, 2.5, 1); exact <- sample(50, 12); e <- round(rweibull(12, 1.4, 10), 1) + .1; d$L[exact] <- d$R[exact] <- e
report("mixed", d$L, d$R, round(runif(50, .2, 3), 2))
# Turnbull 1974: deaths, losses, and deaths known only to have been before, at 1 to 4.
report("published", rep(c(1:4, 1:4, rep(0, 4)), c(12, 6, 2, 3, 3, 2, 0, 3, 2, 4, 2, 5)),
  rep(c(1:4, rep(Inf, 4), 1:4), c(12, 6, 2, 3, 3, 2, 0, 3, 2, 4, 2, 5)))
close(out)
