# Writes studies/rotterdam-hormone/rotterdam.csv from survival::rotterdam, values unchanged.
# Made with R 4.2.2 and survival 3.5-3 (Debian 12: r-base-core, r-cran-survival).
# Run from the root of the repository: Rscript scripts/reference/export-rotterdam.R
stopifnot(packageVersion("survival") == "3.5.3")
rotterdam <- survival::rotterdam
columns <- c("pid", "year", "age", "meno", "size", "grade", "nodes", "pgr", "er",
             "hormon", "chemo", "rtime", "recur", "dtime", "death")
stopifnot(identical(sort(columns), sort(names(rotterdam))), !anyNA(rotterdam))
text <- lapply(rotterdam[columns], function(x) {
  if (is.factor(x)) return(as.character(x))
  stopifnot(x == round(x))
  format(x, scientific = FALSE, trim = TRUE, nsmall = 0)
})
lines <- c(paste(columns, collapse = ","), do.call(paste, c(text, sep = ",")))
stopifnot(!grepl("\"| ", lines))
writeLines(lines, "studies/rotterdam-hormone/rotterdam.csv")
