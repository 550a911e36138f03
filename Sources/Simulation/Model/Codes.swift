/// The codes that tables of the registry are written in.
enum Codes {
  static let lenalidomide = "lenalidomide"
  static let continuousDrugs: Set<String> = [
    "lenalidomide", "pomalidomide", "daratumumab", "isatuximab", "elotuzumab",
  ]
  static let drugs = [
    "lenalidomide", "thalidomide", "pomalidomide", "bortezomib", "carfilzomib", "ixazomib",
    "daratumumab", "isatuximab", "elotuzumab", "melphalan", "cyclophosphamide", "dexamethasone",
    "prednisone", "doxorubicin", "other",
  ]
  static let diagnoses = ["MM", "SMM", "MGUS", "PCL", "AL"]
  static let stages = ["I", "II", "III"]
  static let markers = [
    "del17p", "t4_14", "t14_16", "t14_20", "gain1q", "amp1q", "del1p", "t11_14", "hyperdiploid",
  ]
  static let grades = ["0", "1", "2", "3"]
  static let stopReasons = [
    "PD", "toxicity", "planned", "MRD", "patient", "death", "SPM", "cost", "other", "unknown",
  ]
  /// From the least response up; `PD` is no depth.
  static let responses = ["SD", "MR", "PR", "VGPR", "CR", "sCR"]
}
