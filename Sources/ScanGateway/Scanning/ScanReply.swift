import Facility
import LabelScanning

/// What the camera page is told of a frame.
struct ScanReply: Codable, Sendable {
    struct Label: Codable, Sendable {
        /// As it is printed, with hyphens.
        var code: String
        /// The label's page; nil where nobody issued the code.
        var link: String?
        var name: String
        /// All above the place, the top first.
        var path: String
        /// Four points, x and y in upright pixels of the posted frame, clockwise from the symbol's own top left; empty
        /// where the reader told none.
        var corners: [[Double]]
        /// `decoded` or `recognised`.
        var reading: String
        /// Of a recognised one: by how many standard deviations it leads; 2 and up. nil: decoded.
        var lead: Double?
        var isSure: Bool
    }

    /// Of the upright frame, in pixels.
    var width: Int
    var height: Int
    /// In the order in which one reads.
    var labels: [Label]
    /// Why no label is open to be chosen, for people; nil where one is, and where nothing at all was seen.
    var sentence: String?

    init(_ answer: PhotoAnswer, _ labels: [FoundLabel], back: ScanBack?, sentence: String?) {
        width = answer.width
        height = answer.height
        self.labels = labels.map { label in
            Label(
                code: label.code.description, link: label.isIssued ? label.link(back: back) : nil,
                name: label.name, path: label.path, corners: label.corners.map { [$0.x, $0.y] },
                reading: label.reading.name, lead: label.reading.lead, isSure: label.isSure)
        }
        self.sentence = sentence
    }
}

extension FoundLabel {
    func link(back: ScanBack?) -> String { Route.label(code.compact).path + (back?.query ?? "") }
}
