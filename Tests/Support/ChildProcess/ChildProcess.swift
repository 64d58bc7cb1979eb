import CChildProcess
import Glibc
import Synchronization

/// A program in a process of its own, for tests that look at things from outside.
///
/// Foundation's `Process` isn't used: before it starts a program it lists the open files, and copies each entry of the
/// list as if it were as long as the longest can be, beyond the end of the buffer once some 1,350 files are open
/// (Swift 6.3). Tests that run side by side open more.
public final class ChildProcess: Sendable {
    /// What the program reads.
    public enum Input: Sendable {
        case none
        case bytes([UInt8])
        /// Until `closeInput` is called.
        case open
    }

    /// What becomes of what it complains of.
    public enum Complaints: Sendable {
        /// They stand among the tests' own.
        case inherited
        case none
        case kept
    }

    public struct NotStarted: Error, CustomStringConvertible {
        public let description: String
    }

    private let identifier: pid_t
    private let input: Mutex<Int32?>
    private let output: Int32
    /// -1: they aren't kept.
    private let complaints: Int32
    /// As `waitpid` gave it; nil: it wasn't waited for.
    private let ended = Mutex<Int32?>(nil)

    /// - Parameters:
    ///   - command: the program, found by the search path where its name has no slash, and its arguments.
    ///   - added: to this process's environment.
    /// - Throws: `NotStarted`
    public init(
        _ command: [String], environment added: [String: String] = [:], input: Input = .none,
        complaints: Complaints = .inherited
    ) throws {
        let (reading, writing) = try Self.source(of: input)
        let (saying, hearing) = try Self.pipe()
        let errors: (reading: Int32, writing: Int32) =
            switch complaints {
            case .inherited: (-1, fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3))
            case .none: (-1, open("/dev/null", O_WRONLY | O_CLOEXEC))
            case .kept: try Self.pipe()
            }
        defer { for file in [reading, hearing, errors.writing] { close(file) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (place, file) in [reading, hearing, errors.writing].enumerated() {
            posix_spawn_file_actions_adddup2(&actions, file, Int32(place))
        }
        child_close_from(&actions, 3)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        Self.setSignals(&attributes)
        var identifier = pid_t()
        let fault = Self.withStrings(command) { arguments in
            Self.withStrings(Self.environment(adding: added)) { environment in
                posix_spawnp(&identifier, command[0], &actions, &attributes, arguments, environment)
            }
        }
        guard fault == 0 else {
            throw NotStarted(description: "\(command[0]): \(String(cString: strerror(fault)))")
        }
        self.identifier = identifier
        self.input = Mutex(writing)
        output = saying
        self.complaints = errors.reading
    }

    deinit {
        closeInput()
        close(output)
        if complaints >= 0 { close(complaints) }
    }

    public func closeInput() {
        input.withLock { file in
            if let open = file { close(open) }
            file = nil
        }
    }

    /// What it says next, at most some kilobytes; nil: it says no more.
    public func next() -> String? { Self.next(output) }

    /// What it complains of next; nil: it does no more.
    public func nextComplaint() -> String? { Self.next(complaints) }

    /// What it says until a line ends, or it ends.
    public func line() -> String {
        var said = ""
        while !said.contains("\n"), let more = next() { said += more }
        return said
    }

    public func send(_ signal: Int32) { kill(identifier, signal) }

    /// Waits until it ends.
    ///
    /// - Returns: its exit status; 128 and more: the signal that ended it, as a shell says it.
    @discardableResult
    public func wait() -> Int32 {
        ended.withLock { ended in
            if let ended { return ended }
            var status: Int32 = 0
            while waitpid(identifier, &status, 0) < 0, errno == EINTR {}
            let signal = status & 0x7f
            let found = signal == 0 ? (status >> 8) & 0xff : 128 + signal
            ended = found
            return found
        }
    }

    fileprivate func everything() -> (output: [UInt8], complaints: [UInt8]) {
        var found: [[UInt8]] = [[], []]
        var entries = [output, complaints].map { pollfd(fd: $0, events: Int16(POLLIN), revents: 0) }
        while entries.contains(where: { $0.fd >= 0 }) {
            guard poll(&entries, 2, -1) > 0 else { continue }
            for place in entries.indices where entries[place].revents != 0 {
                if let more = Self.read(entries[place].fd) {
                    found[place] += more
                } else {
                    entries[place].fd = -1
                }
            }
        }
        return (found[0], found[1])
    }

    private static func next(_ file: Int32) -> String? {
        read(file).map { String(decoding: $0, as: UTF8.self) }
    }

    private static func read(_ file: Int32) -> [UInt8]? {
        let bytes = [UInt8](unsafeUninitializedCapacity: 65_536) { buffer, count in
            repeat {
                count = Glibc.read(file, buffer.baseAddress, buffer.count)
            } while count < 0 && errno == EINTR
            count = max(count, 0)
        }
        return bytes.isEmpty ? nil : bytes
    }

    /// Both ends close when another program starts.
    private static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard child_pipe(&ends) == 0 else {
            throw NotStarted(description: "no pipe: \(String(cString: strerror(errno)))")
        }
        return (ends[0], ends[1])
    }

    private static func source(of input: Input) throws -> (reading: Int32, writing: Int32?) {
        switch input {
        case .none: return (Glibc.open("/dev/null", O_RDONLY | O_CLOEXEC), nil)
        case .open: return try pipe()
        case .bytes(let bytes):
            // A file in memory, where a pipe would wait for its reader, and fail where that has gone.
            let file = child_memory_file()
            guard file >= 0, write(file, bytes, bytes.count) == bytes.count, lseek(file, 0, SEEK_SET) == 0
            else {
                throw NotStarted(description: "no room for \(bytes.count) bytes of input")
            }
            return (file, nil)
        }
    }

    /// As a new program expects them; threads that run tests block some, which would be handed on.
    private static func setSignals(_ attributes: inout posix_spawnattr_t) {
        var (none, all) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    }

    private static func environment(adding added: [String: String]) -> [String] {
        var found: [String] = []
        var entry = environ
        while let text = entry.pointee {
            found.append(String(cString: text))
            entry += 1
        }
        return found.filter { line in !added.keys.contains { line.hasPrefix($0 + "=") } }
            + added.map { "\($0)=\($1)" }
    }

    private static func withStrings<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}

extension ChildProcess {
    /// What a program said until it ended.
    public struct Outcome: Sendable {
        /// As `wait` returns it.
        public let status: Int32
        public let bytes: [UInt8]
        /// Empty where they weren't kept.
        public let complaints: String

        public var output: String { String(decoding: bytes, as: UTF8.self) }
    }

    /// Runs a program to its end.
    ///
    /// - Throws: `NotStarted`
    @discardableResult
    public static func run(
        _ command: [String], environment: [String: String] = [:], input: Input = .none,
        complaints: Complaints = .inherited
    ) throws -> Outcome {
        let child = try ChildProcess(
            command, environment: environment, input: input, complaints: complaints)
        let (output, complaints) = child.everything()
        return Outcome(
            status: child.wait(), bytes: output, complaints: String(decoding: complaints, as: UTF8.self))
    }
}
