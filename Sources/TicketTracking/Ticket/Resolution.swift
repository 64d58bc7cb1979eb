public import Facility
public import Ledger

/// An entry of one of the site's coded lists: causes, actions, responsibilities.
public typealias CodeKey = Key<CodedEntry>

/// What a code stands for.
public struct CodedEntry: Hashable, Sendable, Codable {
    public var key: CodeKey
    public var name: LocalizedName

    public init(key: CodeKey, name: LocalizedName) {
        self.key = key
        self.name = name
    }
}

/// What was done, in the site's coded lists and in words.
public struct Resolution: Hashable, Sendable, Codable {
    public var mode: ResolutionMode
    /// What the reporters are told.
    public var answer: Personal<String>
    /// As diagnosed; nil: as reported.
    public var category: FaultCategoryKey?
    public var cause: CodeKey?
    public var action: CodeKey?
    public var responsibility: CodeKey?
    public var photos: [PhotoReference]
    /// Who did it.
    public var person: PersonID?

    public init(
        mode: ResolutionMode, answer: Personal<String>, category: FaultCategoryKey? = nil,
        cause: CodeKey? = nil, action: CodeKey? = nil, responsibility: CodeKey? = nil,
        photos: [PhotoReference] = [], person: PersonID? = nil
    ) {
        self.mode = mode
        self.answer = answer
        self.category = category
        self.cause = cause
        self.action = action
        self.responsibility = responsibility
        self.photos = photos
        self.person = person
    }
}

/// A place on a path, with the reference that it bore then.
public struct PlaceStep: Hashable, Sendable, Codable {
    public var id: PlaceID
    public var reference: String

    public init(id: PlaceID, reference: String) {
        self.id = id
        self.reference = reference
    }
}
