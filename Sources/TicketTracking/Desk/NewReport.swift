public import Facility
public import Ledger

/// A statement as it comes in by any channel, in clear for the length of one call.
public struct NewReport: Hashable, Sendable, Codable {
    /// A number that was reserved for a nameless reporter, or a known person; nil: one is made.
    public var reporter: PersonID?
    /// nil: only words say where, or nothing does.
    public var place: PlaceID?
    /// Where it is, in words; with `place`, somewhere below it.
    public var placeWords: String?
    /// What stands on the door, where the scanned label is said to be wrong.
    public var notThisPlace: String?
    public var device: DeviceID?
    public var label: LabelCode?
    public var category: FaultCategoryKey?
    public var isHazard: Bool
    public var words: String?
    public var contact: Contact?
    public var photos: [PhotoReference]
    /// Of the files as they were sent: what makes a repetition the same, however they were sealed.
    public var photoDigests: [String]
    public var language: String
    public var noticeVersion: Int
    /// When the fault began as claimed.
    public var happenedAt: Instant?
    /// 返修: the ended ticket that this takes up again.
    public var reworkOf: TicketID?
    /// Whom the reporter belongs to, as the intake chose it; nil: not known.
    public var group: ReporterGroupKey?

    public init(
        reporter: PersonID? = nil, place: PlaceID? = nil, placeWords: String? = nil,
        notThisPlace: String? = nil, device: DeviceID? = nil, label: LabelCode? = nil,
        category: FaultCategoryKey? = nil, isHazard: Bool = false, words: String? = nil,
        contact: Contact? = nil, photos: [PhotoReference] = [], photoDigests: [String] = [],
        language: String = "zh", noticeVersion: Int = 0, happenedAt: Instant? = nil,
        reworkOf: TicketID? = nil,
        group: ReporterGroupKey? = nil
    ) {
        self.reporter = reporter
        self.place = place
        self.placeWords = placeWords
        self.notThisPlace = notThisPlace
        self.device = device
        self.label = label
        self.category = category
        self.isHazard = isHazard
        self.words = words
        self.contact = contact
        self.photos = photos
        self.photoDigests = photoDigests
        self.language = language
        self.noticeVersion = noticeVersion
        self.happenedAt = happenedAt
        self.reworkOf = reworkOf
        self.group = group
    }
}
