/// Why a NetBox couldn't be read. Nothing of it is imported then.
public enum NetBoxAPIError: Error, Hashable, Sendable {
    /// Expected `https://HOST[/PATH]`; plain `http` is for this machine alone, since it shows the token to everyone.
    case address(found: String)
    /// The server's certificate isn't for its host, or of nobody who is trusted; nothing was sent to it.
    case certificate(address: String, found: String)
    /// The file of trusted authorities holds none.
    case trust(file: String, reason: String)
    /// No answer after all tries.
    case unreachable(path: String, tries: Int, reason: String)
    /// Another status than 200 after all tries; 401 and 403 mean the token.
    case status(Int, path: String, tries: Int)
    /// The body isn't what NetBox's API answers there.
    case malformed(path: String, expected: String)
    case tooLarge(path: String, bytesMax: Int)
    case tooMany(path: String, objectsMax: Int)
}

extension NetBoxAPIError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .address(let found):
            "expected an address like https://netbox.example.edu (http for this machine alone), found \"\(found)\""
        case .certificate(let address, let found):
            "\(address): expected a certificate for this host of an authority that is trusted, found \(found); --trust FILE "
                + "names the institution's own authority. Nothing was sent, the token neither"
        case .trust(let file, let reason): "\(file): expected certificates in PEM, found \(reason)"
        case .unreachable(let path, let tries, let reason):
            "\(path): no answer after \(tries) tries: \(reason)"
        case .status(let status, let path, let tries):
            "\(path): expected status 200, found \(status) after \(tries) tries"
                + ([401, 403].contains(status) ? ": NetBox refuses the token" : "")
        case .malformed(let path, let expected): "\(path): expected \(expected)"
        case .tooLarge(let path, let max): "\(path): expected at most \(max) bytes a page"
        case .tooMany(let path, let max): "\(path): expected at most \(max) objects"
        }
    }
}
