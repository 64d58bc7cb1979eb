/// Why the process that reads photos can't be spoken with. None of it is a photo's fault.
public enum WorkerFault: Error, Hashable, Sendable {
    /// `errno` of the call that failed.
    case notStarted(errno: Int32)
    /// It has gone.
    case ended
    /// It didn't answer in time.
    case late
    /// What came isn't of the agreed form.
    case foreign
    /// A limit that it needs was refused to it.
    case unconfined
}

extension WorkerFault: CustomStringConvertible {
    public var description: String {
        switch self {
        case .notStarted(let errno): "the process that reads photos couldn't be started (errno \(errno))"
        case .ended: "the process that reads photos ended"
        case .late: "the process that reads photos doesn't answer"
        case .foreign: "the process that reads photos answers in another form than expected"
        case .unconfined: "the process that reads photos wasn't given the limits that it needs"
        }
    }
}
