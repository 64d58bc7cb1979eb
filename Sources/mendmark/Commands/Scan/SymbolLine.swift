import Facility
import Foundation
import LabelScanning
import ScanGateway

/// One symbol, as it is printed.
struct SymbolLine: Encodable {
    enum Kind: String, Encodable {
        case label, damagedCode, otherPage, foreign
        /// Asked for with --any: of any origin.
        case symbol
    }

    let kind: Kind
    /// What it says; of a recognised label, what it would say.
    let text: String
    /// In upright pixels, x and y, from the symbol's own upper left around.
    let corners: [[Double]]
    let pass: String
    var code: String?
    /// Of a label in the register.
    var place: String?
    var reference: String?
    var path: String?
    var state: String?
    /// Whether it was decoded; else it was told among the printed labels.
    var isRead = true
    /// Of a told label, in standard deviations beyond chance: for it, and for the next.
    var best: Double?
    var second: Double?
    /// What a person reads.
    private let words: String

    private enum CodingKeys: String, CodingKey {
        case kind, text, corners, pass, code, place, reference, path, state, isRead, best, second
    }

    init(_ symbol: FoundSymbol) {
        self.init(.symbol, symbol, words: symbol.text)
    }

    private init(_ kind: Kind, _ symbol: FoundSymbol, words: String) {
        self.kind = kind
        text = symbol.text
        corners = symbol.corners.map { [($0.x * 10).rounded() / 10, ($0.y * 10).rounded() / 10] }
        pass = symbol.pass
        self.words = words
    }

    /// - Parameter known: what the register says of the label; nil: it isn't one of the site's.
    init(_ label: ScannedLabel, _ known: PrintableLabel?) {
        switch label.text {
        case .ours(let code, _):
            let place = known.map {
                "\($0.reference)  \($0.name.both)  (\($0.path.text(in: "zh")))  \($0.state.rawValue)"
            }
            self.init(.label, label.symbol, words: "\(code)  \(place ?? "not a label of this site")")
            self.code = code.compact
            self.place = known?.name.both
            reference = known?.reference
            path = known?.path.text(in: "zh")
            state = known?.state.rawValue
        case .damagedCode(let error, let host):
            self.init(
                .damagedCode, label.symbol, words: "a link to \(host) without a valid code: \(error)")
        case .otherPage(let host): self.init(.otherPage, label.symbol, words: "another page of \(host)")
        case .foreign(let text): self.init(.foreign, label.symbol, words: "foreign: \(text)")
        }
        guard let certainty = label.certainty else { return }
        isRead = false
        (best, second) = (certainty.best, certainty.second)
    }

    /// `read`: its error correction vouches for it. Else how far beyond chance it is.
    var sureness: String { best.map { String(format: "%.1f", $0) } ?? "read" }

    var plain: String {
        let told =
            best.map { String(format: ", told by its looks (%.1f, the next %.1f)", $0, second ?? 0) } ?? ""
        return "\(words)  corners \(cornersText)  by \(pass)\(told)"
    }

    /// `12,30 80,31 79,99 11,98`.
    var cornersText: String {
        corners.map { "\(Int($0[0].rounded())),\(Int($0[1].rounded()))" }.joined(separator: " ")
    }
}

extension LocalizedName {
    /// Both scripts where both are there: `三教 204 / Teaching 3, 204`.
    var both: String { [zh, en].compactMap { $0 }.joined(separator: " / ") }
}
