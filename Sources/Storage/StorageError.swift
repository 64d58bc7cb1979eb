/// Why a storage can't be opened, or an operation on it didn't happen. No case holds personal data.
public enum StorageError: Error, Hashable {
    /// Another process writes this site; who, as far as its lock file says.
    case locked(path: String, holder: String?)
    case cannotOpen(path: String, reason: String)
    /// The engine didn't take a setting on which durability depends.
    case setting(name: String, expected: String, found: String)
    /// The database was written by a newer Mendmark.
    case newerSchema(found: Int, newest: Int)
    case migration(number: Int, reason: String)
    /// The site's data was sealed under another site secret.
    case foreignSecret
    case closed
    /// More tasks wait for events than there may be.
    case tooManyWaiters(max: Int)
    /// An argument outside its range.
    case outOfRange(name: String, allowed: ClosedRange<Int64>, found: Int64)
    /// A row isn't what was written.
    case corrupt(String)
    case engine(String)
    /// A photo's file couldn't be written or read, with this `errno`.
    case photoFile(errno: Int32)
}
