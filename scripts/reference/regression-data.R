# Writes the data sets of the regression tests as CSV.
#
#   Rscript scripts/reference/regression-data.R Tests/RegressionTests/Fixtures
#
# lalonde.csv    lalonde of the R package MatchIt 4.5.1 (GPL-2 | GPL-3), from Dehejia & Wahba 1999,
#                https://doi.org/10.1080/01621459.1999.10473858
# rotterdam.csv  rotterdam of the R package survival 3.5-3 (LGPL), from Royston & Altman 2013,
#                https://doi.org/10.1186/1471-2288-13-33
# longley.csv    longley of R 4.2.2 itself (datasets, GPL-2 | GPL-3), from Longley 1967,
#                https://doi.org/10.1080/01621459.1967.10482896
folder <- commandArgs(TRUE)[1]
write <- function(data, name)
  write.csv(data, file.path(folder, name), row.names = FALSE, quote = FALSE)

data("lalonde", package = "MatchIt")
write(lalonde[, c("treat", "age", "educ", "race", "married", "nodegree", "re74", "re75")],
      "lalonde.csv")
rotterdam <- survival::rotterdam
write(rotterdam[, c("hormon", "year", "age", "meno", "size", "grade", "nodes", "pgr", "er",
                    "chemo")], "rotterdam.csv")
write(longley[, c("GNP.deflator", "GNP", "Unemployed", "Armed.Forces")], "longley.csv")
