public import Facility

/// A first mapping file from a look at somebody's table.
///
/// Plain data import with it as it is; whatever wasn't sure stands in it as a comment with a question.
public struct MappingSketch {
    public let yaml: String
    /// What the comments ask, in their order.
    public let questions: [String]

    /// - Throws: `BadRow` where the bytes are no text, or hold no two lines of columns.
    public init(_ bytes: [UInt8]) throws(BadRow) {
        let encoding = TextEncoding.detected(in: bytes)
        let text = try encoding.utf8(Array(bytes.prefix(Self.bytesMax)))
        let separator = Self.separator(text)
        var reader = CSVReader(text, separator: separator)
        var records: [[String]] = []
        while records.count < Self.recordsMax, let record = reader.next() {
            records.append(record.fields.map(\.tidied))
        }
        guard let header = records.first, header.count > 1, records.count > 1 else {
            let found = String(decoding: text.prefix(60), as: UTF8.self)
            throw BadRow(
                line: 1, column: nil, problem: .wrongHeader("and rows of at least two columns"), found: found)
        }
        var writer = SketchWriter(header: header, rows: Array(records.dropFirst()))
        yaml = writer.yaml(encoding, separator)
        questions = writer.questions
    }

    /// How much of a file is looked at. Cut UTF-8 and GB 18030 end in an incomplete character at worst.
    private static let bytesMax = 64 << 20
    private static let recordsMax = 100_001

    /// Whatever separates the first lines into equally many columns, the most of them.
    private static func separator(_ text: [UInt8]) -> UInt8 {
        let candidates = Array(",\t;|".utf8)
        var best = (separator: candidates[0], columns: 1)
        for candidate in candidates {
            var reader = CSVReader(text, separator: candidate)
            let widths = (0..<20).compactMap { _ in reader.next()?.fields.count }
            if let width = widths.first, widths.allSatisfy({ $0 == width }), width > best.columns {
                best = (candidate, width)
            }
        }
        return best.separator
    }
}
