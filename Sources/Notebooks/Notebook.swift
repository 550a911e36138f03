/// A transcript of a session among lines of prose.
public struct Notebook: Sendable, Equatable {
}
