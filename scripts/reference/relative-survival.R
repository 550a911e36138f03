# Survival beside that of a population, one line a key, 17 digits. The patients and the rate table are invented here.
# R 4.2.2, survival 3.5-3, relsurv 2.2-9. Usage: Rscript relative-survival.R FIXTURE-FOLDER
# The definitions are written out and integrated by Gauss and Legendre between all times at which any hazard or risk set changes
# (`slow`); survexp, and rs.surv, which takes sums over people as constant in intervals, are printed beside them.
suppressMessages({library(survival); library(relsurv)}); options(warn = 1)
folder <- commandArgs(TRUE)[1]
out <- file(file.path(folder, "relative-survival.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
ages <- c(0, 30, 50, 60, 65, 70, 75, 80, 85) * 365.25
dates <- as.numeric(as.Date(c("1990-01-01", "2000-01-01", "2003-07-01", "2006-01-01")))
yearly <- c(.001, .003, .008, .016, .025, .04, .065, .11, .2)
hazard <- array(0, c(length(ages), length(dates), 2))
for (s in 1:2) for (k in seq_along(dates)) hazard[, k, s] <- yearly * c(1.2, .8)[s] * c(1.15, 1, .93, .85)[k] / 365.25
rt <- structure(hazard, dim = dim(hazard), dimnames = list(as.character(ages / 365.25), c("1990", "2000", "2003", "2006"), c("male", "female")),
  dimid = c("age", "year", "sex"), type = c(2, 3, 1), cutpoints = list(ages, as.Date(dates, origin = "1970-01-01"), NULL), class = "ratetable")
put("table.ages", ages); put("table.dates", dates); put("table.hazards", aperm(hazard, c(2, 3, 1)))
set.seed(7); n <- 120
d <- data.frame(age = round(runif(n, 45, 86) * 365.25), year = as.Date(round(runif(n, 10957, 13500)), origin = "1970-01-01"), sex = rbinom(n, 1, .5) + 1L)
d$potential <- as.numeric(as.Date("2008-12-31") - d$year)
t <- ceiling(rexp(n, 1 / 1600)); c2 <- pmin(ceiling(rexp(n, 1 / 6000)), d$potential)
d$time <- pmin(t, c2); d$event <- as.integer(t <= c2); d$entry <- pmin(d$time - 1, round(runif(n, 0, 300)))
put("age", d$age); put("date", as.numeric(d$year)); put("sex", d$sex - 1); put("time", d$time); put("event", d$event); put("potential", d$potential); put("entry", d$entry)
# --- the hazard of a row just after u, and its integral from 0
band <- function(x, cuts) pmax(1, findInterval(x, cuts))
haz <- function(i, u) hazard[cbind(band(d$age[i] + u, ages), band(as.numeric(d$year[i]) + u, dates), d$sex[i])]
crossings <- lapply(1:n, function(i) { x <- c(ages - d$age[i], dates - as.numeric(d$year[i])); sort(x[x > 0]) })
H <- function(i, t) { k <- c(0, crossings[[i]][crossings[[i]] < t], t); sum(diff(k) * haz(i, (head(k, -1) + k[-1]) / 2)) }
put("expected", sapply(1:n, function(i) H(i, d$time[i])))
gl <- list(x = c(-.9602898564975363, -.7966664774136267, -.5255324099163290, -.1834346424956498), w = c(.1012285362903763, .2223810344533745, .3137066458778873, .3626837833783620))
gl <- list(x = c(gl$x, -rev(gl$x)), w = c(gl$w, rev(gl$w)))
slow <- function(weight, entry, end, times) { # integral of sum Y w dH / sum Y w up to each time; at risk on (entry, end]
  k <- sort(unique(c(0, entry, end, times, unlist(crossings)))); k <- k[k <= max(times)]; total <- 0; res <- numeric(0)
  for (j in seq_len(length(k) - 1)) { a <- k[j]; b <- k[j + 1]; who <- which(entry <= a & end >= b)
    if (length(who)) { l <- haz(who, (a + b) / 2); h <- sapply(who, H, a)
      total <- total + sum(gl$w * sapply((a + b) / 2 + gl$x * (b - a) / 2, function(u) { x <- exp(weight * (h + l * (u - a))); sum(x * l) / sum(x) })) * (b - a) / 2 }
    if (b %in% times) res <- c(res, total) }
  res }
times <- sort(unique(d$time)); put("times", times); zero <- rep(0, n)
observed <- function(weight, entry) t(sapply(times, function(t) { risk <- entry < t & d$time >= t; dead <- d$time == t & d$event == 1
  w <- exp(weight * sapply(1:n, H, t)); c(sum(w[dead]) / sum(w[risk]), sum(w[dead]^2) / sum(w[risk])^2, 1 - sum(w[dead]) / sum(w[risk])) }))
report <- function(key, pop, obs) { put(paste0(key, ".population"), pop); put(paste0(key, ".observed"), cumsum(obs[, 1]))
  put(paste0(key, ".error"), sqrt(cumsum(obs[, 2]))); put(paste0(key, ".productLimit"), cumprod(obs[, 3]) * exp(pop)) }
plain <- observed(0, zero)
report("ederer1", slow(-1, zero, rep(1e9, n), times), plain)
report("hakulinen", slow(-1, zero, ifelse(d$event == 1, d$potential, d$time), times), plain)
report("ederer2", slow(0, zero, d$time, times), plain)
report("poharPerme", slow(1, zero, d$time, times), observed(1, zero))
report("entry.ederer2", slow(0, d$entry, d$time, times), observed(0, d$entry))
report("entry.poharPerme", slow(1, d$entry, d$time, times), observed(1, d$entry))
# --- other programs
d$sexf <- factor(d$sex, 1:2, c("male", "female"))
ex <- function(...) summary(survexp(..., rmap = list(age = age, year = year, sex = sexf), ratetable = rt, data = d), times = times)$surv
put("survexp.ederer1", ex(~ 1, times = times, method = "ederer"))
d$end <- ifelse(d$event == 1, d$potential, d$time)
put("survexp.hakulinen", ex(end ~ 1, times = times, method = "hakulinen"))
put("survexp.ederer2", ex(time ~ 1, times = times, method = "conditional"))
put("survexp.individual", survexp(time ~ 1, rmap = list(age = age, year = year, sex = sexf), ratetable = rt, data = d, method = "individual.h"))
# rs.surv takes the hazard at the start of a day for all of it, so that ages at which it changes are whole days here, and sums over people
# as constant between times, so that for Pohar Perme every day is a time.
whole <- rt; attr(whole, "cutpoints")[[1]] <- round(ages); put("table.whole", round(ages))
rs <- function(key, m, ...) { r <- rs.surv(Surv(time, event) ~ 1, rmap = list(age = age, year = year, sex = sexf), ratetable = whole, data = d, method = m, ...)
  put(paste0("relsurv.", key), r$surv[match(times, r$time)]); put(paste0("relsurv.", key, ".error"), r$std.err[match(times, r$time)]) }
rs("ederer1", "ederer1", type = "fleming-harrington"); rs("ederer2", "ederer2", type = "fleming-harrington")
rs("poharPerme", "pohar-perme", type = "fleming-harrington", add.times = 1:max(times))
close(out)
