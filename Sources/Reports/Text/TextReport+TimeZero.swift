internal import Workflow

extension TextReport {
  /// What is wrong with the time zero of the design and was accepted, before any number.
  var acceptedDesign: [TextLine] {
    let accepted = content.acceptedDesignErrors
    guard !accepted.isEmpty else { return [] }
    var lines = TextLine.paragraph(
      "The design has \(accepted.count == 1 ? "an error" : "errors") of time zero that the authors accept",
      at: 0, width: width, ink: .warning)
    for finding in accepted {
      lines += TextLine.paragraph("\(finding.id): \(finding.message)", at: 2, width: width)
      lines += TextLine.paragraph("accepted: \(finding.accepted ?? "")", at: 4, width: width)
    }
    return lines
  }
}

extension ReportContent {
  /// Errors of the design that the study accepts in writing, each finding once.
  var acceptedDesignErrors: [Results.Finding] {
    results.findings.filter { finding in
      finding.accepted != nil && FindingCatalogue.timeZeroIds.contains(finding.id)
    }
  }
}
