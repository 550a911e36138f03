import Foundation
import Reports
import TestSupport
import Workflow

/// A report of realistic size, made by `scripts/reference/reports_sample.R` from a public data set.
enum Sample {
  static func results() throws -> Results {
    let text = try Fixtures.text("rotterdam-results.json")
    return try JSONDecoder().decode(Results.self, from: Data(text.utf8))
  }

  static func content() throws -> ReportContent { content(of: try results()) }

  static func content(of results: Results) -> ReportContent {
    ReportContent(
      results: results, record: record, protocolSections: protocolSections, studyText: studyText,
      outcomeLabels: ["rfs": "Relapse-free survival", "os": "Overall survival"],
      outcomeUnits: ["rfs": "days", "os": "days"],
      designLabels: [
        "matchedProbability": "Matched on the probability",
        "matchedLogit": "Matched on the logit",
        "weighted": "Weighted to all patients",
      ],
      covariateLabels: [
        "age": "Age, years", "meno": "Postmenopausal", "size": "Tumour size, mm",
        "grade": "Grade", "nodes": "Positive lymph nodes", "pgr": "Progesterone receptor, fmol/L",
        "er": "Oestrogen receptor, fmol/L", "year": "Year of surgery", "chemo": "Chemotherapy",
      ],
      covariateNotes: ["grade": "histological grade 2 or 3, used as a number"])
  }

  /// The sample with every number of the design `weighted` withheld and its curves gone.
  static func withheld() throws -> ReportContent {
    var results = try results()
    let reason = "ess: the effective sample size of treated is below what the study asks for"
    for index in results.estimates.indices where results.estimates[index].design == "weighted" {
      let old = results.estimates[index]
      results.estimates[index] = Estimate(
        outcome: old.outcome, design: old.design, subgroup: old.subgroup, arm: old.arm,
        referenceArm: old.referenceArm, measure: old.measure, at: old.at, unit: old.unit,
        level: old.level, status: .withheld)
      results.estimates[index].reason = reason
    }
    results.curves.removeAll { $0.design == "weighted" }
    return content(of: results)
  }

  static let record = RunRecord(
    version: "0.1.0", blas: "OpenBLAS 0.3.21",
    inputs: [
      .init(
        path: "study.yaml", bytes: 1432,
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"),
      .init(
        path: "rotterdam.csv", bytes: 143_220,
        sha256: "60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752"),
    ],
    seed: 1, threads: 4, set: ["balance.denominator=treated"], started: "2025-11-22T17:03:00Z",
    stages: [
      .init(stage: "read", seconds: 0.021), .init(stage: "match", seconds: 0.134),
      .init(stage: "estimate", seconds: 0.412),
    ])

  static let protocolSections = [
    ProtocolSection(
      heading: "Target trial",
      paragraphs: ["Each part of the trial that this study stands for, and how it is met here."],
      rows: [
        .init("Patients", "Women with primary breast cancer who had surgery."),
        .init("Treated arm", "Hormonal therapy: hormon == 1"),
        .init("Control arm", "No hormonal therapy: hormon == 0"),
        .init("Time zero", "Surgery"),
        .init("Outcomes", "Relapse-free survival (primary), overall survival"),
      ]),
    ProtocolSection(
      heading: "Estimands",
      paragraphs: [
        "The matched designs speak of the patients who were treated (ATT); the weighted design "
          + "speaks of all patients (ATE)."
      ]),
  ]

  static let studyText = """
    study: rotterdam-hormone
    title: Hormonal therapy in primary breast cancer
    data: {table: rotterdam.csv, id: pid}
    cohort:
      arms:
        treated: {label: Hormonal therapy, where: hormon == 1}   # <- focal
        control: {label: "No hormonal therapy", where: hormon == 0 && true}
    """
}
