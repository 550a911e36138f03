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

  /// A stage with how long it took and what it needed.
  public struct Stage: Codable, Sendable, Equatable {
    /// The stage.
    public var stage: String
    /// Its duration.
    public var seconds: Double
    /// The largest size in memory, in millions of bytes, since what ``RunRecord/peakSince`` says.
    public var peakMegabytes: Double?

    /// A stage.
    public init(stage: String, seconds: Double, peakMegabytes: Double? = nil) {
      self.stage = stage
      self.seconds = seconds
      self.peakMegabytes = peakMegabytes
    }
  }

  /// From where on peaks of memory are the largest.
  public enum PeakStart: String, Codable, Sendable {
    /// Each peak is that of its stage.
    case stage
    /// Peaks are those of the process up to the end of the stage: the system cannot restart them.
    case process
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
  /// How long each stage took, and the memory it needed.
  public var stages: [Stage]
  /// From where on the peaks of memory are the largest; `nil` where there are none.
  public var peakSince: PeakStart?

  /// A record.
  public init(
    version: String, blas: String, inputs: [Input], seed: UInt64, threads: Int, set: [String],
    started: String, stages: [Stage], peakSince: PeakStart? = nil
  ) {
    self.version = version
    self.blas = blas
    self.inputs = inputs
    self.seed = seed
    self.threads = threads
    self.set = set
    self.started = started
    self.stages = stages
    self.peakSince = peakSince
  }
}
