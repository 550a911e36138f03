internal import Tables
internal import Vocabulary

extension MyelomaParameters {
  /// The name of the file of ``policies``.
  public static let policiesFile = "centre_policy.csv"

  /// From which day on each centre's province pays for a drug, as the table `centre_policy`.
  public var policies: String {
    var writer = CSVWriter(header: ["centre", "drug", "funded_from"])
    for centre in centres.elements {
      for funded in provinces[centre.value.province]?.funded.elements ?? [] {
        writer.append(text: centre.name)
        writer.append(text: funded.name)
        writer.append(text: CalendarDate(daysSince1970: funded.value.day).description)
        writer.endRow()
      }
    }
    return writer.text
  }
}
