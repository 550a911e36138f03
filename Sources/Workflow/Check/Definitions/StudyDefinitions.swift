internal import Diagnostics
internal import Expressions
internal import Registry
internal import Studies
internal import Tables
internal import Vocabulary

/// What the files of definitions that a study names say.
struct StudyDefinitions {
  /// The named expressions.
  var expressions = Definitions()
  /// The derived tables, in the order of the files.
  var tables: [NamedList<DerivedTableSection>.Element] = []
  /// The derived tables that could be made, as expressions see them.
  var described: [EventTableSchema] = []
  /// How treatments become lines of therapy, from the first file that says it.
  var lines: Located<LinesSection>?
  /// The files as they were read.
  var files: [DefinitionsFile] = []

  /// The files as the record of a run names them.
  func record(with study: StudyFile) -> [RunRecord.Input] {
    files.map { RunRecord.Input($0.path, $0.bytes, below: study.folder) }
  }
}

extension StudyChecker {
  /// Reads the files of definitions; what is sound in them is used even where the rest is not.
  mutating func readDefinitions(_ file: StudyFile, _ sources: inout SourceTexts) {
    var all: [Definition] = []
    for name in study.definitions {
      let path = StudyFile.joined(file.folder, name.value)
      guard !definitions.files.contains(where: { $0.path == path }) else {
        report(.definitionsTwice(name.value), at: name.place)
        continue
      }
      do throws(DefinitionsFileFailure) {
        let read = try DefinitionsFile(path: path, at: name.place)
        sources.add(read.source)
        faults += read.faults
        definitions.files.append(read)
        definitions.tables += read.section.tables.elements
        definitions.lines = definitions.lines ?? read.section.lines
        for element in read.section.define.elements {
          if let definition = definition(element) { all.append(definition) }
        }
      } catch {
        if let source = error.source { sources.add(source) }
        faults += error.faults.diagnostics
      }
    }
    let known = all
    let expressions = attempt { () throws(Faults) in try Definitions(known) }
    if expressions == nil { untyped += known.map(\.name) }
    definitions.expressions = expressions ?? Definitions()
  }

  private mutating func definition(_ element: NamedList<ExpressionText>.Element) -> Definition? {
    let definition = attempt { () throws(Faults) in
      try Definition(Located(element.name, at: element.place), element.value.source)
    }
    if definition == nil { untyped.append(String(element.name.prefix { $0 != "(" })) }
    return definition
  }

  /// Names of definitions must mean nothing else, and what no expression of the study asks for must
  /// be sound, too, where it can be told without arguments.
  mutating func checkDefinitions(_ patients: Table, _ schema: Schema) {
    for definition in definitions.expressions.elements {
      let isColumn = patients.columnNames.contains(definition.name)
      if isColumn || schema.events.contains(where: { $0.name == definition.name }) {
        report(.definitionIsAColumn(definition.name, isColumn: isColumn), at: definition.place)
      }
      guard definition.parameters.isEmpty else { continue }
      let expression = definition.expression
      do throws(Faults) {
        _ = try expression.checked(against: schema)
      } catch {
        for fault in error.diagnostics where !isKnown(fault) {
          faults.append(naming(fault, file: definition.place?.file))
        }
      }
    }
  }

  /// A fault with the line of the study that names its file.
  func naming(_ fault: Diagnostic, file: String?) -> Diagnostic {
    var fault = fault
    guard let place = definitions.files.first(where: { $0.path == file })?.asked else {
      return fault
    }
    fault.notes.append(Diagnostic.Note("the study names the file here", at: place))
    return fault
  }

  /// Whether a fault has been told, perhaps with the way that led there.
  private func isKnown(_ fault: Diagnostic) -> Bool {
    faults.contains {
      $0.id == fault.id && $0.message == fault.message && $0.place == fault.place
    }
  }

  /// Of faults of definitions that several expressions ask for, the first is enough.
  mutating func forgetRepeated() {
    let paths = Set(definitions.files.map(\.path))
    var kept: [Diagnostic] = []
    for fault in faults {
      let isShared = fault.place.map { paths.contains($0.file) } ?? false
      let isKnown = kept.contains {
        $0.id == fault.id && $0.message == fault.message && $0.place == fault.place
      }
      if !isShared || !isKnown { kept.append(fault) }
    }
    faults = kept
  }
}
