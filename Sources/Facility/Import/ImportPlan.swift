public import Ledger

/// What an import would do, or did.
public struct ImportPlan: Sendable {
    /// Retired first, then places from the top down, then devices in the inventory's order.
    public var changes: [PlannedChange]
    /// Rows that are in the register already, just so.
    public var unchanged: Int
    /// References of missing places that stay because something in force is left below them.
    public var keptForContents: [String]

    public init(changes: [PlannedChange] = [], unchanged: Int = 0, keptForContents: [String] = []) {
        self.changes = changes
        self.unchanged = unchanged
        self.keptForContents = keptForContents
    }

    public var isEmpty: Bool { changes.isEmpty }

    /// Things that the source has no name for, with the name that Mendmark made up.
    public var generatedNames: [PlannedChange] { changes.filter { $0.generatedName != nil } }

    /// How often each action occurs; an action that doesn't is absent.
    public var counts: [PlannedChange.Action: Int] {
        changes.reduce(into: [:]) { $0[$1.action, default: 0] += 1 }
    }
}

/// One thing that an import would do to one place or device.
public struct PlannedChange: Hashable, Sendable {
    public enum Action: String, Hashable, Sendable, Codable, CaseIterable {
        case added
        /// Another name.
        case renamed
        /// Another display reference.
        case renumbered
        /// Another parent, or another place of installation.
        case moved
        /// Anything else.
        case changed
        case retired
        /// A network point's cable ends at another port, or at none.
        case cabled
    }

    public var action: Action
    /// In the source; nil for what is retired.
    public var line: Int?
    public var isDevice: Bool
    /// A place's or device's kind.
    public var kind: String
    /// The reference that it bears afterwards.
    public var reference: String
    /// As it was: the old name, reference or parent's reference; nil where nothing was.
    public var before: String?
    /// As it will be; nil where nothing will be.
    public var after: String?
    /// The name that was made up with this change; nil where the source gave one.
    public var generatedName: LocalizedName?
}

/// What an import came to.
public struct ImportReport: Sendable {
    /// Empty where the same command had been carried out before.
    public var plan: ImportPlan
    /// How often each action occurred; of the first time where the command is repeated.
    public var counts: [PlannedChange.Action: Int]
    /// nil: nothing was written, being a dry run, a repetition or without any change.
    public var position: Position?
    /// The same command had been carried out before.
    public var isRepetition: Bool
}
