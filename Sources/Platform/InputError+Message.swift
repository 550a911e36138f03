extension InputError {
  /// A stable name in kebab case.
  public var id: String {
    switch self {
    case .notFound: "file-not-found"
    case .isAFolder: "not-a-file"
    case .notPermitted: "file-not-permitted"
    case .notText: "not-text"
    case .isAPipe: "file-is-a-pipe"
    case .isADevice: "file-is-a-device"
    case .changed: "file-changed"
    case .cannotRead: "cannot-read"
    }
  }

  /// The error in one sentence.
  public var message: String {
    switch self {
    case .notFound(let path): "there is no file '\(path)'"
    case .isAFolder(let path): "'\(path)' is a folder, and a file is needed"
    case .notPermitted(let path): "you may not read '\(path)'"
    case .notText(let path, let offset): "'\(path)' is not UTF-8 text: byte \(offset + 1) is not"
    case .isAPipe(let path): "'\(path)' is a pipe, and a file is needed"
    case .isADevice(let path): "'\(path)' is a device, and a file is needed"
    case .changed(let path): "'\(path)' was changed while it was read"
    case .cannotRead(let path, let reason): "'\(path)' cannot be read: \(reason)"
    }
  }

  /// What to do about it.
  public var help: String? {
    switch self {
    case .notText: "save the file as UTF-8"
    case .notPermitted: "ask for permission to read it, or copy it to where you have it"
    case .isAPipe: "save what comes through it as a file"
    case .changed: "wait until the program that writes it has finished"
    default: nil
    }
  }
}
