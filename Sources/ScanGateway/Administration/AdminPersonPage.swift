/// One account: what it is, what it may do, what became of it.
struct AdminPersonPage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    var back: ProblemPage.Link
    var name: String
    var state: String
    var tone: String
    var facts: [Fact]
    /// What was just done; nil: nothing.
    var said: String?
    /// Why the reader may do nothing here, or who may do what; nil: nothing to say.
    var note: String?
    var grantLists: [GrantList]
    /// Nothing was ever granted.
    var hasGrants: Bool
    var csrf: String
    var grant: GrantForm?
    var mail: MailForm?
    var password: PlainForm?
    var disable: DisableForm?
    var hasActs: Bool
    var history: [AdminEvent]
    /// That the oldest ones are left out; nil: they aren't.
    var historyNote: String?

    struct Fact: Hashable, Sendable {
        var label: String
        var value: String
    }

    struct GrantList: Hashable, Sendable {
        var id: String
        var title: String
        var grants: [GrantLine]
    }

    struct GrantLine: Hashable, Sendable {
        var words: String
        /// Takes it away; nil: the reader may not, or it is over.
        var end: EndForm?
    }

    struct EndForm: Hashable, Sendable {
        var action: String
        var key: String
        /// The grant word for word.
        var grant: String
        var label: String
    }

    struct PlainForm: Hashable, Sendable {
        var action: String
        var key: String
    }

    struct MailForm: Hashable, Sendable {
        var isOpen: Bool
        var action: String
        var key: String
        var mailField: AdminField
        var languages: [AdminChoice]
        /// There is an address that can be taken away.
        var mayGo: Bool
        var isGone: Bool
    }

    struct DisableForm: Hashable, Sendable {
        var isOpen: Bool
        var action: String
        var key: String
        var reasonField: AdminField
    }

    struct GrantForm: Hashable, Sendable {
        var isOpen: Bool
        var action: String
        var key: String
        var roleField: AdminField
        var roles: [AdminChoice]
        var scopes: [AdminChoice]
        var teams: [AdminChoice]
        var organisations: [AdminChoice]
        var placeScope: AdminChoice
        var placeField: AdminField
        /// Places that may be meant, to choose one.
        var places: [AdminChoice]
        var hasPlaces: Bool
        var fromField: AdminField
        var untilField: AdminField
        /// Whose clocks the times are of.
        var zone: String
    }
}
