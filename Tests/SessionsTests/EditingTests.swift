import Foundation
import Sessions
import Testing

struct EditingTests {
  @Test func `a study is opened by its file, its folder, and its table`() throws {
    try SessionFolder.with { folder in
      var session = Session()
      #expect(
        session.perform("open \(folder.path)").text
          == "\(folder.path)/study.yaml: study small; 2 arms, 2 designs, 1 outcome, 1 analysis\n")
      #expect(session.perform("show").output == SessionFolder.study)
      let begun = session.perform("open \(folder.path)/patients.csv")
      #expect(begun.output.contains("200 rows, 7 columns"))
      #expect(
        session.perform("show").output == "study: patients\ndata:\n  table: patients.csv\n")
    }
  }

  @Test func `what is not there is said with what was meant, and nothing is opened`() throws {
    try SessionFolder.with { folder in
      var session = Session()
      let reply = session.perform("open \(folder.path)/patient.csv")
      #expect(reply.failure == .notFound)
      #expect(reply.complaints.contains("did you mean '\(folder.path)/patients.csv'?"))
      #expect(session.perform("show").failure == .fault)
      #expect(session.perform("show").complaints.contains("nothing-open"))
    }
  }

  @Test func `a value is changed where it stands, and comments stay`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      #expect(
        session.perform("set designs.matched.caliper = 0.1").text
          == "designs.matched.caliper: 0.2 → 0.1\n")
      #expect(
        session.perform("show").output
          == SessionFolder.study.replacing("caliper: 0.2}", with: "caliper: 0.1}"))
      session.perform(all: [
        "set propensity.terms = [age, stage, \"age:stage\"]", "set designs.weighted.estimand = ATT",
        "set designs.matched.ratio = 2", "set designs.weighted.truncate = [0.01, 0.99]",
      ])
      let text = session.perform("show").output
      #expect(text.contains("terms: [age, stage, \"age:stage\"]\n"))
      #expect(text.contains("    estimand: ATT\n    truncate: [0.01, 0.99]\noutcomes"))
      #expect(text.contains("caliper: 0.1, ratio: 2}   # the usual\n"))
    }
  }

  @Test func `a change that cannot keep comments says so`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      let reply = session.perform("unset designs.weighted.estimand")
      #expect(reply.output.contains("comments and layout of the file are not kept"))
      #expect(!session.perform("show").output.contains("#"))
      let again = session.perform("set designs.matched.caliper = 0.3")
      #expect(!again.output.contains("comments"))
      let saved = session.perform("save \(folder.path)/other.yaml")
      #expect(saved.output.contains("without the comments"))
    }
  }

  @Test(arguments: [
    ("set designs.matched.method = neerest", "neerest", "did you mean 'nearest'?"),
    ("set designs.matched.calipr = 0.1", "designs.matched.calipr", "did you mean 'caliper'?"),
    ("set propensity.terms = [age, stge]", "stge", "did you mean 'stage'?"),
    ("set designs.matched.caliper = -1", "-1", nil),
    ("set analyses[0].design = mached", "mached", "did you mean 'matched'?"),
    ("set study.name.first = x", "study.name.first", nil),
    ("set cohort.arms.treated.where = therapy = \"new\"", "=", nil),
    ("set title = [unclosed", nil, nil),
    ("set designs..caliper = 1", "designs..caliper", nil),
  ])
  func `a mistake is shown under what was typed, and changes nothing`(
    command: String, marked: String?, help: String?
  ) throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      let reply = session.perform(command)
      #expect(reply.failure == .fault)
      #expect(reply.output.isEmpty)
      let lines = reply.complaints.split(separator: "\n").map(String.init)
      let carets = try #require(lines.firstIndex { $0.contains("^") })
      #expect(lines[carets - 1].contains(command))
      if let marked {
        let start = try #require(lines[carets].firstIndex(of: "^"))
        let column = lines[carets].distance(from: lines[carets].startIndex, to: start)
        #expect(lines[carets - 1].dropFirst(column).hasPrefix(marked))
      }
      if let help { #expect(reply.complaints.contains(help)) }
      #expect(session.perform("show").output == SessionFolder.study)
    }
  }

  @Test func `a value may take several lines`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      #expect(Session.goesOn("set propensity ="))
      #expect(Session.goesOn("set propensity =\n  terms:"))
      #expect(!Session.goesOn("set propensity =\n  terms: [age]\n"))
      #expect(!Session.goesOn("set title = a"))
      #expect(!Session.goesOn("show ="))
      let reply = session.perform("set propensity =\n  model: firth\n  terms:\n    - age\n")
      #expect(reply.failure == nil)
      #expect(session.perform("show propensity").output == "model: firth\nterms: [age]\n")
      let wrong = session.perform("set propensity =\n  model: frith\n  terms: [age]\n")
      #expect(wrong.complaints.contains("command:2:10"))
      #expect(wrong.complaints.contains("did you mean 'firth'?"))
    }
  }

  @Test func `undo goes back change by change to where the session began`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      session.perform(all: ["set title = One", "set title = Two", "unset title"])
      #expect(session.perform("show title").failure == .fault)
      _ = session.perform("undo")
      #expect(session.perform("show title").output == "Two\n")
      session.perform(all: ["undo", "undo"])
      #expect(session.perform("show").output == SessionFolder.study)
      _ = session.perform("undo")
      #expect(session.perform("show").complaints.contains("no study is open"))
      #expect(session.perform("undo").complaints.contains("nothing-to-undo"))
    }
  }

  @Test func `unset takes out keys and elements, and says when there is nothing`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      session.perform(all: ["unset analyses[0]", "unset designs.weighted"])
      let text = session.perform("show").output
      #expect(!text.contains("analyses"))
      #expect(!text.contains("weighted"))
      let reply = session.perform("unset gates.ess")
      #expect(reply.complaints.contains("nothing-there"))
      #expect(reply.complaints.contains("^^^^^^^^^"))
    }
  }
}
