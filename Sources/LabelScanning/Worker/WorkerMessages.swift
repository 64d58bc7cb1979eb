import Facility

/// Whether everything that a worker gives up is in force.
struct WorkerReadiness: Codable {
    var isConfined: Bool
    /// Whether the kernel also refuses the system calls that a decoder has no business with.
    var isFiltered: Bool
}

/// A form that labels were printed in; codes follow in the frame's body, 8 bytes each.
struct WorkerLesson: Codable {
    var host: String
    var version: Int
    var level: String
    /// Everything learned before is forgotten first.
    var isFirst: Bool

    static func bytes(_ codes: some Collection<LabelCode>) -> [UInt8] {
        codes.flatMap { code in (0..<8).map { UInt8(truncatingIfNeeded: code.bits >> (56 - 8 * UInt64($0))) }
        }
    }

    static func codes(_ bytes: [UInt8]) -> [LabelCode] {
        stride(from: 0, to: bytes.count - bytes.count % 8, by: 8).compactMap { start in
            LabelCode(bits: bytes[start..<start + 8].reduce(0) { $0 << 8 | UInt64($1) })
        }
    }
}

/// How hard a photo is to be looked at.
struct WorkerOrder: Codable {
    var isEveryPass: Bool
    /// From the first label on; nil: nothing beside it is looked for.
    var besideMilliseconds: Int64?
    var milliseconds: Int64?

    init(_ order: PhotoOrder) {
        isEveryPass = order.effort == .everyPass
        if case .labelsBeside(let time) = order.effort { besideMilliseconds = time.wholeMilliseconds }
        milliseconds = order.time?.wholeMilliseconds
    }

    var order: PhotoOrder {
        PhotoOrder(
            effort: isEveryPass
                ? .everyPass : besideMilliseconds.map { .labelsBeside(.milliseconds($0)) } ?? .firstLabel,
            time: milliseconds.map { .milliseconds($0) })
    }
}

extension Duration {
    fileprivate var wholeMilliseconds: Int64 {
        components.seconds * 1_000 + components.attoseconds / 1_000_000_000_000_000
    }
}

/// What was read. What a text is to the site, the gateway tells by itself.
struct WorkerAnswer: Codable {
    struct Symbol: Codable {
        var text: String
        var corners: [PhotoPoint]
        var pass: String
        /// Known, best and second of a label that was told among the printed ones.
        var certainty: [Double]?
    }

    var symbols: [Symbol]
    var width: Int
    var height: Int

    init(_ answer: PhotoAnswer) {
        symbols = answer.labels.map { label in
            Symbol(
                text: label.symbol.text, corners: label.symbol.corners, pass: label.symbol.pass,
                certainty: label.certainty.map { [$0.known, $0.best, $0.second] })
        }
        width = answer.width
        height = answer.height
    }

    func answer(hosts: [String]) -> PhotoAnswer {
        let labels = symbols.map { symbol in
            ScannedLabel(
                text: LabelText.parse(symbol.text, hosts: hosts),
                symbol: FoundSymbol(text: symbol.text, corners: symbol.corners, pass: symbol.pass),
                certainty: symbol.certainty.flatMap { values in
                    guard values.count == 3 else { return nil }
                    return RecognisedLabel.Certainty(known: values[0], best: values[1], second: values[2])
                })
        }
        return PhotoAnswer(labels: labels, width: width, height: height)
    }
}

struct WorkerKept: Codable {
    var width: Int
    var height: Int
}
