public import Facility
public import Ledger

/// One person's statement (报修单), whichever ticket carries it: once made, only its contact is ever amended.
public struct Report: Hashable, Sendable, Codable {
    public let id: ReportID
    /// A person of its own where nobody signed in.
    public var reporter: PersonID
    /// Who took it down for the reporter (代报); nil: the reporter.
    public var recordedBy: PersonID?
    public var channel: Channel
    /// As reported; the ticket's present place may differ.
    public var place: TicketPlace
    public var device: DeviceID?
    /// The label that was scanned or typed.
    public var label: LabelCode?
    /// As the reporter chose it; nil: not chosen.
    public var category: FaultCategoryKey?
    public var isHazard: Bool
    /// At most `ReportLimits.wordsMax` characters.
    public var words: Personal<String>?
    /// nil: none was left; none is ever required.
    public var contact: Personal<Contact>?
    /// Whether a phone or mail was left; in clear, since it decides about calls after an erasure too.
    public var isReachable: Bool
    /// At most `ReportLimits.photosMax`.
    public var photos: [PhotoReference]
    /// The reporter's language tag, e.g. `zh` or `en`.
    public var language: String
    /// "This is not the place": what stands on the door instead; nil: the label was right.
    public var notThisPlace: Personal<String>?
    /// The version of the privacy notice that was shown; 0: none was.
    public var noticeVersion: Int
    /// When the fault began as claimed; nil: not said.
    public var happenedAt: Instant?
    /// Whom the reporter belongs to, as the desk knows or was told; nil: not known.
    public var group: ReporterGroupKey?

    public init(
        id: ReportID, reporter: PersonID, recordedBy: PersonID? = nil, channel: Channel, place: TicketPlace,
        device: DeviceID? = nil, label: LabelCode? = nil, category: FaultCategoryKey? = nil,
        isHazard: Bool = false, words: Personal<String>? = nil, contact: Personal<Contact>? = nil,
        isReachable: Bool = false, photos: [PhotoReference] = [], language: String = "zh",
        notThisPlace: Personal<String>? = nil, noticeVersion: Int = 0, happenedAt: Instant? = nil,
        group: ReporterGroupKey? = nil
    ) {
        self.id = id
        self.reporter = reporter
        self.recordedBy = recordedBy
        self.channel = channel
        self.place = place
        self.device = device
        self.label = label
        self.category = category
        self.isHazard = isHazard
        self.words = words
        self.contact = contact
        self.isReachable = isReachable
        self.photos = photos
        self.language = language
        self.notThisPlace = notThisPlace
        self.noticeVersion = noticeVersion
        self.happenedAt = happenedAt
        self.group = group
    }
}

extension Report {
    /// Whether the reporter's key is gone, as far as this report shows it.
    public var isErased: Bool {
        func isGone<Value>(_ value: Personal<Value>?) -> Bool {
            if case .erased = value { true } else { false }
        }
        return isGone(words) || isGone(contact) || isGone(notThisPlace) || isGone(place.words)
    }

    /// The report as it can be written again: without what was erased.
    var withoutErased: Report {
        guard isErased else { return self }
        var kept = self
        (kept.words, kept.contact, kept.notThisPlace) = (nil, nil, nil)
        return kept
    }

    /// The report without whatever a redaction takes: its words, the door's, its photos, and words for a place.
    var blackedOut: Report {
        var kept = self
        (kept.words, kept.notThisPlace, kept.photos) = (nil, nil, [])
        kept.place = place.withoutWords
        return kept
    }
}
