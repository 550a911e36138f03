#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The memory of this process that is in use on the machine.
public enum ProcessMemory {
  /// The largest resident size in bytes since the start of the process, or since ``restartPeak()``
  /// where that succeeded; `nil` where the system does not tell.
  public static var peak: Int? {
    if let kilobytes = status("VmHWM") { return kilobytes * 1024 }
    var usage = rusage()
    #if canImport(Glibc)
      guard unsafe getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) == 0 else { return nil }
      return usage.ru_maxrss * 1024
    #else
      guard unsafe getrusage(RUSAGE_SELF, &usage) == 0 else { return nil }
      return usage.ru_maxrss
    #endif
  }

  /// The resident size in bytes; `nil` where the system does not tell.
  public static var resident: Int? { status("VmRSS").map { $0 * 1024 } }

  /// Lets ``peak`` begin again from the present size, and says whether the system can do that.
  ///
  /// Linux can, where a process may write to its own `/proc/self/clear_refs`.
  public static func restartPeak() -> Bool {
    let descriptor = unsafe open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let text: [UInt8] = [0x35]
    do {
      try writeAll(text.span, to: descriptor)
      return true
    } catch {
      return false
    }
  }

  /// Keeps memory that is given back for what is asked for next, instead of returning it to the
  /// system.
  ///
  /// Large columns come and go all the time; fetched from the system each anew, their pages would be
  /// cleared each time. Only the allocator of glibc is told; the peak hardly changes.
  public static func reuseFreed() {
    #if canImport(Glibc)
      typealias SetOption = @convention(c) (CInt, CInt) -> CInt
      guard let symbol = unsafe dlsym(nil, "mallopt") else { return }
      let mallopt = unsafe unsafeBitCast(symbol, to: SetOption.self)
      let (trimThreshold, mapThreshold, arenas): (CInt, CInt, CInt) = (-1, -3, -8)
      _ = mallopt(trimThreshold, .max)
      _ = mallopt(mapThreshold, 1 << 30)
      _ = mallopt(arenas, 1)
    #endif
  }

  /// A line of the process's status in kilobytes.
  private static func status(_ key: String) -> Int? {
    guard let text = try? InputFile.text("/proc/self/status") else { return nil }
    let line = text.split(separator: "\n").first { $0.hasPrefix("\(key):") }
    return line?.split(whereSeparator: { $0 == " " || $0 == "\t" }).dropFirst().first
      .flatMap { Int($0) }
  }
}
