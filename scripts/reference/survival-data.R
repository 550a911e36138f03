# Data sets of the survival tests, and the matched and weighted rotterdam cohorts.
# R 4.2.2, survival 3.5-3. Usage: Rscript survival-data.R PAIRS.csv OUTPUT-FOLDER
# PAIRS.csv has columns pair, treated_pid, control_pid (nearest neighbour on the propensity score, caliper
# 0.2 standard deviations; survival-rotterdam-pairs.csv beside this file).
suppressMessages(library(survival))
args <- commandArgs(TRUE); pairs <- read.csv(args[1]); out <- args[2]
save <- function(d, name) write.table(format(d, digits = 17, trim = TRUE), file.path(out, paste0(name, ".csv")),
  sep = ",", quote = FALSE, row.names = FALSE)
flag <- function(x) as.integer(x)

save(with(aml, data.frame(time, status, group = flag(x == "Nonmaintained"))), "aml")
save(with(veteran, data.frame(time, status, trt, karno, diagtime, age, prior,
  squamous = flag(celltype == "squamous"), smallcell = flag(celltype == "smallcell"),
  adeno = flag(celltype == "adeno"), large = flag(celltype == "large"), celltype = as.integer(celltype) - 1L)), "veteran")
lung2 <- na.omit(lung[, c("time", "status", "age", "sex", "ph.ecog")])
save(with(lung2, data.frame(time, status = status - 1, age, sex, ecog = ph.ecog)), "lung")
save(with(heart, data.frame(start, stop, event, age, year, surgery, transplant = flag(transplant == 1), id)), "heart")

d <- rotterdam
ignored <- with(d, recur == 0 & death == 1 & rtime < dtime)
d$rfs_event <- with(d, ifelse(recur == 1 | ignored, recur, death))
d$rfs_days <- with(d, ifelse(recur == 1 | ignored, rtime, dtime))
row <- function(pid, pair, arm) { r <- d[match(pid, d$pid), ]
  data.frame(pair, arm, rfs_days = r$rfs_days, rfs_event = r$rfs_event, dtime = r$dtime, death = r$death) }
save(rbind(row(pairs$treated_pid, pairs$pair, 1), row(pairs$control_pid, pairs$pair, 0)), "rotterdam-matched")
g <- glm(hormon ~ age + meno + size + grade + nodes + pgr + er, binomial, d, control = glm.control(epsilon = 1e-14, maxit = 50))
save(data.frame(arm = d$hormon, rfs_days = d$rfs_days, rfs_event = d$rfs_event, ps = fitted(g)), "rotterdam-weighted")
save(with(gbsg, data.frame(rfstime, status, hormon, age, meno, size, grade, nodes, pgr, er)), "gbsg")
