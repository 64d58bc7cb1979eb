public import Foundation

extension ProofReport {
    private struct Page: Encodable {
        struct Reading: Encodable {
            var all: Int
            var read: Int
            var part: Double
        }

        var file: String
        var preCheck = "with the parameters of ISO/IEC 15415"
        var dotsPerInch: Int
        var pages: Int
        var passes: Bool
        var labels: Int
        var readByBoth: Int
        var damaged: Reading
        /// Overall grades by letter.
        var grades: [String: Int]
        var proved: [ProvedLabel]
    }

    /// All figures, keys sorted; pictures aren't in it.
    public func json() throws -> Data {
        let (all, read) = damaged
        let page = Page(
            file: file, dotsPerInch: terms.dotsPerInch, pages: pages, passes: passes, labels: labels.count,
            readByBoth: readByBoth, damaged: .init(all: all, read: read, part: survival),
            grades: Dictionary(
                histogram(nil).map { ($0.key.letter, $0.value) }, uniquingKeysWith: +), proved: labels)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(page)
    }
}
