# Numbers of the study leukaemia-states: where patients of survival::myeloid are over time, by arm, and the ways between states.
# Of two states entered on one day the later listed counts (response, transplant, relapse); one entered on the day of death does not.
# R 4.2.2, survival 3.5-3. Usage: Rscript scripts/reference/workflow-states.R
library(survival); options(digits = 15)
m <- myeloid
stays <- do.call(rbind, lapply(seq_len(nrow(m)), function(i) {
  r <- m[i, ]
  e <- data.frame(time = c(r$crtime, r$txtime, r$rltime), to = 1:3)
  e <- e[!is.na(e$time) & (e$time < r$futime | (e$time == r$futime & r$death == 0)), ]
  e <- e[order(e$time, e$to), ]; e <- e[!duplicated(e$time, fromLast = TRUE), ]
  if (!nrow(e) || max(e$time) < r$futime) e <- rbind(e, data.frame(time = r$futime, to = if (r$death == 1) 4 else -1))
  data.frame(person = i, entry = c(0, head(e$time, -1)), time = e$time, from = c(0, head(e$to, -1)), to = e$to, arm = as.integer(r$trt == "B"))
}))
names <- c("entry", "response", "transplant", "relapse", "death")
stays$event <- factor(ifelse(stays$to < 0, 0, stays$to), 0:4, c("none", names[-1])); stays$state <- factor(stays$from, 0:4, names)
print(survcheck(Surv(entry, time, event) ~ 1, stays, id = person, istate = state)$flag)
show <- function(name, ...) cat(name, format(c(...), digits = 12), "\n")
fits <- lapply(1:0, function(a) survfit(Surv(entry, time, event) ~ 1, stays[stays$arm == a, ], id = person, istate = state))
for (a in 1:2) { s <- summary(fits[[a]], times = 365); show(paste("state at 365, arm", 2 - a), s$pstate, s$std.err); show("time to 730", summary(fits[[a]], rmean = 730)$table[, "rmean"]) }
pairs <- unique(stays[stays$to >= 0, c("from", "to")]); pairs <- pairs[order(pairs$from, pairs$to), ]
for (k in seq_len(nrow(pairs))) { d <- stays[stays$from == pairs$from[k], ]
  f <- coxph(Surv(entry, time, to == pairs$to[k]) ~ arm, d, cluster = person, control = coxph.control(eps = 1e-11)); show(paste(names[pairs$from[k] + 1], "to", names[pairs$to[k] + 1]), exp(coef(f)), sqrt(f$var)) }
