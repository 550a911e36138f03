# Writes studies/lalonde-earnings/lalonde.csv: the data set 'lalonde' of the R package MatchIt, values unchanged,
# with the names of its rows as 'id'. R 4.2.2, MatchIt 4.5.1.
# Rscript scripts/reference/export-lalonde.R studies/lalonde-earnings/lalonde.csv
path <- commandArgs(trailingOnly = TRUE)[1]
data("lalonde", package = "MatchIt", envir = environment())
lalonde <- cbind(id = rownames(lalonde), lalonde)
number <- function(x) if (is.numeric(x)) formatC(x, digits = 15, format = "g") else as.character(x)
shortest <- function(x) if (is.numeric(x)) vapply(x, function(v) {
  for (d in 1:17) { s <- formatC(v, digits = d, format = "fg", flag = "#"); s <- sub("\\.?0*$", "", if (grepl("\\.", s)) s else paste0(s, "."))
    if (as.numeric(s) == v) return(s) }
  formatC(v, digits = 17, format = "g")
}, "") else as.character(x)
write.csv(as.data.frame(lapply(lalonde, shortest)), path, row.names = FALSE, quote = FALSE)
