/// The tables of the registry, in the order in which they are written.
enum RegistryTable: Int, CaseIterable, Sendable {
  case patient, diagnosis, lab, cytogenetics, transplant, treatment, dose, response, progression
  case mrd, ae, spm, vte, death, followup

  /// The column with the id of the patient, the first of every table.
  static let patientColumn = "pid"

  /// The columns behind the id of the patient.
  var columns: [String] {
    switch self {
    case .patient: ["sex", "birth_year", "centre", "province", "first_contact"]
    case .diagnosis:
      [
        "date", "type", "ig_type", "light_chain", "iss", "bmpc_pct", "emd", "crab_c", "crab_r",
        "crab_a", "crab_b", "ecog",
      ]
    case .lab: ["date", "analyte", "value", "unit", "below_lod"]
    case .cytogenetics: ["date", "method", "marker", "result", "pct_cells", "cd138_selected"]
    case .transplant:
      [
        "date", "kind", "number", "conditioning", "mel_mg_m2", "tandem_planned", "cd34",
        "engraft_date",
      ]
    case .treatment:
      [
        "treatment_id", "drug", "regimen", "intent", "start", "stop", "stop_reason", "on_trial",
        "nct",
      ]
    case .dose:
      ["treatment_id", "drug", "start", "stop", "mg", "schedule", "days_on", "cycle_len"]
    case .response: ["date", "category", "basis", "confirmed", "assessor"]
    case .progression: ["date", "kind", "on_drug"]
    case .mrd: ["date", "assay", "sensitivity", "result", "log10_level"]
    case .ae: ["onset", "end", "term", "grade", "related_drug", "serious"]
    case .spm: ["date", "icd10", "invasive", "site"]
    case .vte: ["date", "kind", "prophylaxis"]
    case .death: ["date", "cause"]
    case .followup: ["last_contact", "status"]
    }
  }

  /// What a study calls the table.
  var name: String { Self.names[rawValue] }

  /// The name of the file.
  var file: String { "\(name).csv" }

  private static let names = allCases.map { "\($0)" }
}
