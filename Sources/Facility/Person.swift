public import Ledger

/// A person with an account, or one of whom facts are known.
public struct Person: Hashable, Sendable {
    public let id: PersonID
    public var name: Personal<String>
    /// How the person signs in; unique in a site by provider and subject.
    public var identities: [Identity]
    public var grants: [Grant]
    public var isDisabled: Bool
    /// Where messages reach the person; nil: nowhere.
    public var mail: Personal<String>?
    /// The tag of the language of those messages, e.g. `zh`; nil: the site's.
    public var language: String?
    /// The number of its newest event.
    public var revision: Int64

    public init(
        id: PersonID, name: Personal<String>, identities: [Identity] = [], grants: [Grant] = [],
        isDisabled: Bool = false, mail: Personal<String>? = nil, language: String? = nil, revision: Int64 = 0
    ) {
        self.id = id
        self.name = name
        self.identities = identities
        self.grants = grants
        self.isDisabled = isDisabled
        self.mail = mail
        self.language = language
        self.revision = revision
    }
}

public struct Identity: Hashable, Sendable, Codable {
    /// `password`, or the name of a single sign-on.
    public var provider: String
    /// The name that the provider knows the person by, e.g. a sign-in name.
    public var subject: String

    public init(provider: String, subject: String) {
        self.provider = provider
        self.subject = subject
    }

    public static func password(_ signInName: String) -> Identity {
        Identity(provider: "password", subject: signInName)
    }
}
