import Glibc

/// Where a PDF goes while it is drawn: memory, or a file that appears under its name only once it is whole.
final class ByteSink {
    private struct File {
        var descriptor: Int32
        var path: String
        /// What is being written; nil: `path` itself, a device or a pipe.
        var partial: String?
    }

    private(set) var bytes: [UInt8] = []
    private var file: File?
    private var failure: LabelPrintingError?

    /// Written out in pieces of this many bytes.
    private static let pieceBytes = 256 * 1024

    /// Whether all that was written is on the disk.
    private var isSafe = false
    /// Written to the file already.
    private var flushedCount = 0

    /// Keeps all in `bytes`.
    init() {}

    /// Streams into `PATH.partial` beside the file until `commit`; a device or pipe is written as it stands,
    /// since a file put in its place would take it away, and only then, since nobody could read back what went in.
    init(path: String) throws(LabelPrintingError) {
        let partial = Self.isDevice(path) ? nil : path + ".partial"
        let flags = partial == nil ? O_WRONLY | O_CLOEXEC : O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC
        let descriptor = open(partial ?? path, flags, 0o644)
        guard descriptor >= 0 else { throw Self.error(path) }
        file = File(descriptor: descriptor, path: path, partial: partial)
    }

    deinit {
        guard let file else { return }
        close(file.descriptor)
        if let partial = file.partial { unlink(partial) }
    }

    /// For a part that is put behind this one, and never committed: a file beside it, or memory too.
    func beside(_ number: Int) throws(LabelPrintingError) -> ByteSink {
        guard let file, file.partial != nil else { return ByteSink() }
        return try ByteSink(path: "\(file.path).\(number)")
    }

    /// - Returns: false after any failure; `commit` says which.
    func append(_ piece: UnsafeBufferPointer<UInt8>) -> Bool {
        bytes.append(contentsOf: piece)
        if file?.partial != nil, bytes.count >= Self.pieceBytes { flush() }
        return failure == nil
    }

    /// Writes out what is left, so that what comes after can hardly fail.
    func finish() throws(LabelPrintingError) {
        guard let file else { return }
        flush()
        if let failure { throw failure }
        guard !isSafe else { return }
        if file.partial != nil, fsync(file.descriptor) != 0 { throw Self.error(file.path) }
        isSafe = true
    }

    /// Puts a file in its place, over an older one of that name.
    func commit() throws(LabelPrintingError) {
        try finish()
        guard let file else { return }
        if let partial = file.partial, rename(partial, file.path) != 0 { throw Self.error(file.path) }
        close(file.descriptor)
        self.file = nil
    }

    private func flush() {
        Self.withoutPipeSignal { writeOut() }
    }

    /// A closed pipe is an error like any other, not the end of the process.
    private static func withoutPipeSignal(_ body: () -> Void) {
        var pipe = sigset_t()
        var before = sigset_t()
        sigemptyset(&pipe)
        sigaddset(&pipe, SIGPIPE)
        pthread_sigmask(SIG_BLOCK, &pipe, &before)
        body()
        // Takes the signal that the write left behind, if it did.
        var now = timespec()
        while sigtimedwait(&pipe, nil, &now) < 0, errno == EINTR {}
        pthread_sigmask(SIG_SETMASK, &before, nil)
    }

    private func writeOut() {
        guard let file, failure == nil else { return }
        bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let count = write(
                    file.descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else {
                    failure = Self.error(file.path)
                    return
                }
                rest = rest.dropFirst(count)
                flushedCount += count
            }
        }
        if !bytes.isEmpty { isSafe = false }
        bytes.removeAll(keepingCapacity: true)
    }

    private func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) -> Int {
        guard let file else { return 0 }
        var done = 0
        while done < buffer.count {
            let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[done...])
            let count = pread(file.descriptor, rest.baseAddress, rest.count, off_t(offset + done))
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { break }
            done += count
        }
        return done
    }

    private static func isDevice(_ path: String) -> Bool {
        var status = stat()
        guard stat(path, &status) == 0 else { return false }
        let kind = status.st_mode & S_IFMT
        return kind != S_IFREG && kind != S_IFDIR
    }

    private static func error(_ path: String) -> LabelPrintingError {
        .file(path: path, reason: String(cString: strerror(errno)))
    }
}

extension ByteSink: PDFSource {
    var count: Int { flushedCount + bytes.count }

    func bytes(in range: Range<Int>) -> [UInt8] {
        let range = range.clamped(to: 0..<count)
        let onDisk = range.clamped(to: 0..<flushedCount)
        var found = [UInt8](unsafeUninitializedCapacity: onDisk.count) { buffer, filled in
            filled = read(at: onDisk.lowerBound, into: UnsafeMutableRawBufferPointer(buffer))
        }
        guard found.count == onDisk.count, range.upperBound > flushedCount else { return found }
        found += bytes[max(0, range.lowerBound - flushedCount)..<(range.upperBound - flushedCount)]
        return found
    }
}
