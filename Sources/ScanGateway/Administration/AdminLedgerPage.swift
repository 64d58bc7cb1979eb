/// The ledger, for the auditor.
struct AdminLedgerPage: Sendable {
    var tabs: [DeskPage.Tab]
    var problems: [Problem]
    var hasProblems: Bool
    var action: String
    var sorts: [AdminChoice]
    var personField: AdminField
    var sinceField: AdminField
    var untilField: AdminField
    /// How many events there are, and which of them are shown.
    var summary: String
    /// To what position the chain holds, or where it is broken; nil: nobody asked.
    var verified: String?
    var isBroken: Bool
    /// Has the chain checked; nil: nobody can here.
    var verify: String?
    var events: [Line]
    var hasEvents: Bool
    /// How far it was looked.
    var note: String?
    /// Older ones; nil: there are none.
    var older: String?
    /// The newest again; nil: these are.
    var newest: String?
    var file: String
    var fileNote: String

    struct Line: Hashable, Sendable {
        var position: String
        var when: String
        var exact: String
        var who: String
        var channel: String
        /// In words; nil: it has only its own name.
        var kind: String?
        var kindName: String
        /// What it says beyond its kind; nil: nothing that may be shown here.
        var detail: String?
        /// What it is about.
        var stream: String
        /// Its page; nil: it has none.
        var link: String?
    }
}
