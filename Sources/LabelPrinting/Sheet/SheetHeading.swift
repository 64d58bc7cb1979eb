public import Ledger

/// How a job is written, apart from its labels.
public struct SheetHeading: Hashable, Sendable {
    /// The PDF's title.
    public var title: String
    /// The PDF's date of creation; equal jobs with equal dates give equal bytes.
    public var createdAt: Instant
    /// The first label's place on the first sheet, from 1, row by row: the ones before it are used up.
    public var startAt = 1
    /// Whether each label is a paragraph for those who have the sheet read out: 136 bytes a label.
    public var isTagged = true
    /// Whether sheets bear a check bar of 100 mm and ticks at the labels' edges, where the margins have room.
    public var hasMarks = true
    /// A job of more pages is written as volumes of that many each: viewers and printers choke on larger files.
    public var pagesPerVolume = SheetHeading.pagesPerVolumeDefault
    /// How many threads press at once; the bytes differ by it, and are the same for the same number.
    public var cores = 1

    public static let pagesPerVolumeDefault = 1000

    public init(title: String, createdAt: Instant) {
        self.title = title
        self.createdAt = createdAt
    }
}
