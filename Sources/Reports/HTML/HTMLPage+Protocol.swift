extension HTMLPage {
  /// The protocol in words.
  func protocolInWords() -> [Markup] {
    content.protocolSections.map { section in
      var body = [tag("h3", .text(section.heading))]
      body += section.paragraphs.map(paragraph)
      if !section.rows.isEmpty {
        body.append(
          tag(
            "dl", [("class", "protocol")],
            section.rows.map {
              tag("div", tag("dt", .text($0.term)), tag("dd", .text($0.definition)))
            }
          ))
      }
      return tag("div", [("class", "part")], body)
    }
  }
}
