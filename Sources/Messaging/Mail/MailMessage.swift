public import Facility
import Foundation
public import Ledger

/// A mail as it goes to one receiver.
public struct MailMessage: Hashable, Sendable {
    public var from: MailAddress
    public var fromName: String
    public var replyTo: MailAddress?
    public var to: MailAddress
    public var subject: String
    /// Without angle brackets: the same for the same message, however often it is sent.
    public var messageID: String
    public var date: Instant
    /// A tag such as `zh`.
    public var language: String
    public var text: String
    public var html: String

    public init(
        from: MailAddress, fromName: String, replyTo: MailAddress? = nil, to: MailAddress, subject: String,
        messageID: String, date: Instant, language: String, text: String, html: String
    ) {
        self.from = from
        self.fromName = fromName
        self.replyTo = replyTo
        self.to = to
        self.subject = subject
        self.messageID = messageID
        self.date = date
        self.language = language
        self.text = text
        self.html = html
    }

    /// Header and body with CRLF (RFC 5322, RFC 2045 to 2047): ASCII only, no line longer than 78 characters but for an
    /// address or an identifier.
    public var bytes: [UInt8] {
        // base64 has no hyphen at a line's beginning, so that no text can hold it.
        let boundary = "--=_\(messageID.prefix { $0 != "@" }.suffix(32))"
        let head = [
            "From: \(sender)", "To: \(to.text)", "Subject: \(HeaderText.encoded(subject))",
            "Date: \(Self.date(date))", "Message-ID: <\(messageID)>",
        ]
        let more =
            (replyTo.map { ["Reply-To: \($0.text)"] } ?? []) + [
                "MIME-Version: 1.0", "Content-Language: \(language)",
                // RFC 3834: nobody's absence notice answers it.
                "Auto-Submitted: auto-generated", "X-Auto-Response-Suppress: All",
                "Content-Type: multipart/alternative; boundary=\"\(boundary)\"", "",
            ]
        let parts = [part("plain", text, boundary), part("html", html, boundary)].flatMap(\.self)
        return Array((head + more + parts + ["--\(boundary)--", ""]).joined(separator: "\r\n").utf8)
    }

    private var sender: String {
        let name = HeaderText.tidied(fromName)
        if name.isEmpty { return from.text }
        // An encoded word stands bare; anything else as a quoted string (RFC 5322 section 3.2.4).
        let encoded = HeaderText.encoded(name)
        let isPlain = encoded == name
        let quoted = name.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        return (isPlain ? "\"\(quoted)\"" : encoded) + "\r\n <\(from.text)>"
    }

    private func part(_ kind: String, _ content: String, _ boundary: String) -> [String] {
        let body = Data(content.replacing("\r\n", with: "\n").replacing("\n", with: "\r\n").utf8)
        return [
            "--\(boundary)", "Content-Type: text/\(kind); charset=utf-8", "Content-Transfer-Encoding: base64",
            "",
            body.base64EncodedString(options: [
                .lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed,
            ]), "",
        ]
    }

    private static func date(_ instant: Instant) -> String {
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.timeZone = .gmt
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss +0000"
        return format.string(from: Date(timeIntervalSince1970: Double(instant.secondsSinceEpoch)))
    }
}
