import Facility
import TicketTracking

extension SiteChannelsReader {
    /// The mail server.
    func mail(_ node: SiteRulesNode) -> MailServer? {
        let fields = node.fields([
            "host", "port", "security", "user", "password-file", "authorities", "from", "name", "reply-to",
        ])
        let host = required("host", of: node, fields, "the mail server's name").flatMap(host)
        let from = required("from", of: node, fields, "the address that mail comes from").flatMap(address)
        let security = fields["security"].map { $0.choice(MailServer.Security.self) } ?? .starttls
        let usual = security == .tls ? 465 : security == .starttls ? 587 : 25
        let port = fields["port"].map { $0.integer(1...65_535) } ?? usual
        let user = fields["user"]?.text
        let password = fields["password-file"]?.text
        if fields["user"] != nil, fields["password-file"] == nil {
            node.missing("password-file", expected: "the file with the password, since there is a user")
        }
        if fields["password-file"] != nil, fields["user"] == nil {
            node.missing("user", expected: "who signs in, since there is a password")
        }
        let replyTo = fields["reply-to"].map(address)
        let name = fields["name"].map { $0.name($0.fields(["zh", "en"])) } ?? LocalizedName()
        guard let host, let from, let security, let port else { return nil }
        if security == .none {
            if !["127.0.0.1", "::1", "localhost"].contains(host) {
                (fields["security"] ?? node).fault(
                    expected: "starttls or tls: none is for this very machine only", found: "none for \(host)"
                )
            }
            if user != nil {
                fields["user"]?.fault(expected: "no user: the password would go in clear", found: "a user")
            }
        }
        return MailServer(
            host: host, port: port, security: security, user: user, passwordFile: password,
            authorities: fields["authorities"]?.text, from: from, name: name, replyTo: replyTo ?? nil)
    }

    private func host(_ node: SiteRulesNode) -> String? {
        let text = node.scalar ?? ""
        let isName = text.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                || byte == 0x2D || byte == 0x2E
        }
        // IPv6 has two colons at least: a single one would be a port's.
        let isAddress =
            text.count { $0 == ":" } >= 2 && text.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
        guard isName || isAddress, (1...253).contains(text.utf8.count) else {
            node.fault(expected: "a host name or an address, without a port")
            return nil
        }
        return text
    }

    private func address(_ node: SiteRulesNode) -> MailAddress? {
        if let address = MailAddress(node.scalar ?? "") { return address }
        node.fault(expected: "a mail address such as repairs@example.edu")
        return nil
    }
}
