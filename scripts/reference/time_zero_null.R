# How large an effect each error of time zero makes where treatment does nothing.
# R 4.2, survival 3.x. Run: Rscript scripts/reference/time_zero_null.R > time-zero-null.csv
# All times are in months. In each world nothing that is compared has any effect; the right design
# is beside the wrong one. 200,000 patients, one seed: the standard error of a log hazard ratio is
# below 0.01.
suppressMessages(library(survival))
set.seed(20240601)
n <- 200000
rows <- list()
add <- function(rule, design, time, event, group, entry = NULL) {
  keep <- !is.na(time) & time > (if (is.null(entry)) 0 else entry)
  d <- data.frame(time = time[keep], event = event[keep], group = group[keep])
  fit <- coxph(Surv(time, event) ~ group, d)
  m <- quantile(survfit(Surv(time, event) ~ group, d), 0.5)$quantile
  rows[[length(rows) + 1]] <<- data.frame(rule = rule, design = design, n = nrow(d),
    hr = exp(coef(fit)), median1 = m[2], median0 = m[1], row.names = NULL)
}
expo <- function(n, median) rexp(n, log(2) / median)

# Maintenance after transplant: planned for 62 %, started about 3.3 months after transplant.
induction <- runif(n, 5, 9)                       # induction to transplant
pd <- expo(n, 28)                                 # transplant to progression or death
start <- ifelse(runif(n) < 0.62, rlnorm(n, log(3.3), 0.3), Inf)
end <- runif(n, 36, 120)                          # end of follow-up, from transplant
time <- pmin(pd, end); event <- pd <= end
ever <- as.numeric(start < time)
add("exposure-after-time-zero", "ever treated, from transplant", time, event, ever)
add("follow-up-before-exposure", "ever treated, from induction", induction + time, event, ever)
mark <- 4.5
at <- time > mark
add("landmark", "treated by 4.5 months, from then", (time - mark)[at], event[at], as.numeric(start <= mark)[at])

# The second-line 2x2: maintenance lengthens first remission (58 v 35) and does nothing after
# relapse; second-line treatment does nothing at all.
lm <- rbinom(n, 1, 0.58)
pfs1 <- expo(n, ifelse(lm == 1, 58, 35))
relapse <- runif(n) < 0.85                         # the others die without relapse
post <- expo(n, 48)
end <- runif(n, 60, 180)
reached <- relapse & pfs1 < end
os <- ifelse(relapse, pfs1 + post, pfs1)
add("immortal-selection", "reached second line, from induction, by maintenance",
    pmin(os, end)[reached], (os <= end)[reached], lm[reached])
add("second line", "reached second line, from second line, by maintenance",
    pmin(post, end - pfs1)[reached], (post <= end - pfs1)[reached], lm[reached])

# Duration of treatment: it stops at progression, or before for other reasons.
pd <- expo(n, 40); quit <- expo(n, 36); end <- runif(n, 36, 120)
time <- pmin(pd, end); event <- pd <= end
long <- as.numeric(pmin(quit, time) > 24)
add("duration-as-covariate", "treated for more than 24 months v less, from start", time, event, long)
at <- time > 24
add("landmark at 24 months", "still treated at 24 months or not, from then",
    (time - 24)[at], event[at], as.numeric(quit > 24)[at])

# Ever best response: response comes at its own time, and says nothing of survival.
response <- expo(n, 12); death <- expo(n, 48); end <- runif(n, 24, 120)
time <- pmin(death, end); event <- death <= end
add("ever-value", "ever responded v not, from start", time, event, as.numeric(response < time))
at <- time > 6
add("landmark at 6 months", "responded by 6 months or not, from then",
    (time - 6)[at], event[at], as.numeric(response <= 6)[at])

# Ever transplanted, as in heart transplantation: a wait, and death while waiting.
wait <- expo(n, 3); death <- expo(n, 8); end <- runif(n, 6, 48)
time <- pmin(death, end); event <- death <= end
ever <- as.numeric(wait < time)
add("ever transplanted", "ever transplanted v never, from acceptance", time, event, ever)
at <- time > 3
add("landmark at 3 months", "transplanted by 3 months or not, from then",
    (time - 3)[at], event[at], as.numeric(wait <= 3)[at])

# Index dates that differ: the treated from their start, the others from transplant. The hazard
# falls with time since transplant, so that who starts its clock later has passed the worst.
pd <- rweibull(n, 0.7, 40); end <- runif(n, 36, 120)
start <- ifelse(runif(n) < 0.62, rlnorm(n, log(3.3), 0.3), Inf)
time <- pmin(pd, end); event <- pd <= end
treated <- start < time
add("index-differs", "treated from start of treatment, others from transplant",
    ifelse(treated, time - start, time), event, as.numeric(treated))
at <- time > mark
add("landmark, falling hazard", "treated by 4.5 months, from then", (time - mark)[at], event[at], as.numeric(start <= mark)[at])

out <- do.call(rbind, rows)
for (column in c("hr", "median1", "median0")) out[[column]] <- signif(out[[column]], 4)
write.csv(out, row.names = FALSE, quote = TRUE)
