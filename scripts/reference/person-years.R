# Person-years, rates, standardized rates and ratios, one line a key, 17 digits. The data are invented here.
# R 4.2.2, survival 3.5-3, Epi 2.47. Usage: Rscript person-years.R FIXTURE-FOLDER
# Limits of Fay and Feuer are written out from their paper (the formula of epitools::ageadjust.direct and of SAS STDRATE).
suppressMessages({library(survival); library(Epi)}); options(warn = 1)
folder <- commandArgs(TRUE)[1]
out <- file(file.path(folder, "person-years.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
set.seed(11); n <- 200
d <- data.frame(age = round(runif(n, 20 * 365.25, 80 * 365.25)), day = round(runif(n, 10957, 14610)), time = 1 + round(rexp(n, 1 / 1500)),
  sex = rbinom(n, 1, .5), event = rbinom(n, 1, .35))
for (v in names(d)) put(paste0("data.", v), d[[v]])
ages <- c(30, 40, 50, 60, 70) * 365.25; days <- as.numeric(as.Date(paste0(c(2000, 2004, 2006, 2010), "-01-01"))); follow <- c(0, 182, 365, 1000, 3000)
put("ages", ages); put("days", days); put("follow", follow)
p <- pyears(Surv(time, event) ~ sex + tcut(age, ages) + tcut(day, days), data = d, scale = 1)
# R lists the first factor fastest; here the last scale is.
turned <- function(x) aperm(x, rev(seq_along(dim(x))))
put("pyears.time", turned(p$pyears)); put("pyears.events", turned(p$event)); put("pyears.rows", turned(p$n)); put("pyears.outside", p$offtable)
# three scales by Lexis and splitLexis, cell by cell
L <- Lexis(entry = list(age = a, day = b, follow = 0 * a), duration = time, exit.status = event, data = setNames(d, c("a", "b", "time", "sex", "event")))
L <- splitLexis(splitLexis(splitLexis(L, ages, "age"), days, "day"), follow, "follow")
cut3 <- function(x, b) factor(findInterval(x, b), levels = seq_len(length(b) - 1))
k <- list(cut3(L$follow, follow), cut3(L$day, days), cut3(L$age, ages))
tab <- function(x) { r <- tapply(x, k, sum); r[is.na(r)] <- 0; r }
put("lexis.time", tab(L$lex.dur)); put("lexis.events", tab(L$lex.Xst)); put("lexis.outside", sum(L$lex.dur) - sum(tab(L$lex.dur)))
# --- limits of counts
x <- c(0, 1, 2, 7, 30, 150, 2500); put("counts", x)
for (level in c(.9, .95, .99)) put(paste0("exact.", level), t(cipoisson(x, p = level)))
mid <- function(x, level) { a <- (1 - level) / 2
  f <- function(m) ppois(x, m, lower.tail = FALSE) + dpois(x, m) / 2 - a; g <- function(m) ppois(x - 1, m) + dpois(x, m) / 2 - a
  c(if (x == 0) 0 else uniroot(f, c(0, x), tol = 1e-14)$root, uniroot(g, c(x, 3 * x + 20), tol = 1e-14)$root) }
for (level in c(.9, .95, .99)) put(paste0("midP.", level), sapply(x, mid, level))
E <- c(1.5, 3.1, .4, 5.2, 41.25, 140, 2600); put("expected", E)
put("test.exact", mapply(function(x, e) min(1, 2 * min(ppois(x, e), ppois(x - 1, e, lower.tail = FALSE))), x, E))
put("test.midP", mapply(function(x, e) min(1, 2 * min(ppois(x - 1, e) + dpois(x, e) / 2, ppois(x, e, lower.tail = FALSE) + dpois(x, e) / 2)), x, E))
# --- direct standardization
events <- c(5, 0, 12, 31, 9); time <- c(8120.5, 4000, 9100.25, 7300, 811); standard <- c(3000, 2500, 2200, 1400, 300)
put("direct.events", events); put("direct.time", time); put("direct.standard", standard)
direct <- function(x, t, s, level) { w <- s / sum(s) / t; y <- sum(w * x); v <- sum(w^2 * x); a <- (1 - level) / 2; m <- max(w)
  c(y, sqrt(v), qgamma(a, y^2 / v, scale = v / y), qgamma(1 - a, (y + m)^2 / (v + m^2), scale = (v + m^2) / (y + m))) * 1e5 }
put("direct", direct(events, time, standard, .95)); put("direct.99", direct(events, time, standard, .99))
# --- ratio of two rates
ratio <- function(a, ta, b, tb, level) { r <- poisson.test(c(a, b), c(ta, tb), conf.level = level)
  q <- ta / (ta + tb); c(r$estimate, r$conf.int, min(1, 2 * min(pbinom(a, a + b, q), pbinom(a - 1, a + b, q, lower.tail = FALSE)))) }
put("ratio", ratio(11, 800.5, 6, 1210, .95), ratio(0, 800.5, 6, 1210, .9), ratio(140, 30000, 90, 31000, .99))
close(out)
