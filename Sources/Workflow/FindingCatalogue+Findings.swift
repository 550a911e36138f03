extension FindingCatalogue {
  /// What a run can find, and a study can accept.
  static let findings: [(String, String)] = [
    (
      "residual-imbalance",
      """
      After matching or weighting, a covariate of the propensity model still differs between the
      arms by more than the threshold of the smd gate (0.1 where the study sets none). Such a
      difference biases the comparison if the covariate matters for the outcome. Add the terms that
      describe it better (a spline, an interaction), match exactly on it, use a narrower caliper,
      or adjust for it.
      """
    ),
    (
      "unmodelled-imbalance",
      """
      A column that the study reports under balance.also, but does not balance on, differs between
      the arms by more than the threshold. If it matters for the outcome, it belongs in the
      propensity model.
      """
    ),
    (
      "era-imbalance",
      """
      The arms were treated at different calendar times. Diagnosis, supportive care and what comes
      after change over the years, so part of any difference may be the era and not the treatment.
      Match within eras, restrict the cohort to years in which both arms were possible, or show the
      effect among patients of the same years. A study that cannot avoid it says so under 'accept'.
      """
    ),
    (
      "matched-subset",
      """
      Some patients of the focal arm found no match within the caliper, and the estimate no longer
      speaks of all of them: it is an effect in the matched subset (matched-ATT or matched-ATC).
      Look at who was left out in sets/ and cohort.csv.
      """
    ),
    (
      "trimmed-subset",
      """
      A design leaves out patients whose propensity lies outside 'trim'. The estimate speaks of the
      others only: patients who could well have had either treatment.
      """
    ),
    (
      "follow-up-differs",
      """
      The median follow-up of one arm is at least one and a half times that of the other, as is usual
      with historical controls. Later parts of the curves then rest on one arm. Compare both at times
      that both were followed to (survival, rmst), and ask whether events were looked for alike.
      """
    ),
    (
      "competing-censored",
      """
      An outcome has competing events, and is analysed as cause-specific: patients are censored at a
      competing event. Hazard ratios are those of the event among people still free of both; one
      minus the survival curve overstates how many will have the event.
      """
    ),
    (
      "event-after-follow-up",
      """
      An event is dated after the end of a patient's follow-up. Follow-up that goes on only for some,
      as when deaths are found later, would bias the comparison, so the patient is censored at the
      end that the study names. Where events are found for everyone, say so in 'censor', as in
      latest(followup.last_contact, death.date).
      """
    ),
    (
      "group-missing",
      """
      A column of strata or subgroups is missing for some patients. They are left out of the analyses
      that need it, and stay in all others.
      """
    ),
    (
      "few-patients",
      """
      An arm of a design has fewer than twenty patients. Standard errors, above all robust ones, are
      too small then, and single patients decide the result.
      """
    ),
    (
      "gate-failed",
      """
      A gate of the study does not hold for a design. With 'action: report' its estimates are shown
      all the same; with 'action: withhold' they are not.
      """
    ),
    (
      "non-proportional-hazards",
      """
      The test of proportional hazards gives p below 0.05: the hazard ratio changes over time, and
      a single one is an average that depends on how long patients were followed. Read the survival
      curves, and prefer differences in survival or in restricted mean survival time.
      """
    ),
    (
      "aliased",
      """
      A column of the model is a linear combination of those before it. It has no coefficient of
      its own; the fitted probabilities are not affected. Leave out one of the terms.
      """
    ),
    (
      "ill-conditioned",
      """
      Columns of the model are so nearly dependent that the condition number of the scaled design
      exceeds a million. Coefficients are not reliable to the digits printed. Centre polynomials
      (poly), or leave out one of two columns that say the same.
      """
    ),
    (
      "few-effective-patients",
      """
      The weights of an arm are so uneven that it carries less information than half of its
      patients would. A few patients decide the estimate. Look at the largest weights; consider
      'estimand: ATO', truncation, or matching.
      """
    ),
    (
      "event-at-time-zero",
      """
      Patients have an event or the end of follow-up on the day of time zero. They count as at risk
      at time 0 and leave the curve there. Check whether time zero comes after what defines the
      arms.
      """
    ),
    (
      "outcome-missing",
      """
      The time, the event or the value of an outcome is missing for some patients. They are left
      out of the analyses of that outcome only, after the arms were made comparable with them; the
      other patients of their sets stay, so that the arms may no longer be balanced.
      """
    ),
    (
      "event-day-taken",
      """
      An event is known to the month or year, and the outcome says by 'partialDates' which day is
      taken for it. No day after the end of follow-up is. Events that may have been before time zero
      stay unknown. 'partialDates: first' and 'partialDates: last' show how much hangs on it.
      """
    ),
    (
      "matched-with-replacement",
      """
      A patient may stand in several matched sets. The robust variance of means, shares and rates
      takes in both that patients of a set depend on each other and that a patient is in several.
      That of survival treats each patient as one cluster with the sum of its weights; it does not
      add the dependence between patients of one set.
      """
    ),
    (
      "incomplete-cases",
      """
      Patients without a value for a covariate were left out ('missing: completeCases'). The
      comparison speaks of patients with complete data.
      """
    ),
    (
      "missing-filled",
      """
      Missing covariates were given a value and a column that says so ('missing: indicator'). This
      balances the arms on being missing, which helps only if missingness itself is what matters.
      """
    ),
    (
      "subgroup-skipped",
      """
      A column has too many levels to repeat every analysis within each of them.
      """
    ),
    (
      "acceptance-unused",
      """
      The study accepts a finding that this run does not have. Remove the acceptance, or check why
      the finding went away.
      """
    ),
    (
      "subgroup-imbalance",
      """
      Within the levels of a subgroup the arms are less alike than in the whole design: matching and
      weighting balance the whole cohort, not its parts. Read subgroup effects with this in mind, or
      match exactly on the column.
      """
    ),
    (
      "undecided-value",
      """
      A value hangs on a day that is known only to the month or year, or on an event of which it
      cannot be decided whether it counts. It is missing for those patients.
      """
    ),
    (
      "tied-events",
      """
      The first, last or nearest event of some patients is one of several of the same day whose values
      differ. The first in the file is taken as the first, and the last as the last.
      """
    ),
    (
      "division-by-zero",
      "An expression divides by zero for some patients; the value is missing for them."
    ),
    (
      "logarithm-of-nonpositive",
      "An expression takes the logarithm of zero or less; the value is missing for those patients."
    ),
    (
      "root-of-negative",
      "An expression takes the root of a negative number; the value is missing for those patients."
    ),
    (
      "power-undefined",
      "An expression raises a number to a power that does not exist; the value is missing there."
    ),
    (
      "number-too-large",
      "An expression gives a number too large to hold; the value is missing for those patients."
    ),
    (
      "date-out-of-range",
      "An expression gives a date outside the calendar; the value is missing for those patients."
    ),
    (
      "unused-level",
      "A declared level of a category does not occur in the cohort and has no coefficient."
    ),
    (
      "interaction-without-main-effect",
      """
      An interaction stands without one of its factors. The fit then depends on where that factor
      has its zero, or on which level is the reference. Write a*b for the product with its factors.
      """
    ),
    (
      "incomplete-rows-left-out",
      "Rows with a missing covariate were left out of a model."
    ),
  ]
}
