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
    /// How many threads press at once, as far as there is work for them; the bytes are the same for any number.
    public var cores = 1
    /// Pages that one thread presses in one go. A single file of more is pressed in parts and put together, whatever
    /// the number of cores; each part brings the fonts anew, about 30 KB.
    package var pagesPerPart = SheetHeading.pagesPerPartDefault

    public static let pagesPerVolumeDefault = 1000
    /// 2,625 labels of a sheet of 21: a third of a second.
    private static let pagesPerPartDefault = 125

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
