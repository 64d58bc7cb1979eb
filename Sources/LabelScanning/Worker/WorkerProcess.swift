import Facility
import Glibc
import Synchronization

/// One worker as the gateway holds it; used by one thread at a time. It ends with the last reference to it.
final class WorkerProcess: Sendable {
    /// What came of a photo.
    enum Outcome {
        case reply(WorkerFrame)
        /// It never got hold of the photo: it had ended before.
        case notTaken
        /// It ended over the photo.
        case ended
        /// Time is up; it was killed.
        case late
    }

    let identifier: pid_t
    private let link: WorkerLink
    /// What it was taught, by form: how many codes, and the last of them; nil: nothing yet.
    private let taught = Mutex<[PrintedSymbols.Form: Taught]?>(nil)

    private struct Taught {
        var count: Int
        var last: LabelCode
    }

    private let filtered = Mutex(false)
    /// Whether the kernel refuses it the system calls that a decoder has no business with.
    var isFiltered: Bool { filtered.withLock { $0 } }

    private static let greetingTime = Duration.seconds(20)

    /// Starts a worker and waits until it has confined itself.
    ///
    /// - Parameter program: understands the argument `scan-worker`.
    init(program: String, _ settings: WorkerSettings) throws(WorkerFault) {
        var ends: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &ends) == 0 else { throw .notStarted(errno: errno) }
        link = WorkerLink(descriptor: ends[0], bodyBytesMax: settings.bodyBytesMax)
        do throws(WorkerFault) {
            // Its end is closed here before it is greeted: where it ends early, that is seen at once.
            defer { close(ends[1]) }
            identifier = try WorkerSpawn.start(program, on: ends[1])
        } catch {
            close(ends[0])
            throw error
        }
        // All is set: from here on the end of this object ends the process.
        try greet(settings)
    }

    deinit {
        close(link.descriptor)
        kill(identifier, SIGKILL)
        var status: Int32 = 0
        while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
    }

    private func greet(_ settings: WorkerSettings) throws(WorkerFault) {
        let deadline = ContinuousClock.now + Self.greetingTime
        try link.send(WorkerFrame(.hello, settings), until: deadline)
        let reply = try link.receive(until: deadline)
        guard reply.kind == .ready else { throw .foreign }
        let readiness = try reply.value(WorkerReadiness.self)
        guard readiness.isConfined else { throw .unconfined }
        filtered.withLock { $0 = readiness.isFiltered }
    }

    /// Brings what it knows up to these: sends only what it hasn't had, and everything where they don't begin with that.
    func teach(_ symbols: PrintedSymbols, until deadline: ContinuousClock.Instant) throws(WorkerFault) {
        var had = taught.withLock { $0 }
        let goesOn = had?.allSatisfy { form, taught in
            symbols.groups[form]?.code(at: taught.count - 1) == taught.last
        }
        if goesOn != true { had = nil }
        for (form, group) in symbols.groups {
            for part in group.codes(from: had?[form]?.count ?? 0) {
                let lesson = WorkerLesson(
                    host: form.host, version: form.version, level: form.level, isFirst: had == nil)
                try link.send(WorkerFrame(.learn, lesson, body: WorkerLesson.bytes(part)), until: deadline)
                let count = (had?[form]?.count ?? 0) + part.count
                had = (had ?? [:]).merging([form: Taught(count: count, last: part[part.endIndex - 1])]) { $1 }
            }
        }
        taught.withLock { [had] in $0 = had }
    }

    /// - Parameter onDecoding: called when its header was found in order.
    func ask(
        _ frame: WorkerFrame, until deadline: ContinuousClock.Instant, onDecoding: () -> Void
    ) -> Outcome {
        var isTaken = false
        do throws(WorkerFault) {
            try link.send(frame, until: deadline)
            while true {
                let reply = try link.receive(until: deadline)
                switch reply.kind {
                case .taken: isTaken = true
                case .decoding: onDecoding()
                default: return .reply(reply)
                }
            }
        } catch .late {
            return .late
        } catch {
            return isTaken ? .ended : .notTaken
        }
    }
}

extension PrintedSymbols.Group {
    /// The codes from a place on, a shelf at a time; none is empty.
    fileprivate func codes(from start: Int) -> [ArraySlice<LabelCode>] {
        let (first, place) = start.quotientAndRemainder(dividingBy: PrintedSymbols.Shelf.codesMax)
        return shelves.indices.dropFirst(first).map { shelf in
            shelves[shelf].codes.dropFirst(shelf == first ? place : 0)
        }.filter { !$0.isEmpty }
    }

    /// The code that came at a place; nil where there are fewer.
    fileprivate func code(at index: Int) -> LabelCode? {
        let shelf = index / PrintedSymbols.Shelf.codesMax
        guard shelves.indices.contains(shelf) else { return nil }
        let codes = shelves[shelf].codes
        let place = index % PrintedSymbols.Shelf.codesMax
        return codes.indices.contains(place) ? codes[place] : nil
    }
}
