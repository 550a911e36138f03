internal import Tables
internal import Vocabulary

extension MyelomaModel {
  /// From which day on each centre's province pays for a drug, as the table `centre_policy`.
  public var policies: String {
    var writer = CSVWriter(header: ["centre", "drug", "funded_from"])
    for centre in parameters.centres.elements {
      for funded in parameters.provinces[centre.value.province]?.funded.elements ?? [] {
        writer.append(text: centre.name)
        writer.append(text: funded.name)
        writer.append(text: CalendarDate(daysSince1970: funded.value.day).description)
        writer.endRow()
      }
    }
    return writer.text
  }
}
