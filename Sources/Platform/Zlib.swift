/// The functions of zlib that unpack.
///
/// Jean-loup Gailly and Mark Adler; the format is that of RFC 1952.
@safe struct Zlib: Sendable {
  /// `z_stream` as zlib declares it.
  @safe struct Stream {
    var input: UnsafePointer<UInt8>?
    var inputCount: UInt32 = 0
    var inputTotal: UInt = 0
    var output: UnsafeMutablePointer<UInt8>?
    var outputCount: UInt32 = 0
    var outputTotal: UInt = 0
    private var message: UnsafeRawPointer?
    private var state: UnsafeRawPointer?
    private var allocate: UnsafeRawPointer?
    private var free: UnsafeRawPointer?
    private var context: UnsafeRawPointer?
    private var dataType: Int32 = 0
    private var checksum: UInt = 0
    private var reserved: UInt = 0

    init() {}
  }

  /// What `inflate` says.
  enum Status {
    static let more: Int32 = 0
    static let end: Int32 = 1
    static let noProgress: Int32 = -5
  }

  typealias Start =
    @convention(c) (
      UnsafeMutableRawPointer, Int32, UnsafePointer<CChar>, Int32
    ) -> Int32
  typealias Step = @convention(c) (UnsafeMutableRawPointer, Int32) -> Int32
  typealias Plain = @convention(c) (UnsafeMutableRawPointer) -> Int32

  let start: Start
  let step: Step
  let reset: Plain
  let end: Plain

  /// The library of this machine, if it has one.
  static let shared = Zlib(["libz.so.1", "libz.so", "libz.1.dylib"])

  init?(_ names: [String]) {
    guard let library = SharedLibrary(names),
      let start = unsafe library.function("inflateInit2_", as: Start.self),
      let step = unsafe library.function("inflate", as: Step.self),
      let reset = unsafe library.function("inflateReset", as: Plain.self),
      let end = unsafe library.function("inflateEnd", as: Plain.self)
    else { return nil }
    unsafe self.start = unsafe start
    unsafe self.step = unsafe step
    unsafe self.reset = unsafe reset
    unsafe self.end = unsafe end
  }
}
