# Time splitting by survSplit, tmerge and survcheck, with the rows of pbc and pbcseq that it starts from (40 patients).
# R 4.2.2, survival 3.5-3. Usage: Rscript survival-time-splitting.R FIXTURE-FOLDER
suppressMessages(library(survival))
folder <- commandArgs(TRUE)[1]
save <- function(d, name) write.table(format(d, digits = 17, trim = TRUE), file.path(folder, paste0(name, ".csv")), sep = ",", quote = FALSE, row.names = FALSE)
out <- file(file.path(folder, "survival-time-splitting.txt"), "w")
put <- function(key, ...) writeLines(paste(c(key, formatC(as.vector(c(...)), digits = 17, format = "g", width = 1)), collapse = " "), out)
rows <- function(key, d, value = NULL) { put(paste0(key, ".id"), d$id); put(paste0(key, ".start"), d$tstart); put(paste0(key, ".stop"), d$tstop)
  put(paste0(key, ".event"), d$event); if (!is.null(value)) put(paste0(key, ".value"), d[[value]]) }
base <- subset(pbc, id <= 40, c(id, time, status)); base$death <- as.integer(base$status == 2); base$status <- NULL
labs <- subset(pbcseq, id <= 40, c(id, day, bili))
# measurements after the end of follow-up, too
labs <- rbind(labs, data.frame(id = c(1, 2, 3), day = c(400, 4500, 5000), bili = c(9.5, 1.25, 2.5)))
save(base, "pbc-base"); save(labs, "pbc-labs")
d <- survSplit(Surv(time, death) ~ ., base, cut = c(365, 1000, 2000, 1012), episode = "piece", start = "tstart", end = "tstop", event = "event")
rows("split", d, "piece")
d <- survSplit(Surv(start, stop, event) ~ ., heart, cut = c(1, 30, 100, 500), start = "tstart", end = "tstop", event = "event", episode = "piece"); rows("heart", d, "piece")
d <- tmerge(base, base, id = id, event = event(time, death))
d <- tmerge(d, labs, id = id, bili = tdc(day, bili)); rows("measured", d, "bili")
count <- attr(d, "tcount"); put("measured.count", count["bili", c("early", "late", "gap", "within", "boundary", "leading", "trailing")])
e <- data.frame(id = c(3, 3, 4, 5, 5, 7), day = c(100, 500, 1925, 30, 9000, 700))
m <- tmerge(d, e, id = id, event = event(day)); rows("events", m)
bad <- data.frame(id = c(1, 1, 1, 2, 2, 3, 3, 3, 4, 4), tstart = c(0, 5, 9, 0, 12, 0, 4, 4, 0, 5), tstop = c(5, 9, 20, 10, 20, 5, 9, 12, 5, 9), event = c(0, 0, 1, 0, 1, 0, 0, 1, 0, 0))
k <- survcheck(Surv(tstart, tstop, event) ~ 1, bad, id = id); put("check.flag", k$flag[c("overlap", "gap")])
put("check.overlap.rows", k$overlap$row); put("check.gap.rows", k$gap$row)
close(out)
