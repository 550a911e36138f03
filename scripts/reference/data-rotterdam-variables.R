# Relapse-free survival derived from the rotterdam data, with deaths after the end of relapse
# follow-up left out, on every fifth patient.
# R 4.2.2, survival 3.5-3. Run in the root: Rscript scripts/reference/data-rotterdam-variables.R
suppressMessages(library(survival))
d <- rotterdam[seq(1, nrow(rotterdam), by = 5), c("pid", "recur", "death", "rtime", "dtime")]
ignored <- with(d, recur == 0 & death == 1 & rtime < dtime)
days <- with(d, ifelse(recur == 1 | ignored, rtime, dtime))
event <- with(d, recur == 1 | (death == 1 & !ignored))
d$ignored <- ifelse(ignored, "true", "false")
d$rfs_days <- days
d$rfs_event <- ifelse(event, "true", "false")
write.csv(d, "Tests/ExpressionsTests/Fixtures/rotterdam-variables.csv",
          row.names = FALSE, quote = FALSE)
