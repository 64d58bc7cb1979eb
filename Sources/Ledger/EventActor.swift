/// Who caused an event.
public enum EventActor: Hashable, Sendable {
    /// A person who reported, without an account.
    case reporter(PersonID)
    /// A person with a grant, signed in.
    case staff(PersonID)
    /// A program with a grant.
    case apiClient(PersonID)
    /// Mendmark itself, or an operator at the command line of the machine; the name says which part, e.g.
    /// `sweep`.
    case system(String)
}

extension EventActor: LosslessStringConvertible {
    public var description: String {
        switch self {
        case .reporter(let person): "reporter:\(person)"
        case .staff(let person): "staff:\(person)"
        case .apiClient(let person): "api:\(person)"
        case .system(let name): "system:\(name)"
        }
    }

    public init?(_ description: String) {
        let parts = description.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { return nil }
        switch (parts[0], Int64(parts[1])) {
        case ("system", _): self = .system(parts[1])
        case ("reporter", let number?): self = .reporter(PersonID(number))
        case ("staff", let number?): self = .staff(PersonID(number))
        case ("api", let number?): self = .apiClient(PersonID(number))
        default: return nil
        }
    }

    /// nil for Mendmark itself.
    public var person: PersonID? {
        switch self {
        case .reporter(let person), .staff(let person), .apiClient(let person): person
        case .system: nil
        }
    }
}

/// The way by which something reached Mendmark (多渠道).
public enum Channel: String, Codable, Hashable, Sendable, CaseIterable {
    /// A label's page, a photo or a typed code.
    case scan
    /// The start page, without a label.
    case web
    case phone, walkIn, mail, message, api, inspection, imported
    /// A signed-in page.
    case desk
    /// `mendmark` on the machine itself.
    case commandLine
    /// Nobody asked: a deadline came due.
    case system
}

/// Who may see an event of a ticket: anyone with one of its tracking links, or staff only.
public enum Audience: String, Codable, Hashable, Sendable {
    case everyone = "public"
    case staff = "internal"
}
