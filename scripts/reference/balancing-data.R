# Data sets with propensity scores, for the tests of Balancing.
#   Rscript scripts/reference/balancing-data.R Tests/BalancingTests/Fixtures
# Made with R 4.2.2, MatchIt 4.5.1 (only its data), survival 3.5-3.
# lalonde: National Supported Work demonstration and PSID controls (LaLonde 1986; Dehejia and Wahba 1999),
#   the 614 rows that R's package MatchIt (GPL >= 2) carries as `lalonde`.
# rotterdam: 2982 primary breast cancers of the Rotterdam tumour bank (Royston and Altman 2013), from R's
#   package survival (LGPL >= 2).
# Propensity: logistic maximum likelihood, glm with epsilon 1e-12; p is the fitted probability, lp = log(p/(1-p)).
#   p8, lp8: the same at glm's default epsilon 1e-8, which published numbers on lalonde use (they differ by 1e-9).
out <- commandArgs(TRUE)[1]
g17 <- function(x) if (is.double(x)) sub(" +", "", formatC(x, digits = 17, format = "g")) else x
write <- function(d, name) write.csv(as.data.frame(lapply(d, g17)), file.path(out, name), row.names = FALSE, quote = FALSE)
data("lalonde", package = "MatchIt")
tight <- glm.control(epsilon = 1e-12)
f <- glm(treat ~ age + educ + race + married + nodegree + re74 + re75, binomial, lalonde, control = tight)
d <- data.frame(id = rownames(lalonde), lalonde[, c("treat", "age", "educ", "race", "married", "nodegree", "re74", "re75")])
d$p <- fitted(f); d$lp <- qlogis(d$p)
f8 <- update(f, control = glm.control())
d$p8 <- fitted(f8); d$lp8 <- qlogis(d$p8)
write(d, "lalonde.csv")
r <- survival::rotterdam
f <- glm(hormon ~ age + meno + size + grade + nodes + pgr + er, binomial, r, control = tight)
e <- r[, c("pid", "year", "age", "meno", "size", "grade", "nodes", "pgr", "er", "hormon", "chemo")]
e$p <- fitted(f); e$lp <- qlogis(e$p)
write(e, "rotterdam.csv")
# Printed for PropensityScoresTests: c statistic by pairs, preference shares (Walker et al. 2013), common support.
overlap <- function(p, t) {
  auc <- mean(outer(p[t == 1], p[t == 0], ">") + 0.5 * outer(p[t == 1], p[t == 0], "=="))
  pref <- plogis(qlogis(p) - qlogis(mean(t))); inside <- pref >= 0.3 & pref <= 0.7
  support <- ifelse(t == 1, p >= min(p[t == 0]) & p <= max(p[t == 0]), p >= min(p[t == 1]) & p <= max(p[t == 1]))
  cat(formatC(c(auc, mean(inside), mean(inside[t == 1]), mean(inside[t == 0]), mean(support[t == 1]), mean(support[t == 0]),
      sum(pref)), digits = 16, format = "g"), "\n")
}
overlap(d$p, d$treat); overlap(e$p, e$hormon)
