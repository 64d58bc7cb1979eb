/// Why there is no site secret to work with. No case holds any of it.
public enum SiteSecretError: Error, Hashable {
    case missing(path: String)
    /// `init` never replaces a secret: whatever it sealed would be lost.
    case exists(path: String)
    /// Group or others may read or write the file; its permission bits.
    case tooOpen(path: String, mode: UInt32)
    /// A file operation failed with this `errno`.
    case file(path: String, errno: Int32)
    /// Not the line that `SiteSecret.text` writes.
    case malformed
    case wrongLength(expected: Int, found: Int)
}
