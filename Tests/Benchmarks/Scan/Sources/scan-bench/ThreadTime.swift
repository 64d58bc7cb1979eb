import Foundation

/// Processor time of this thread: what others run beside it doesn't count.
enum ThreadTime {
    static var now: Duration {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return .seconds(time.tv_sec) + .nanoseconds(time.tv_nsec)
    }
}

/// Tells on standard error how far a part has come.
enum Progress {
    private static let every = 20

    static func tell(_ done: Int, of all: Int) {
        guard done % every == 0 || done == all else { return }
        FileHandle.standardError.write(Data("\(done) of \(all) photos\n".utf8))
    }
}
