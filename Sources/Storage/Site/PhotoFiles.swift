import Dispatch
import Glibc
import Ledger
import Sealing

/// Sealed photos in a folder: each named by the SHA-256 of what the file holds, in a folder of its first two
/// digits.
struct PhotoFiles: Sendable {
    /// A sealed photo's bytes; a kept JPEG is far below.
    static let bytesMax = 32 << 20

    private let folder: String
    /// Files are written and read off the cooperative pool, four at a time.
    private let queue = DispatchQueue(label: "mendmark.photos", attributes: .concurrent)
    private let turns = DispatchSemaphore(value: 4)

    init(folder: String) throws(StorageError) {
        self.folder = folder
        guard mkdir(folder, 0o700) == 0 || errno == EEXIST else { throw .photoFile(errno: errno) }
    }

    /// Durable on return: the file's content first, then its name.
    ///
    /// - Returns: the name.
    func write(_ sealed: [UInt8]) async throws -> String {
        try await offPool {
            let name = sha256Text(of: sealed)
            let directory = directory(of: name)
            if mkdir(directory, 0o700) == 0 {
                try Self.sync(folder)
            } else if errno != EEXIST {
                throw Self.fault()
            }
            let part = "\(directory)/.\(name).part"
            let file = open(part, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
            guard file >= 0 else { throw Self.fault() }
            do {
                defer { close(file) }
                try Self.writeAll(sealed, to: file)
                guard fsync(file) == 0 else { throw Self.fault() }
            }
            guard rename(part, "\(directory)/\(name)") == 0 else { throw Self.fault() }
            try Self.sync(directory)
            return name
        }
    }

    /// - Returns: nil where there is no such file, or where it isn't what its name says.
    func read(_ name: String) async throws -> [UInt8]? {
        guard Self.isName(name) else { return nil }
        return try await offPool {
            let file = open("\(directory(of: name))/\(name)", O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
            guard file >= 0 else {
                if errno == ENOENT { return nil }
                throw Self.fault()
            }
            defer { close(file) }
            let bytes = try Self.readAll(file)
            return sha256Text(of: bytes) == name ? bytes : nil
        }
    }

    func delete(_ name: String) async throws {
        guard Self.isName(name) else { return }
        try await offPool {
            guard unlink("\(directory(of: name))/\(name)") == 0 || errno == ENOENT else { throw Self.fault() }
            try Self.sync(directory(of: name))
        }
    }

    /// The folders of two digits that there are.
    func directories() async throws -> [String] {
        try await offPool {
            try Self.entries(of: folder).filter { $0.utf8.count == 2 && $0.utf8.allSatisfy(Self.isDigit) }
        }
    }

    /// Photos in one of the folders whose file was last written before an instant; what was left of one that was being
    /// written before then is removed.
    func names(in directory: String, changedBefore before: Instant) async throws -> [String] {
        try await offPool {
            let directory = "\(folder)/\(directory)"
            let old = try Self.entries(of: directory).filter { entry in
                var status = stat()
                guard lstat("\(directory)/\(entry)", &status) == 0 else { return false }
                return Instant(seconds: Int64(status.st_mtim.tv_sec)) < before
            }
            for entry in old where entry.hasPrefix(".") && entry.hasSuffix(".part") {
                unlink("\(directory)/\(entry)")
            }
            return old.filter(Self.isName)
        }
    }

    private static func entries(of folder: String) throws -> [String] {
        guard let handle = opendir(folder) else { throw fault() }
        defer { closedir(handle) }
        var entries: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { bytes in
                bytes.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { entries.append(name) }
        }
        return entries.sorted()
    }

    private func directory(of name: String) -> String { "\(folder)/\(name.prefix(2))" }

    private func offPool<Value: Sendable>(_ body: @escaping @Sendable () throws -> Value) async throws
        -> Value
    {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                turns.wait()
                defer { turns.signal() }
                continuation.resume(with: Result { try body() })
            }
        }
    }

    /// A name goes into a path: 64 hexadecimal digits and nothing else.
    private static func isName(_ text: String) -> Bool {
        text.utf8.count == 64 && text.utf8.allSatisfy(isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x61...0x66).contains(byte)
    }

    private static func fault() -> StorageError { .photoFile(errno: errno) }

    private static func sync(_ folder: String) throws {
        let handle = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw fault() }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw fault() }
    }

    private static func writeAll(_ bytes: [UInt8], to file: Int32) throws {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes {
                Glibc.write(file, $0.baseAddress?.advanced(by: written), $0.count - written)
            }
            guard count > 0 else { throw fault() }
            written += count
        }
    }

    private static func readAll(_ file: Int32) throws -> [UInt8] {
        var status = stat()
        guard fstat(file, &status) == 0 else { throw fault() }
        guard status.st_size <= bytesMax else { return [] }
        return try [UInt8](unsafeUninitializedCapacity: Int(status.st_size)) { buffer, count in
            while count < buffer.count {
                let read = Glibc.read(file, buffer.baseAddress?.advanced(by: count), buffer.count - count)
                guard read >= 0 else { throw fault() }
                if read == 0 { return }
                count += read
            }
        }
    }
}
