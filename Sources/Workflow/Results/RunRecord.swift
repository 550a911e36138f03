/// How a run came about: everything that may differ between two runs with equal results.
///
/// Written as `run.json`.
public struct RunRecord: Codable, Sendable, Equatable {
  /// A file that was read.
  public struct Input: Codable, Sendable, Equatable {
    /// The path relative to the study's folder.
    public var path: String
    /// Its size.
    public var bytes: Int
    /// Its SHA-256 in hexadecimal.
    public var sha256: String

    /// An input.
    public init(path: String, bytes: Int, sha256: String) {
      self.path = path
      self.bytes = bytes
      self.sha256 = sha256
    }
  }

  /// A stage with how long it took.
  public struct Stage: Codable, Sendable, Equatable {
    /// The stage.
    public var stage: String
    /// Its duration.
    public var seconds: Double

    /// A stage.
    public init(stage: String, seconds: Double) {
      self.stage = stage
      self.seconds = seconds
    }
  }

  /// The version of Equipoise.
  public var version: String
  /// The BLAS in use.
  public var blas: String
  /// What was read.
  public var inputs: [Input]
  /// The seed of every random choice.
  public var seed: UInt64
  /// How many threads were allowed.
  public var threads: Int
  /// The options given as `--set`.
  public var set: [String]
  /// When the run started, in UTC.
  public var started: String
  /// How long each stage took.
  public var stages: [Stage]

  /// A record.
  public init(
    version: String, blas: String, inputs: [Input], seed: UInt64, threads: Int, set: [String],
    started: String, stages: [Stage]
  ) {
    self.version = version
    self.blas = blas
    self.inputs = inputs
    self.seed = seed
    self.threads = threads
    self.set = set
    self.started = started
    self.stages = stages
  }
}
