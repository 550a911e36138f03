# Minimum, type 7 quartiles, maximum, mean and standard deviation of samples of many sizes.
# R 4.2.2. Run in the root of the repository: Rscript scripts/reference/data-summary.R
sizes <- c(1, 2, 3, 4, 5, 6, 7, 10, 99, 100, 1000)
rows <- lapply(sizes, function(n) {
  x <- ((1:n)^2 * 37) %% 1009 / 8 - 40
  q <- quantile(x, c(0.25, 0.5, 0.75), type = 7, names = FALSE)
  data.frame(n = n, min = min(x), q1 = q[1], median = q[2], q3 = q[3], max = max(x),
             mean = mean(x), sd = sd(x))
})
table <- do.call(rbind, rows)
table[] <- lapply(table, function(x) ifelse(is.na(x), NA, format(x, digits = 17, trim = TRUE)))
table$n <- sizes
write.csv(table, "Tests/TablesTests/Fixtures/summary.csv", row.names = FALSE, quote = FALSE)
