extension StorageError: CustomStringConvertible {
    /// In English, for the operator.
    public var description: String {
        switch self {
        case .locked(let path, let holder): "\(path): \(holder ?? "another process") holds this site"
        case .cannotOpen(let path, let reason): "\(path) can't be opened: \(reason)"
        case .setting(let name, let expected, let found):
            "the engine's \(name): expected \(expected), found \(found)"
        case .newerSchema(let found, let newest):
            "the database has version \(found), this program knows \(newest): install the newer Mendmark"
        case .migration(let number, let reason): "migration \(number) failed: \(reason)"
        case .foreignSecret: "the site's data were sealed under another site secret than the one found"
        case .closed: "the storage is closed"
        case .tooManyWaiters(let max): "more than \(max) wait for events"
        case .outOfRange(let name, let allowed, let found):
            "\(name): expected \(allowed.lowerBound) to \(allowed.upperBound), found \(found)"
        case .corrupt(let what): "the database isn't as it was written: \(what)"
        case .engine(let reason): "the database engine: \(reason)"
        case .photoFile(let number): "a photo's file couldn't be read or written (errno \(number))"
        }
    }
}
