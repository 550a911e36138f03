extension HTMLPage {
  /// The protocol in words.
  mutating func protocolInWords() -> [Markup] {
    let drawn = figures.design.map { figure($0) }
    return [drawn].compactMap(\.self)
      + content.protocolSections.map { section in
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
