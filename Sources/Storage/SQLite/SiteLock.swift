import Glibc
import Synchronization

/// The exclusive right to write a SQLite site: a lock on a file beside the database, held until it is let go
/// or the process ends.
final class SiteLock: Sendable {
    private static let holderBytesMax = 256
    /// -1 once it was let go.
    private let file: Mutex<Int32>

    /// - Throws: `StorageError.locked` with what the holder wrote into the file, or `.cannotOpen`.
    init(path: String) throws(StorageError) {
        let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .cannotOpen(path: path, reason: String(cString: strerror(errno))) }
        // flock belongs to the open file, so that a second opening in this process is refused too (flock(2)).
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let code = errno
            let holder = Self.text(of: file)
            Glibc.close(file)
            guard code == EWOULDBLOCK else {
                throw .cannotOpen(path: path, reason: String(cString: strerror(code)))
            }
            throw .locked(path: path, holder: holder)
        }
        self.file = Mutex(file)
        Self.write("process \(getpid())\n", to: file)
    }

    deinit { letGo() }

    /// Lets another process write the site. Harmless where it was done before.
    func letGo() {
        let held = file.withLock { file in
            defer { file = -1 }
            return file
        }
        guard held >= 0 else { return }
        // Closing alone leaves the lock to a child that was forked and hasn't yet begun its program: it has the same
        // open file for some milliseconds, whatever O_CLOEXEC says.
        _ = flock(held, LOCK_UN)
        Glibc.close(held)
    }

    private static func write(_ text: String, to file: Int32) {
        let bytes = Array(text.utf8)
        // Only a hint for whoever finds the lock held: the lock itself doesn't depend on it.
        if ftruncate(file, 0) == 0 { _ = pwrite(file, bytes, bytes.count, 0) }
    }

    private static func text(of file: Int32) -> String? {
        var bytes = [UInt8](repeating: 0, count: holderBytesMax)
        let count = pread(file, &bytes, bytes.count, 0)
        guard count > 0 else { return nil }
        let line = String(decoding: bytes.prefix(count), as: UTF8.self).prefix { !$0.isNewline }
        return line.isEmpty ? nil : String(line)
    }
}
