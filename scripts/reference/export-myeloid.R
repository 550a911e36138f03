# Writes studies/leukaemia-transplant/myeloid.csv from survival::myeloid, values unchanged; days that never came are
# empty. The hazard ratios of the study's three analyses are printed.
# Made with R 4.2.2 and survival 3.5-3 (Debian 12: r-base-core, r-cran-survival).
# Run from the root of the repository: Rscript scripts/reference/export-myeloid.R
suppressMessages(library(survival))
stopifnot(packageVersion("survival") == "3.5.3")
columns <- c("id", "trt", "sex", "futime", "death", "txtime", "crtime", "rltime")
stopifnot(identical(columns, names(myeloid)))
text <- lapply(myeloid, function(x) {
  if (is.numeric(x)) stopifnot(all(x == round(x), na.rm = TRUE))
  ifelse(is.na(x), "", format(if (is.factor(x)) as.character(x) else x, scientific = FALSE, trim = TRUE))
})
writeLines(c(paste(columns, collapse = ","), do.call(paste, c(text, sep = ","))),
           "studies/leukaemia-transplant/myeloid.csv")

ratio <- function(fit, name) {
  s <- summary(fit)
  cat(sprintf("%s: %.7f (%.4f to %.4f), p %.6f\n", name, s$conf.int[1, 1], s$conf.int[1, 3], s$conf.int[1, 4], s$coefficients[1, 5]))
}
ratio(coxph(Surv(futime, death) ~ I(!is.na(txtime)) + trt, myeloid), "ever transplanted")
d <- tmerge(myeloid[c("id", "trt")], myeloid, id = id, death = event(futime, death), transplant = tdc(txtime))
ratio(coxph(Surv(tstart, tstop, death) ~ transplant + trt, d), "from the transplant on")
alive <- subset(myeloid, futime > 180)
ratio(coxph(Surv(futime, death) ~ I(!is.na(txtime) & txtime <= 180) + trt, alive), "landmark at 180 days")
