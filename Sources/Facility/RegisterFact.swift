public import Ledger

/// What happens in the register. One case, one payload, one kind of event.
public enum RegisterFact: Hashable, Sendable {
    case placeAdded(Place)
    case placeRenamed(PlaceRenamed)
    case placeMoved(PlaceMoved)
    case placeChanged(PlaceChanged)
    case placeRetired(Retired)
    case deviceAdded(Device)
    /// The device as it is from now on, but for its installation.
    case deviceChanged(Device)
    case deviceInstalled(DeviceInstalled)
    case deviceRetired(Retired)
    case labelMinted(LabelMinted)
    case labelPrinted(LabelIssue)
    case labelStateChanged(LabelStateChanged)
    case labelReplaced(LabelReplaced)
    case labelBound(LabelTarget)
    case labelSeen(LabelSeen)
    case labelProblemReported(LabelProblemReported)
    case labelProblemMoved(LabelProblemMoved)
    case batchOpened(BatchOpened)
    case batchPrinted(BatchPrinted)
    case batchSpoiled(BatchSpoiled)
    case batchVoided(BatchVoided)
    case sheetKept(SheetKept)
    case sheetUsed(SheetUsed)
    case sheetCorrected(SheetCorrected)
    case sheetSpoiled(SheetSpoiled)
    case sheetDiscarded(SheetDiscarded)
    case personAdded(PersonAdded)
    case personGranted(Grant)
    case personGrantEnded(Grant)
    case personPasswordSet(PersonPasswordSet)
    case personSignedIn(PersonSignedIn)
    case personExported(PersonExported)
    case personDisabled(Retired)
    case personMailSet(PersonMailSet)
    case configurationLoaded(ConfigurationLoaded)
    case placeCabled(PlaceCabled)
    case placeNoticePosted(Notice)
    case placeNoticeChanged(Notice)
    case placeNoticeEnded(NoticeEnded)
}

/// A new reference or name; the old ones become an alias.
public struct PlaceRenamed: Hashable, Sendable, Codable {
    public var reference: String
    public var name: LocalizedName
    public var isNameGenerated: Bool
    /// Why; nil: an inventory said so.
    public var reason: String?

    public init(reference: String, name: LocalizedName, isNameGenerated: Bool, reason: String? = nil) {
        self.reference = reference
        self.name = name
        self.isNameGenerated = isNameGenerated
        self.reason = reason
    }
}

public struct PlaceMoved: Hashable, Sendable, Codable {
    /// nil: now of the first level.
    public var parent: PlaceID?
    /// Why; nil: an inventory said so.
    public var reason: String?

    public init(parent: PlaceID?, reason: String? = nil) {
        self.parent = parent
        self.reason = reason
    }
}

/// Everything of a place but reference, name and parent, as it is from now on.
public struct PlaceChanged: Hashable, Sendable, Codable {
    public var kind: PlaceKind
    public var externalIDs: [ExternalID]
    public var order: Int?
    public var timeZone: String?
    public var privacy: PlacePrivacy?
    public var responsible: OrganisationKey?

    public init(
        kind: PlaceKind, externalIDs: [ExternalID], order: Int?, timeZone: String?, privacy: PlacePrivacy?,
        responsible: OrganisationKey?
    ) {
        self.kind = kind
        self.externalIDs = externalIDs
        self.order = order
        self.timeZone = timeZone
        self.privacy = privacy
        self.responsible = responsible
    }
}

/// Out of force; its history stays.
public struct Retired: Hashable, Sendable, Codable {
    public var reason: String

    public init(reason: String) { self.reason = reason }
}

public struct DeviceInstalled: Hashable, Sendable, Codable {
    /// nil: taken down.
    public var place: PlaceID?
    /// The device whose place it took (更换); nil: none.
    public var replaces: DeviceID?
    /// Why; nil: an inventory said so.
    public var reason: String?

    public init(place: PlaceID?, replaces: DeviceID? = nil, reason: String? = nil) {
        self.place = place
        self.replaces = replaces
        self.reason = reason
    }
}

public struct LabelMinted: Hashable, Sendable, Codable {
    public var code: LabelCode
    public var target: LabelTarget
    public var placement: String?

    public init(code: LabelCode, target: LabelTarget, placement: String? = nil) {
        self.code = code
        self.target = target
        self.placement = placement
    }
}

public struct LabelStateChanged: Hashable, Sendable, Codable {
    public var state: LabelState
    /// Why; nil where the state says it all.
    public var reason: String?

    public init(state: LabelState, reason: String? = nil) {
        self.state = state
        self.reason = reason
    }
}

public struct LabelReplaced: Hashable, Sendable, Codable {
    public var by: LabelCode

    public init(by: LabelCode) { self.by = by }
}

public struct PersonAdded: Hashable, Sendable, Codable {
    public var name: Personal<String>
    public var identities: [Identity]

    public init(name: Personal<String>, identities: [Identity]) {
        self.name = name
        self.identities = identities
    }
}

/// The password itself is no event; its hash is kept beside the ledger.
public struct PersonPasswordSet: Hashable, Sendable, Codable {
    public init() {}
}

public struct PersonSignedIn: Hashable, Sendable, Codable {
    public var provider: String

    public init(provider: String) { self.provider = provider }
}

/// Where messages reach a person from now on.
public struct PersonMailSet: Hashable, Sendable, Codable {
    /// nil: nowhere any more.
    public var mail: Personal<String>?
    /// The tag of the language in which the person is written to.
    public var language: String

    public init(mail: Personal<String>?, language: String) {
        self.mail = mail
        self.language = language
    }
}

/// A configuration came into force: rules, calendar, teams, categories.
public struct ConfigurationLoaded: Hashable, Sendable, Codable {
    /// E.g. `rules`, `calendar`.
    public var subject: String
    /// 1 and up for one subject.
    public var version: Int
    /// The file's text, word for word.
    public var text: String
    /// Why, as whoever changed it says; nil: the file was changed on the machine, or nobody said.
    public var reason: String?

    public init(subject: String, version: Int, text: String, reason: String? = nil) {
        self.subject = subject
        self.version = version
        self.text = text
        self.reason = reason
    }
}
