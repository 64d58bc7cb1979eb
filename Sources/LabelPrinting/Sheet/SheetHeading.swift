public import Ledger

/// How a job is written, apart from its labels.
public struct SheetHeading: Hashable, Sendable {
    /// The PDF's title.
    public var title: String
    /// The PDF's date of creation; equal jobs with equal dates give equal bytes.
    public var createdAt: Instant
    /// The first label's place on the first sheet, from 1, row by row: the ones before it are used up.
    public var startAt = 1
    /// Each label's place, counted over all sheets of the job from 0, rising and leaving out no sheet; nil: one after the
    /// other from `startAt`. Part-used sheets come first this way.
    public var places: [Int]?
    /// What stands in the margin of a page, by page from 1, e.g. a part-used sheet's number.
    public var marginNotes: [Int: String] = [:]
    /// Comes before the sheets, on pages of plain A4; nil: none. Pages of labels are counted without it.
    public var cover: Checklist?
    /// Whether each label is a paragraph for those who have the sheet read out: 136 bytes a label.
    public var isTagged = true
    /// Whether sheets bear a check bar of 100 mm and ticks at the labels' edges, where the margins have room.
    public var hasMarks = true
    /// A job of more pages is written as volumes of that many each: viewers and printers choke on larger files.
    /// nil: one file, however large.
    public var pagesPerVolume: Int? = SheetHeading.pagesPerVolumeDefault
    /// How many threads press at once; the bytes differ by it, and are the same for the same number.
    public var cores = 1

    public static let pagesPerVolumeDefault = 1000

    public init(title: String, createdAt: Instant) {
        self.title = title
        self.createdAt = createdAt
    }

    /// Where a label of the job stands, counted over all sheets from 0.
    ///
    /// - Parameter number: of the label, from 0.
    func place(of number: Int) -> Int { places?[number] ?? startAt - 1 + number }

    /// Places in all, those before the first label included.
    func placeCount(labels: Int) -> Int { labels == 0 ? 0 : place(of: labels - 1) + 1 }
}
