#if canImport(Glibc)
  private import Glibc
#else
  private import Darwin
#endif

/// Threads that do the same work beside the calling one, and end with it.
///
/// They are made for one call. A shared pool (`DispatchQueue.concurrentPerform`) starts fewer
/// threads than asked for where the process may use few processors, down to none of two.
enum ThreadTeam {
  /// Calls a function on so many threads at once, the calling one among them, and waits for all.
  ///
  /// Where the system has no more threads to give, fewer do the work.
  static func perform(_ count: Int, _ work: @Sendable () -> Void) {
    withoutActuallyEscaping(work) { work in
      let task = TeamTask(work)
      var threads: [pthread_t] = []
      for _ in 1..<max(1, count) {
        guard let thread = task.start() else { break }
        threads.append(thread)
      }
      task.run()
      for thread in threads { pthread_join(thread, nil) }
    }
  }
}

/// What the threads of a team do; it outlives them, as they are waited for.
private final class TeamTask: Sendable {
  private let work: @Sendable () -> Void

  init(_ work: @escaping @Sendable () -> Void) { self.work = work }

  func run() { work() }

  /// A thread that runs the task; `nil` where there can be none.
  func start() -> pthread_t? {
    let task = unsafe Unmanaged.passUnretained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let status = unsafe pthread_create(&thread, nil, { unsafe TeamTask.enter($0) }, task)
      return status == 0 ? thread : nil
    #else
      var thread: pthread_t?
      let status = unsafe pthread_create(&thread, nil, { unsafe TeamTask.enter($0) }, task)
      return status == 0 ? thread : nil
    #endif
  }

  private static func enter(_ task: UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? {
    if let task = unsafe task {
      unsafe Unmanaged<TeamTask>.fromOpaque(task).takeUnretainedValue().run()
    }
    return nil
  }
}
