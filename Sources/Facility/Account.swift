public import Ledger

/// A person's account as far as rights ask: without the name, which isn't opened for it.
public struct Account: Hashable, Sendable {
    public var person: PersonID
    /// The one by which it was looked for.
    public var identity: Identity
    public var grants: [Grant]
    public var isDisabled: Bool

    public init(person: PersonID, identity: Identity, grants: [Grant], isDisabled: Bool) {
        self.person = person
        self.identity = identity
        self.grants = grants
        self.isDisabled = isDisabled
    }
}
