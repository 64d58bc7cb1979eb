import Glibc

/// Starts a program with one socket as its input and output. Every other descriptor of this process closes by itself when
/// a program starts, and the worker makes sure of it.
enum WorkerSpawn {
    static func start(_ program: String, on socket: Int32) throws(WorkerFault) -> pid_t {
        var actions = posix_spawn_file_actions_t()
        var attributes = posix_spawnattr_t()
        guard posix_spawn_file_actions_init(&actions) == 0 else { throw .notStarted(errno: ENOMEM) }
        defer { posix_spawn_file_actions_destroy(&actions) }
        guard posix_spawnattr_init(&attributes) == 0 else { throw .notStarted(errno: ENOMEM) }
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawn_file_actions_adddup2(&actions, socket, 0)
        posix_spawn_file_actions_adddup2(&actions, socket, 1)
        prepare(&attributes)
        return try withStrings(["mendmark", "scan-worker"]) { arguments throws(WorkerFault) in
            try withStrings(environment) { environment throws(WorkerFault) in
                var identifier = pid_t()
                let fault = posix_spawn(&identifier, program, &actions, &attributes, arguments, environment)
                guard fault == 0 else { throw .notStarted(errno: fault) }
                return identifier
            }
        }
    }

    /// Signals as a new program expects them, and a group of its own: Ctrl-C on a terminal is for the gateway, which
    /// answers the photo in hand before it ends.
    private static func prepare(_ attributes: inout posix_spawnattr_t) {
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(
            &attributes, Int16(POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETPGROUP))
    }

    /// Nothing of the gateway's environment, which may hold secrets, but where libraries lie.
    private static var environment: [String] {
        let path = getenv("LD_LIBRARY_PATH").map { ["LD_LIBRARY_PATH=" + String(cString: $0)] } ?? []
        return path + [
            "LANG=C.UTF-8",
            // One thread allocates; what a photo took goes back to the system when it is done.
            "MALLOC_ARENA_MAX=1", "MALLOC_MMAP_THRESHOLD_=1048576",
            // A crash ends the process at once, instead of starting another that describes it.
            "SWIFT_BACKTRACE=enable=no",
        ]
    }

    private static func withStrings<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) throws(WorkerFault) -> Value
    ) throws(WorkerFault) -> Value {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return try body(copies + [nil])
    }
}
