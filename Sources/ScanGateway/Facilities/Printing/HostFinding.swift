/// Why phones may not open what is printed for a host.
public enum HostFinding: Hashable, Sendable {
    case noAddress(host: String)
    case redirect(host: String, address: String)
    /// Another status than 200 for `/healthz`.
    case status(host: String, address: String, found: Int)
    case foreignCertificate(host: String, address: String)
    /// No authority that phones trust vouches for it, or its time is over.
    case untrustedCertificate(host: String, address: String)
    /// - Parameter detail: an error's type or words.
    case noAnswer(host: String, address: String, detail: String)
    case differs(host: String, addresses: [String])
}

extension HostFinding: CustomStringConvertible {
    /// For the command line.
    public var description: String {
        switch self {
        case .noAddress(let host): "\(host): the name leads to no address"
        case .redirect(let host, let address):
            "\(host) at \(address): answers by a redirect, which phones may not follow"
        case .status(let host, let address, let found):
            "\(host) at \(address): expected 200 for /healthz, found \(found)"
        case .foreignCertificate(let host, let address):
            "\(host) at \(address): its certificate is for another host"
        case .untrustedCertificate(let host, let address):
            "\(host) at \(address): its certificate isn't vouched for by an authority that phones trust, "
                + "or is past its time"
        case .noAnswer(let host, let address, let detail): "\(host) at \(address): no answer (\(detail))"
        case .differs(let host, let addresses):
            "\(host): answers differ between \(addresses.joined(separator: " and "))"
        }
    }
}
