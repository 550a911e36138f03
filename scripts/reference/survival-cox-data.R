# Data sets of the tests of Cox models: bladder2, kidney, rats and cgd of survival, and the myeloma study of Krall, Uthoff and
# Harley (Biometrics 1975; 65 patients, printed in the SAS/STAT PHREG chapter too, kept as a matrix in emplik).
# R 4.2.2, survival 3.5-3. Usage: Rscript survival-cox-data.R EMPLIK-MYELOMA.rda OUTPUT-FOLDER
suppressMessages(library(survival))
args <- commandArgs(TRUE); out <- args[2]
save <- function(d, name) write.table(format(d, digits = 17, trim = TRUE), file.path(out, paste0(name, ".csv")),
  sep = ",", quote = FALSE, row.names = FALSE)
flag <- function(x) as.integer(x)
save(with(bladder2, data.frame(id, rx, number, size, start, stop, event, enum)), "bladder")
save(with(kidney, data.frame(id, time, status, age, sex, gn = flag(disease == "GN"), an = flag(disease == "AN"), pkd = flag(disease == "PKD"))), "kidney")
save(with(rats, data.frame(litter, rx, time, status, female = flag(sex == "f"))), "rats")
e <- new.env(); load(args[1], e); m <- as.data.frame(get("myeloma", e))
names(m) <- c("time", "status", "logbun", "hgb", "platelet", "age", "logwbc", "frac", "logpbm", "protein", "scalc")
save(m, "krall")
save(with(cgd, data.frame(id, tstart, tstop, status, rx = flag(treat == "rIFN-g"), age, steroids, enum)), "cgd")
save(with(myeloid, data.frame(id, futime, death, arm = flag(trt == "B"), transplant = ifelse(is.na(txtime), -1, txtime))), "myeloid")
