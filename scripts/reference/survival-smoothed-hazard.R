# Hazards smoothed by Epanechnikov's kernel with the boundary kernels of Mueller and Wang (1994), written from the definition: increments
# of Nelson and Aalen's estimate by counting who is at risk, the kernel as a polynomial whose moments over its support are solved for
# rather than its closed form, model errors, and robust errors by derivatives with respect to the weights. 17 digits.
# R 4.2.2, no packages. Usage: Rscript survival-smoothed-hazard.R FIXTURE-FOLDER
folder <- commandArgs(TRUE)[1]
out <- file(file.path(folder, "survival-smoothed-hazard.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(c(...), digits = 17, format = "g", width = 1)), collapse = " "), out)
get <- function(name) read.csv(file.path(folder, paste0(name, ".csv")))
# The kernel on [-1, q] that is (z + 1)(a + c z), with integral 1 and mean 0: two linear equations in a and c.
coefs <- function(q) { m <- sapply(0:3, function(j) (q^(j + 1) - (-1)^(j + 1)) / (j + 1))
  solve(rbind(c(m[1] + m[2], m[2] + m[3]), c(m[2] + m[3], m[3] + m[4])), c(1, 0)) }
kernel <- function(z, q) { ac <- coefs(q); ifelse(z < -1 | z > q, 0, (z + 1) * (ac[1] + ac[2] * z)) }
stopifnot(abs(kernel(0.3, 1) - 0.75 * (1 - 0.3^2)) < 1e-12)
weight <- function(t, u, L, R, b) { z <- (t - u) / b
  if (t - L <= R - t) kernel(z, min(1, (t - L) / b)) / b else kernel(-z, min(1, (R - t) / b)) / b }
hazard <- function(t, d, w, L, R, b) { total <- 0
  for (u in sort(unique(d$time[d$event == 1 & d$time >= L & d$time <= R]))) {
    n <- sum(w[d$entry < u & d$time >= u]); total <- total + weight(t, u, L, R, b) * sum(w[d$time == u & d$event == 1]) / n }
  total }
model <- function(t, d, w, L, R, b) { total <- 0
  for (u in sort(unique(d$time[d$event == 1 & d$time >= L & d$time <= R]))) {
    n <- sum(w[d$entry < u & d$time >= u]); total <- total + weight(t, u, L, R, b)^2 * sum(w[d$time == u & d$event == 1]) / n^2 }
  sqrt(total) }
robust <- function(t, d, w, L, R, b, id) { h <- 1e-4
  slope <- sapply(seq_along(w), function(i) { u <- w; v <- w; u[i] <- w[i] * (1 + h); v[i] <- w[i] * (1 - h)
    (hazard(t, d, u, L, R, b) - hazard(t, d, v, L, R, b)) / (2 * h) })
  sqrt(sum(tapply(slope, id, sum)^2)) }
bandwidth <- function(d, w, L, R) { e <- d$event == 1 & d$time >= L & d$time <= R; t <- d$time[e]; v <- w[e]; m <- sum(v * t) / sum(v)
  min(2.34 * sqrt(sum(v * (t - m)^2) / sum(v)) * (sum(v)^2 / sum(v^2))^-0.2, (R - L) / 2) }
range10 <- function(d, w) { u <- sort(unique(d$time)); n <- sapply(u, function(x) sum(d$entry < x & d$time >= x))
  c(if (all(d$entry < 0)) 0 else min(u[n >= 10]), max(u[n >= 10])) }
at <- c(0, 1, 7, 20, 50, 83, 95, 99, 100) / 100
case <- function(key, d, w, id = NULL, b = NULL, R = NULL) { r <- range10(d, w); if (!is.null(R)) r[2] <- R
  if (is.null(b)) b <- bandwidth(d, w, r[1], r[2]); t <- r[1] * (1 - at) + r[2] * at
  put(paste0(key, ".range"), r, b); put(paste0(key, ".hazard"), pmax(0, sapply(t, hazard, d, w, r[1], r[2], b)))
  put(paste0(key, ".model"), sapply(t, model, d, w, r[1], r[2], b))
  if (!is.null(id)) put(paste0(key, ".robust"), sapply(t, robust, d, w, r[1], r[2], b, id)) }
v <- get("veteran"); one <- rep(1, nrow(v)); d <- data.frame(time = v$time, event = v$status, entry = -1)
case("veteran", d, one); case("veteran.short", d, one, b = 15, R = 150)
w <- 0.25 + ((seq_len(nrow(v)) * 7) %% 13) %% 6 / 3; case("veteran.weighted", d, w, seq_len(nrow(v))); case("veteran.cluster", d, w, v$age)
h <- get("heart"); case("heart", data.frame(time = h$stop, event = h$event, entry = h$start), rep(1, nrow(h)), h$id)
close(out)
