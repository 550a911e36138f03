extension OutputError {
  /// A stable name in kebab case.
  public var id: String {
    switch self {
    case .notARun: "not-a-run"
    case .notAFolder: "not-a-folder"
    case .nameLeavesFolder: "name-leaves-folder"
    case .cannotWrite: "cannot-write"
    }
  }

  /// The error in one sentence.
  public var message: String {
    switch self {
    case .notARun(let path):
      "'\(path)' exists and is not the output of an earlier run (it holds no \(OutputFolder.marker))"
    case .notAFolder(let path): "'\(path)' exists and is not a folder"
    case .nameLeavesFolder(let name): "'\(name)' is no name for a file inside the output folder"
    case .cannotWrite(let path, let reason): "'\(path)' cannot be written: \(reason)"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .notARun, .notAFolder: "choose another folder with --out, or remove this one"
    case .nameLeavesFolder, .cannotWrite: nil
    }
  }
}
