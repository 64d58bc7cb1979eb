import Glibc

extension SiteSecret {
    private static let fileBytesMax = 4096

    /// The secret in the environment where it is set, else in the file.
    ///
    /// - Parameter environment: the process's variables by name.
    /// - Throws: `SiteSecretError`: `.missing`, `.tooOpen`, `.file`, `.malformed`, `.wrongLength`.
    public static func load(
        path: String, environment: [String: String]
    ) throws(SiteSecretError) -> SiteSecret {
        if let text = environment[environmentName], !text.isEmpty { return try SiteSecret(text: text) }
        return try SiteSecret(text: try read(path))
    }

    /// Makes a new secret and writes it to a new file of mode 0600; durable on return.
    ///
    /// - Throws: `SiteSecretError.exists` where there is a file already, or `.file`.
    public static func create(path: String) throws(SiteSecretError) -> SiteSecret {
        let secret = try SiteSecret.random()
        let file = open(path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw errno == EEXIST ? .exists(path: path) : .file(path: path, errno: errno) }
        defer { close(file) }
        let line = Array((secret.text + "\n").utf8)
        // A umask can only take bits away, an inherited ACL could add some: say the mode once more.
        guard fchmod(file, 0o600) == 0, write(file, line, line.count) == line.count, fsync(file) == 0 else {
            let code = errno
            unlink(path)
            throw .file(path: path, errno: code)
        }
        try syncFolder(of: path)
        return secret
    }

    private static func read(_ path: String) throws(SiteSecretError) -> String {
        let file = open(path, O_RDONLY | O_CLOEXEC)
        guard file >= 0 else {
            throw errno == ENOENT ? .missing(path: path) : .file(path: path, errno: errno)
        }
        defer { close(file) }
        var status = stat()
        guard fstat(file, &status) == 0 else { throw .file(path: path, errno: errno) }
        guard status.st_mode & 0o077 == 0 else { throw .tooOpen(path: path, mode: status.st_mode & 0o7777) }
        var bytes = [UInt8](repeating: 0, count: fileBytesMax)
        let count = Glibc.read(file, &bytes, bytes.count)
        guard count >= 0 else { throw .file(path: path, errno: errno) }
        return String(decoding: bytes.prefix(count), as: UTF8.self)
    }

    private static func syncFolder(of path: String) throws(SiteSecretError) {
        let folder = path.contains("/") ? String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)]) : "."
        let handle = open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard handle >= 0 else { throw .file(path: folder, errno: errno) }
        defer { close(handle) }
        guard fsync(handle) == 0 else { throw .file(path: folder, errno: errno) }
    }
}
