# Reference numbers for several states: R 4.2.2, survival 3.5-3.
# Usage: Rscript scripts/reference/multi-state.R Tests/SurvivalTests/Fixtures
# Writes myeloid-stays.csv (one row a stay in a state, from the package's data myeloid) and multi-state.txt.
library(survival)
out <- commandArgs(TRUE)[1]
# States: 0 at trial entry, 1 complete response, 2 transplant, 3 relapse, 4 death. Same-day response is put a day before what follows it.
m <- myeloid
tie <- with(m, !is.na(crtime) & !is.na(txtime) & crtime == txtime); m$crtime[tie] <- m$crtime[tie] - 1
tie <- with(m, !is.na(crtime) & !is.na(rltime) & crtime == rltime); m$crtime[tie] <- m$crtime[tie] - 1
tie <- with(m, !is.na(rltime) & !is.na(txtime) & rltime == txtime); m$rltime[tie] <- m$rltime[tie] - 1
stays <- do.call(rbind, lapply(seq_len(nrow(m)), function(i) {
  r <- m[i, ]
  e <- data.frame(time = c(r$crtime, r$txtime, r$rltime, r$futime), to = c(1, 2, 3, if (r$death == 1) 4 else -1))
  e <- e[!is.na(e$time) & (e$time < r$futime | seq_len(4) == 4), ]
  e <- e[order(e$time, e$to == 4 | e$to == -1), ]
  e <- e[!duplicated(e$time, fromLast = TRUE), ]
  from <- c(0, head(e$to, -1))
  data.frame(person = i, entry = c(0, head(e$time, -1)), time = e$time, from = from, to = e$to, arm = as.integer(r$trt == "B"), male = as.integer(r$sex == "m"))
}))
set.seed(3)
stays$weight <- round(runif(nrow(m), .4, 2), 2)[stays$person]
write.csv(stays, file.path(out, "myeloid-stays.csv"), row.names = FALSE, quote = FALSE)
file <- file.path(out, "multi-state.txt"); cat("", file = file)
put <- function(key, values) cat(key, sprintf("%.17g", as.numeric(values)), "\n", file = file, append = TRUE)
stays$event <- factor(ifelse(stays$to < 0, 0, stays$to), 0:4, c("none", "CR", "SCT", "relapse", "death"))
stays$state <- factor(stays$from, 0:4, c("entry", "CR", "SCT", "relapse", "death"))
print(survcheck(Surv(entry, time, event) ~ 1, stays, id = person, istate = state))
at <- c(90, 180, 365, 730)
for (arm in 0:1) {
  d <- stays[stays$arm == arm, ]
  fit <- survfit(Surv(entry, time, event) ~ 1, d, id = person, istate = state)
  s <- summary(fit, times = at)
  for (k in 1:5) { put(sprintf("arm%d.estimate.%d", arm, k - 1), s$pstate[, k]); put(sprintf("arm%d.error.%d", arm, k - 1), s$std.err[, k]) }
  put(sprintf("arm%d.sojourn", arm), summary(fit, rmean = 730)$table[, "rmean"])
}
fit <- survfit(Surv(entry, time, event) ~ 1, stays, id = person, istate = state, weights = weight)
s <- summary(fit, times = at)
for (k in 1:5) { put(sprintf("weighted.estimate.%d", k - 1), s$pstate[, k]); put(sprintf("weighted.error.%d", k - 1), s$std.err[, k]) }
fit <- survfit(Surv(entry, time, event) ~ 1, stays, id = person, istate = state, start.time = 120.5) # R takes in what happens on the day itself; a state at a time is that after it
s <- summary(fit, times = c(180, 365, 730))
for (k in 1:5) { put(sprintf("landmark.estimate.%d", k - 1), s$pstate[, k]); put(sprintf("landmark.error.%d", k - 1), s$std.err[, k]) }

# Transition by transition, by hand: one stratified Cox model on the stacked rows. (coxph of 3.5-3 silently fits Breslow for several states.)
pairs <- unique(stays[stays$to >= 0, c("from", "to")]); pairs <- pairs[order(pairs$from, pairs$to), ]
put("transitions", t(pairs))
stack <- do.call(rbind, lapply(seq_len(nrow(pairs)), function(k) { d <- stays[stays$from == pairs$from[k], ]; d$status <- d$to == pairs$to[k]; d$tr <- k; d }))
fit <- coxph(Surv(entry, time, status) ~ arm + male + strata(tr), stack, cluster = person, control = coxph.control(eps = 1e-12, toler.chol = 1e-13))
put("common.coef", coef(fit)); put("common.robust", sqrt(diag(fit$var)))
keep <- pairs$to == 4
sub <- stack[stack$tr %in% which(keep), ]; sub$tr <- factor(sub$tr)
fit <- coxph(Surv(entry, time, status) ~ arm:strata(tr) + male, sub, cluster = person, control = coxph.control(eps = 1e-12, toler.chol = 1e-13))
print(fit)
put("death.pairs", t(pairs[keep, ])); put("death.coef", coef(fit)); put("death.robust", sqrt(diag(fit$var))); put("death.loglik", fit$loglik)
