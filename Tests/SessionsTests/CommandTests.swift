import Foundation
import Sessions
import Testing
import Vocabulary

struct CommandTests {
  @Test func `commands are not abbreviated, and the one that was meant is proposed`() {
    var session = Session()
    for (word, meant) in [("desc", "describe"), ("balence", "balance"), ("q", "quit")] {
      let reply = session.perform(word)
      #expect(reply.failure == .usage)
      #expect(reply.complaints.contains("did you mean '\(meant)'?"))
    }
    #expect(session.perform("zzzzzz").complaints.contains("'help' lists the commands"))
  }

  @Test func `empty commands and comments do nothing`() {
    var session = Session()
    for command in ["", "   ", "# a remark", "#"] { #expect(session.perform(command).text == "") }
    #expect(session.perform("history").text == "")
  }

  @Test(arguments: [
    "open", "set", "set title", "unset", "explain", "report", "save a b", "run --fast", "run --out",
    "open \"a b", "describe a b",
  ])
  func `a command without what it needs, or with too much, says how it is written`(
    command: String
  ) throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      let reply = session.perform(command)
      #expect(reply.failure == .usage)
      #expect(reply.complaints.contains("bad-command"))
      #expect(reply.complaints.contains("^"))
    }
  }

  @Test func `help lists every command, and explains commands and keys`() {
    var session = Session()
    for width in [40, 80, 120] {
      session.settings.width = width
      let text = session.perform("help").output
      for command in SessionCommand.all { #expect(text.contains("  \(command.usage)")) }
      #expect(text.split(separator: "\n").allSatisfy { $0.count <= max(width, 40) })
    }
    #expect(session.perform("help set").output.hasPrefix("set PATH = VALUE"))
    #expect(session.perform("help caliper").output.contains("designs.NAME.caliper"))
    #expect(session.perform("help balance").output.contains("How balance is judged"))
    #expect(session.perform("help calipr").complaints.contains("did you mean 'caliper'?"))
    #expect(session.perform("explain era-imbalance").output.contains("calendar times"))
  }

  @Test func `names of commands differ, and their summaries are one line`() {
    let commands = SessionCommand.all
    #expect(Set(commands.map(\.name)).count == commands.count)
    for command in commands {
      #expect(!command.summary.isEmpty)
      #expect(!command.summary.contains("\n"))
      #expect(command.summary.last != ".")
    }
  }

  @Test func `describe shows the table as the study reads it`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      _ = session.perform("set data.columns.stage.levels = [III, II, I]")
      #expect(session.perform("describe").output.contains("III ("))
      let stage = session.perform("describe stage").output
      #expect(stage.contains("stage  category: declared"))
      let levels = stage.split(separator: "\n").suffix(3).map { $0.split(separator: " ")[0] }
      #expect(levels == ["III", "II", "I"])
      #expect(session.perform("describe age").output.contains("quartiles"))
      #expect(session.perform("describe agge").complaints.contains("did you mean 'age'?"))
    }
  }

  @Test func `check and plan speak of the study as it is`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      #expect(session.perform("check").output == "no faults\n")
      #expect(session.perform("plan").output.contains("nearest"))
      _ = session.perform("unset propensity")
      let reply = session.perform("check")
      #expect(reply.failure == .fault)
      #expect(reply.complaints.contains("no-propensity"))
      #expect(reply.complaints.contains("study.yaml:"))
    }
  }

  @Test func `history lists what succeeded`() throws {
    try SessionFolder.with { folder in
      var session = folder.session()
      for command in ["set title = A", "set titel = B", "undo", "nonsense"] {
        _ = session.perform(command)
      }
      #expect(
        session.perform("history").output
          == "open \(folder.path)/study.yaml\nset title = A\nundo\n")
    }
  }

  @Test func `quit ends the session`() {
    var session = Session()
    #expect(session.perform("quit").isLast)
  }

  @Test(arguments: [
    ("des", ["describe"]), ("set designs.ma", ["matched"]),
    ("set designs.matched.calipers", ["calipers"]),
    ("set designs.matched.method = ne", ["nearest"]),
    ("set designs.weighted.estimand = AT", ["ATC", "ATE", "ATM", "ATO", "ATT"]),
    ("set propensity.terms = [age, st", ["stage"]), ("describe di", ["died"]),
    ("balance w", ["weighted"]), ("km o", ["os"]), ("km os m", ["matched"]),
    ("explain era-", ["era-imbalance"]), ("show --", ["--all"]), ("run --o", ["--out"]),
    ("set designs.matched.replace = t", ["true"]), ("show propensity.li", ["link"]),
    ("set analyses[0].var", ["variance"]), ("nonsense x", []), ("quit x", []),
  ])
  func `what is typed is completed from the vocabulary, the study and its table`(
    line: String, expected: [String]
  ) throws {
    try SessionFolder.with { folder in
      let completion = folder.session().completion(of: line)
      #expect(completion.candidates == expected)
      #expect(expected.allSatisfy { $0.hasPrefix(line.suffix(completion.replaced)) })
    }
  }

  @Test func `files and folders are completed`() throws {
    try SessionFolder.with { folder in
      let session = folder.session()
      #expect(
        session.completion(of: "open \(folder.path)/").candidates == ["patients.csv", "study.yaml"])
      let parent = (folder.path as NSString).deletingLastPathComponent
      let name = (folder.path as NSString).lastPathComponent
      #expect(session.completion(of: "report \(parent)/\(name)").candidates == ["\(name)/"])
    }
  }
}
