private import Foundation
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#else
  internal import Darwin
#endif

/// The work was interrupted by the person or the system.
public struct Interrupted: Error, Hashable, Sendable {
  /// An interruption.
  public init() {}
}

/// Ctrl-C and requests to end, answered in an orderly way: nothing half-written stays behind.
///
/// The first signal sets a flag, which long work looks at by ``check()``. Work that does not look within
/// ``patience``, or a second signal, ends the process with ``exitStatus``; temporary folders are removed
/// first. The signal handler itself only counts and wakes a thread that does the rest.
public enum Interruption {
  /// The exit status of an interrupted process.
  public static let exitStatus: Int32 = 130
  /// How long work may go on after the first signal, in milliseconds.
  public static let patience: Int32 = 800

  /// Whether an interruption was asked for.
  public static var isRequested: Bool { signalCount.load(ordering: .acquiring) > 0 }

  /// Ends the work here if an interruption was asked for.
  public static func check() throws(Interrupted) {
    if isRequested { throw Interrupted() }
  }

  /// Forgets a request, for a session that goes on after the interrupted command.
  public static func reset() { signalCount.store(0, ordering: .releasing) }

  /// Whether a signal only stops the work at hand, as in a session: work that goes on too long is
  /// ended by a second signal, and not by itself.
  public static var stopsWorkOnly: Bool {
    get { isSession.load(ordering: .acquiring) }
    set { isSession.store(newValue, ordering: .releasing) }
  }

  /// Whether a session waits for its next command, so that a signal ends nothing.
  static var isIdle: Bool {
    get { isWaiting.load(ordering: .acquiring) }
    set { isWaiting.store(newValue, ordering: .releasing) }
  }

  /// Starts to answer SIGINT, SIGTERM and SIGHUP; the second call and later ones do nothing.
  ///
  /// A SIGHUP that is ignored already, as under `nohup`, stays ignored. Signals that the parent
  /// process left blocked are let through.
  public static func install() {
    guard !isInstalled.exchange(true, ordering: .acquiringAndReleasing) else { return }
    var ends: [Int32] = [-1, -1]
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    wakingEnd.store(ends[1], ordering: .releasing)
    let watched = ends[0]
    Thread { watch(watched) }.start()
    var answered = sigset_t()
    unsafe sigemptyset(&answered)
    for signal in [SIGINT, SIGTERM, SIGHUP] {
      answer(signal)
      unsafe sigaddset(&answered, signal)
    }
    unsafe pthread_sigmask(SIG_UNBLOCK, &answered, nil)
  }

  /// Removes what is registered and ends the process, unless a folder is being exchanged just now.
  static func end() -> Never {
    TemporaryFolders.shared.removeAll()
    _exit(exitStatus)
  }

  private static let stillBusy =
    "\nthe work stops at its next step; Ctrl-C again ends the program\n"

  private static func answer(_ signal: Int32) {
    var action = sigaction()
    if signal == SIGHUP, unsafe sigaction(signal, nil, &action) == 0, isIgnored(action) { return }
    action = sigaction()
    #if canImport(Glibc)
      unsafe action.__sigaction_handler.sa_handler = noteSignal
    #else
      unsafe action.__sigaction_u.__sa_handler = noteSignal
    #endif
    action.sa_flags = SA_RESTART
    unsafe sigaction(signal, &action, nil)
  }

  private static func isIgnored(_ action: sigaction) -> Bool {
    #if canImport(Glibc)
      let handler = unsafe unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
    #else
      let handler = unsafe unsafeBitCast(action.__sigaction_u.__sa_handler, to: Int.self)
    #endif
    let ignoring = unsafe unsafeBitCast(SIG_IGN, to: Int.self)
    return handler == ignoring
  }

  /// Waits for signals in a thread of its own, where everything may be done.
  private static func watch(_ descriptor: Int32) {
    while true {
      var byte: UInt8 = 0
      let count = retrying { unsafe read(descriptor, &byte, 1) }
      guard case .success(1) = count else { return }
      if isIdle { continue }
      if signalCount.load(ordering: .acquiring) > 1 { end() }
      var next = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
      _ = unsafe poll(&next, 1, patience)
      guard isRequested, !isIdle else { continue }
      if !stopsWorkOnly { end() }
      if next.revents == 0 { StandardStream.error.write(stillBusy) }
    }
  }
}

private let signalCount = Atomic<Int>(0)
private let wakingEnd = Atomic<Int32>(-1)
private let isSession = Atomic<Bool>(false)
private let isWaiting = Atomic<Bool>(false)
private let isInstalled = Atomic<Bool>(false)

/// The signal handler: it does nothing but what may be done at any moment.
private func noteSignal(_ signal: Int32) {
  let code = errno
  signalCount.add(1, ordering: .acquiringAndReleasing)
  var byte: UInt8 = 0
  _ = unsafe write(wakingEnd.load(ordering: .acquiring), &byte, 1)
  errno = code
}
