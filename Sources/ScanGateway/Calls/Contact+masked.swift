import TicketTracking

extension Contact {
    /// `•••••••••00`: the last two digits of a phone, nothing of a mail address; nil: neither is there.
    var masked: String? { maskedPhone ?? maskedMail }

    var maskedPhone: String? {
        guard let phone else { return nil }
        let digits = phone.filter(\.isNumber)
        let shown = digits.count > 4 ? digits.suffix(2) : ""
        return String(repeating: "•", count: digits.count - shown.count) + shown
    }

    var maskedMail: String? { mail == nil ? nil : "•••@•••" }
}
