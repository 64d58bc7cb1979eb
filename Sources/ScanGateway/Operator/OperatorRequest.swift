public import Facility
public import Ledger

/// What the command line asks of the process that writes the site: sent as JSON through the site's Unix socket, or
/// carried out in place where no gateway runs.
public enum OperatorRequest: Codable, Sendable {
    case importInventory(Inventory, retireMissing: Bool, dryRun: Bool)
    case label(LabelCode)
    case replaceLabel(LabelCode)
    case revokeLabel(LabelCode, reason: String)
    case addPerson(name: String, signInName: String, passwordHash: String?)
    case setPassword(signInName: String, passwordHash: String)
    case grant(Grant, signInName: String)
    case endGrant(Grant, signInName: String)
    case disablePerson(signInName: String, reason: String)
    case people
    /// The place or device in force with this display reference.
    case reference(String)
    /// What was printed, label by label in the order of their numbers, as ``PrintingsStore/printings(after:limit:)`` gives it;
    /// at most `OperatorDesk.printingsAtOnce`.
    case printings(after: LabelID, limit: Int)
    case ticket(TicketRequest, actAs: String?)
    /// - Parameter actAs: the sign-in name of whoever asks; nil: the operator, with every right.
    case labelWork(LabelRequest, actAs: String?)
    /// - Parameter actAs: the sign-in name of whoever asks; nil: the operator, with every right.
    case deviceWork(DeviceRequest, actAs: String?)
    /// - Parameter actAs: the sign-in name of whoever asks; nil: the operator, with every right.
    case placeWork(PlaceRequest, actAs: String?)
    /// Checks the whole chain.
    case verify
    case route(RouteRequest)
    /// - Parameter actAs: the sign-in name of whoever asks; nil: the operator, with every right.
    case noticeWork(NoticeRequest, actAs: String?)
    case cabling(CablingRequest)
    /// - Parameters:
    ///   - mail: nil: nowhere any more.
    ///   - language: `zh` or `en`.
    case setMail(signInName: String, mail: String?, language: String)
    case messages(MessageRequest)
    /// - Parameter actAs: the sign-in name of whoever asks; nil: the operator, with every right.
    case configuration(ConfigurationRequest, actAs: String?)
}

/// One request with the key that makes repeating it harmless.
public struct OperatorMessage: Codable, Sendable {
    /// A UUID of version 7.
    public var command: String
    public var request: OperatorRequest

    public init(command: CommandID, request: OperatorRequest) {
        self.command = command.description
        self.request = request
    }
}

/// What came of an `OperatorRequest`.
public enum OperatorReply: Codable, Sendable {
    case imported(ImportedInventory)
    case label(PrintableLabel?)
    case person(PersonSummary)
    case people([PersonSummary])
    case target(LabelTarget?)
    case printings([LabelPrintings])
    case ticket(TicketReply)
    case labelWork(LabelReply)
    case device(DeviceSummary)
    case place(PlaceSummary)
    /// Events checked; the position and kind of the first fault, or nil.
    case verified(events: Int64, fault: String?)
    case done
    case route(RouteReply)
    case notices([NoticeSummary])
    case cabling(CablingReport)
    case messages(MessageReply)
    case configuration(ConfigurationReply)
    /// Nothing was done: why, in words for the operator.
    case refused(String)
}

/// An import as the command line shows it.
public struct ImportedInventory: Codable, Sendable {
    public struct Line: Codable, Sendable {
        public var action: String
        public var kind: String
        public var reference: String
        public var before: String?
        public var after: String?
        public var generatedName: LocalizedName?
    }
    /// How often each action occurred.
    public var counts: [String: Int]
    public var unchanged: Int
    /// At most `linesMax`, generated names first.
    public var lines: [Line]
    /// Changes that aren't in `lines`.
    public var linesLeftOut: Int
    public var keptForContents: [String]
    /// nil: nothing was written.
    public var position: Position?

    static let linesMax = 2000

    init(_ report: ImportReport) {
        counts = Dictionary(uniqueKeysWithValues: report.counts.map { ($0.key.rawValue, $0.value) })
        unchanged = report.plan.unchanged
        keptForContents = report.plan.keptForContents
        position = report.position
        let named = report.plan.changes.filter { $0.generatedName != nil }
        let others = report.plan.changes.filter { $0.generatedName == nil }
        let shown = (named + others).prefix(Self.linesMax)
        lines = shown.map { change in
            Line(
                action: change.action.rawValue, kind: change.kind, reference: change.reference,
                before: change.before, after: change.after, generatedName: change.generatedName)
        }
        linesLeftOut = report.plan.changes.count - lines.count
    }
}

/// A label with what is printed on it.
public struct PrintableLabel: Codable, Sendable {
    public var code: LabelCode
    public var state: LabelState
    /// A place's kind or a device's word for its own; nil: blank.
    public var kind: String?
    public var name: LocalizedName
    public var reference: String
    public var path: LocalizedName
    /// The path down to the floor, and the rest of it.
    public var area: LocalizedName
    public var inside: LocalizedName
    public var placement: String?
    /// Of a wall plate: its network points, as they are numbered on it.
    public var points: [String]
    /// How often it was printed.
    public var issues: Int

    init(_ label: Label, _ target: TargetDescription?) {
        code = label.code
        state = label.state
        kind = target?.kind
        name = target?.name ?? LocalizedName()
        reference = target?.reference ?? ""
        path = target?.path ?? LocalizedName()
        area = target?.area ?? LocalizedName()
        inside = target?.inside ?? LocalizedName()
        placement = label.placement
        points = target?.points ?? []
        issues = label.issues.count
    }
}

/// A person as the command line lists people.
public struct PersonSummary: Codable, Sendable {
    public var id: PersonID
    public var name: String
    public var signInNames: [String]
    public var grants: [Grant]
    /// The references of the places for which grants hold.
    public var places: [PlaceID: String]
    public var isDisabled: Bool
    /// Where messages reach the person, masked; nil: nowhere.
    public var mail: String?

    init(_ person: Person, places: [PlaceID: String]) {
        id = person.id
        name = person.name.value ?? "–"
        signInNames = person.identities.map(\.subject)
        grants = person.grants
        self.places = places
        isDisabled = person.isDisabled
        mail = person.mail?.value.map { MailAddress($0)?.masked ?? "•••@•••" }
    }
}
