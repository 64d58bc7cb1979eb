import Facility
import LabelScanning

/// A label that was found in a photo, with what it leads to.
struct FoundLabel: Sendable {
    var code: LabelCode
    /// Of the place or device in the reader's language; what is wrong with the label where it opens none.
    var name: String
    /// All above it, the top first; empty where the label opens nothing.
    var path: String
    /// Whether anything stands behind the code: false where nobody issued it.
    var isIssued: Bool
    /// As in ``FoundSymbol/corners``.
    var corners: [PhotoPoint]
    var reading: Reading

    /// How a label's code was had from a photo.
    enum Reading: Hashable, Sendable {
        /// By the symbol's own error correction: it says this or nothing.
        case decoded
        /// By its likeness to this label's symbol among all that the site has printed, by so many standard deviations more
        /// than to any other's.
        case recognised(lead: Double)

        /// For programs.
        var name: String {
            switch self {
            case .decoded: "decoded"
            case .recognised: "recognised"
            }
        }

        /// To a tenth; nil where it was decoded.
        var lead: Double? {
            switch self {
            case .decoded: nil
            case .recognised(let lead): (lead * 10).rounded() / 10
            }
        }
    }

    var isSure: Bool { reading == .decoded }
}

extension PhotoAnswer {
    /// Labels looked up of one photo; a wall of labels has more, but no reader would choose among them.
    static let labelsMax = 12

    /// The labels of the site, each code once and surely read rather than not, in the order in which one reads: rows from
    /// the top, each from the left.
    var siteLabels: [(code: LabelCode, label: ScannedLabel)] {
        var found: [(code: LabelCode, label: ScannedLabel)] = []
        for label in labels {
            guard let code = label.text.code else { continue }
            if let index = found.firstIndex(where: { $0.code == code }) {
                if label.reading == .decoded { found[index].label = label }
            } else {
                found.append((code, label))
            }
        }
        var rows: [[(code: LabelCode, label: ScannedLabel)]] = []
        for next in found.prefix(Self.labelsMax).sorted(by: { $0.label.middle.y < $1.label.middle.y }) {
            // Labels side by side are never level to the pixel: half of one's height makes a new row.
            if let first = rows.last?.first?.label, next.label.middle.y - first.middle.y < first.height / 2 {
                rows[rows.count - 1].append(next)
            } else {
                rows.append([next])
            }
        }
        return rows.flatMap { $0.sorted { $0.label.middle.x < $1.label.middle.x } }
    }
}

extension ScannedLabel {
    fileprivate var middle: PhotoPoint { symbol.corners.centre }

    fileprivate var height: Double {
        let heights = symbol.corners.map(\.y)
        return (heights.max() ?? 0) - (heights.min() ?? 0)
    }

    var reading: FoundLabel.Reading {
        certainty.map { .recognised(lead: $0.best - $0.second) } ?? .decoded
    }
}
