import Glibc

extension SiteSecretError: CustomStringConvertible {
    /// In English, for the operator; nothing of the secret.
    public var description: String {
        switch self {
        case .missing(let path):
            "\(path): the site secret is missing; bring it back from its own backup, or give "
                + "\(SiteSecret.environmentName)"
        case .exists(let path): "\(path): there is a site secret already, and it is never replaced"
        case .tooOpen(let path, let mode):
            "\(path): expected a file for its owner alone (mode 600), found mode \(String(mode, radix: 8))"
        case .file(let path, let number): "\(path): \(String(cString: strerror(number)))"
        case .malformed: "the site secret isn't the line that init wrote"
        case .wrongLength(let expected, let found):
            "the site secret: expected \(expected) bytes, found \(found)"
        }
    }
}
