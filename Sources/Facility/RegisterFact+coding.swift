public import Ledger

extension RegisterFact: Fact {
    public var audience: Audience { .staff }

    public static let kinds: [EventKind] = [
        "place.added", "place.renamed", "place.moved", "place.changed", "place.retired",
        "device.added", "device.changed", "device.installed", "device.retired",
        "label.minted", "label.printed", "label.stateChanged", "label.replaced", "label.bound",
        "label.seen", "label.problemReported", "label.problemMoved",
        "batch.opened", "batch.printed", "batch.spoiled", "batch.voided",
        "sheet.kept", "sheet.used", "sheet.corrected", "sheet.spoiled", "sheet.discarded",
        "person.added", "person.granted", "person.grantEnded", "person.passwordSet", "person.signedIn",
        "person.exported", "person.disabled", "person.mailSet", "configuration.loaded",
        "place.cabled", "place.noticePosted", "place.noticeChanged", "place.noticeEnded",
    ].map { EventKind($0) }

    public var kind: EventKind { EventKind(named.0) }

    /// The kind's name and its payload: the one list from which both are written.
    private var named: (String, any Encodable) {
        switch self {
        case .placeAdded(let payload): ("place.added", payload)
        case .placeRenamed(let payload): ("place.renamed", payload)
        case .placeMoved(let payload): ("place.moved", payload)
        case .placeChanged(let payload): ("place.changed", payload)
        case .placeRetired(let payload): ("place.retired", payload)
        case .deviceAdded(let payload): ("device.added", payload)
        case .deviceChanged(let payload): ("device.changed", payload)
        case .deviceInstalled(let payload): ("device.installed", payload)
        case .deviceRetired(let payload): ("device.retired", payload)
        case .labelMinted(let payload): ("label.minted", payload)
        case .labelPrinted(let payload): ("label.printed", payload)
        case .labelStateChanged(let payload): ("label.stateChanged", payload)
        case .labelReplaced(let payload): ("label.replaced", payload)
        case .labelBound(let payload): ("label.bound", payload)
        case .labelSeen(let payload): ("label.seen", payload)
        case .labelProblemReported(let payload): ("label.problemReported", payload)
        case .labelProblemMoved(let payload): ("label.problemMoved", payload)
        case .batchOpened(let payload): ("batch.opened", payload)
        case .batchPrinted(let payload): ("batch.printed", payload)
        case .batchSpoiled(let payload): ("batch.spoiled", payload)
        case .batchVoided(let payload): ("batch.voided", payload)
        case .sheetKept(let payload): ("sheet.kept", payload)
        case .sheetUsed(let payload): ("sheet.used", payload)
        case .sheetCorrected(let payload): ("sheet.corrected", payload)
        case .sheetSpoiled(let payload): ("sheet.spoiled", payload)
        case .sheetDiscarded(let payload): ("sheet.discarded", payload)
        case .personAdded(let payload): ("person.added", payload)
        case .personGranted(let payload): ("person.granted", payload)
        case .personGrantEnded(let payload): ("person.grantEnded", payload)
        case .personPasswordSet(let payload): ("person.passwordSet", payload)
        case .personSignedIn(let payload): ("person.signedIn", payload)
        case .personExported(let payload): ("person.exported", payload)
        case .personDisabled(let payload): ("person.disabled", payload)
        case .personMailSet(let payload): ("person.mailSet", payload)
        case .configurationLoaded(let payload): ("configuration.loaded", payload)
        case .placeCabled(let payload): ("place.cabled", payload)
        case .placeNoticePosted(let payload): ("place.noticePosted", payload)
        case .placeNoticeChanged(let payload): ("place.noticeChanged", payload)
        case .placeNoticeEnded(let payload): ("place.noticeEnded", payload)
        }
    }

    public func payload(_ encoder: CanonicalEncoder) throws -> [UInt8] { try encoder.encode(named.1) }

    public init(_ kind: EventKind, payload: [UInt8], _ decoder: CanonicalDecoder) throws {
        func read<Payload: Decodable>(_ type: Payload.Type = Payload.self) throws -> Payload {
            try decoder.decode(Payload.self, from: payload)
        }
        guard kind.version == 1 else { throw FactError.unknownKind(kind) }
        switch kind.name {
        case "place.added": self = .placeAdded(try read())
        case "place.renamed": self = .placeRenamed(try read())
        case "place.moved": self = .placeMoved(try read())
        case "place.changed": self = .placeChanged(try read())
        case "place.retired": self = .placeRetired(try read())
        case "device.added": self = .deviceAdded(try read())
        case "device.changed": self = .deviceChanged(try read())
        case "device.installed": self = .deviceInstalled(try read())
        case "device.retired": self = .deviceRetired(try read())
        case "label.minted": self = .labelMinted(try read())
        case "label.printed": self = .labelPrinted(try read())
        case "label.stateChanged": self = .labelStateChanged(try read())
        case "label.replaced": self = .labelReplaced(try read())
        case "label.bound": self = .labelBound(try read())
        case "label.seen": self = .labelSeen(try read())
        case "label.problemReported": self = .labelProblemReported(try read())
        case "label.problemMoved": self = .labelProblemMoved(try read())
        case "batch.opened": self = .batchOpened(try read())
        case "batch.printed": self = .batchPrinted(try read())
        case "batch.spoiled": self = .batchSpoiled(try read())
        case "batch.voided": self = .batchVoided(try read())
        case "sheet.kept": self = .sheetKept(try read())
        case "sheet.used": self = .sheetUsed(try read())
        case "sheet.corrected": self = .sheetCorrected(try read())
        case "sheet.spoiled": self = .sheetSpoiled(try read())
        case "sheet.discarded": self = .sheetDiscarded(try read())
        case "person.added": self = .personAdded(try read())
        case "person.granted": self = .personGranted(try read())
        case "person.grantEnded": self = .personGrantEnded(try read())
        case "person.passwordSet": self = .personPasswordSet(try read())
        case "person.signedIn": self = .personSignedIn(try read())
        case "person.exported": self = .personExported(try read())
        case "person.disabled": self = .personDisabled(try read())
        case "person.mailSet": self = .personMailSet(try read())
        case "configuration.loaded": self = .configurationLoaded(try read())
        case "place.cabled": self = .placeCabled(try read())
        case "place.noticePosted": self = .placeNoticePosted(try read())
        case "place.noticeChanged": self = .placeNoticeChanged(try read())
        case "place.noticeEnded": self = .placeNoticeEnded(try read())
        default: throw FactError.unknownKind(kind)
        }
    }
}
