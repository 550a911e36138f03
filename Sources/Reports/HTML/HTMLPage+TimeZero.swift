internal import Workflow

extension HTMLPage {
  /// What is wrong with the time zero of the design and was accepted, before any number.
  func acceptedDesign() -> [Markup] {
    let accepted = content.acceptedDesignErrors
    guard !accepted.isEmpty else { return [] }
    let noun = accepted.count == 1 ? "an error" : "errors"
    return [
      tag(
        "div", [("class", "key accepted")],
        [
          tag(
            "p",
            tag(
              "strong", .text("The design has \(noun) of time zero, which the authors accept."))),
          tag(
            "ul", [("class", "attention")],
            accepted.map { finding in
              tag(
                "li", .text("\(finding.id): \(content.readable(finding.message)). "),
                tag("em", .text("Accepted: \(finding.accepted ?? "")")))
            }),
        ])
    ]
  }
}
