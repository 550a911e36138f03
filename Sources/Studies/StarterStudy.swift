/// A commented study to start from, written by `equipoise new`.
public enum StarterStudy {
  /// The text of a study with a name.
  public static func text(name: String) -> String {
    """
    # A study compares two arms of patients in one table, a row a patient.
    # 'equipoise check' says what is wrong with this file, 'equipoise explain KEY' what a key means.
    study: \(name)
    title: A title for the report
    question: What is asked, in one sentence?

    data:
      table: patients.csv            # relative to this file
      id: patient                    # the column that names a patient
      columns:                       # only what should not be inferred
        stage: {levels: [I, II, III]}

    variables:                       # columns derived from others, in order
      elderly: age >= 65

    cohort:
      eligible:                      # applied in order, and counted
        - name: adults
          where: age >= 18
      arms:
        treated: {label: New therapy, where: therapy == "new"}
        control: {label: Old therapy, where: therapy == "old"}

    propensity:
      terms: [age, sex, stage]       # also "rcs(age, 4)", "log(ldh)", "age:sex"

    balance:
      also: [year]                   # reported, not balanced on

    designs:
      matched: {method: nearest, on: logit, caliper: 0.2}
      weighted: {method: propensityWeights, estimand: ATO}

    outcomes:
      survival: {label: Overall survival, time: days, event: died == 1, unit: days}

    analyses:
      - outcome: survival
        design: [matched, weighted]
        estimates: [kaplanMeier, median, cox, {rmst: 730.5}]

    gates:
      smd: 0.1                       # a bare number withholds estimates where it does not hold
      ess: {threshold: 50, action: report}

    """
  }
}
