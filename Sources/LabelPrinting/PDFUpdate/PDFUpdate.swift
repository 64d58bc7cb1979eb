/// An incremental update of a PDF's catalog (ISO 32000-1, 7.5.6): bytes to append, so that nothing that was written
/// changes, and a signature over it holds.
///
/// It knows files with classic cross-reference tables and in clear, such as cairo's; whatever else it finds is
/// refused.
public struct PDFUpdate {
    /// Of a file that is updated.
    public static let revisionsMax = 64

    /// The kids of a thousand pages of labels are 200 KB.
    private static let structureBytesMax = 64 * 1024 * 1024

    /// A catalog is a few hundred bytes.
    private static let objectBytesMax = 64 * 1024

    private let references: PDFReferences
    private let count: Int
    /// Whether the file ends with a line break, after which an object may begin.
    private let endsLine: Bool
    private let root: (number: Int, generation: Int)
    private var size: Int
    private var catalog: PDFDictionary
    /// Other objects that change or are new.
    private var others: [Int: PDFDictionary] = [:]

    /// - Throws: `PDFUpdateRefusal`
    public init(_ source: any PDFSource) throws(PDFUpdateRefusal) {
        let header = Array("%PDF-1.".utf8)
        guard source.bytes(in: 0..<min(header.count, source.count)) == header else { throw .noHeader }
        references = try PDFReferences(source)
        let trailer = references.trailer
        guard trailer["Encrypt"] == nil else { throw .encrypted }
        guard let root = trailer.reference("Root") else { throw .badTrailer(entry: "Root") }
        guard let size = trailer.integer("Size") else { throw .badTrailer(entry: "Size") }
        self.root = root
        self.size = size
        count = source.count
        endsLine = source.bytes(in: count - 1..<count) == [10]
        catalog = try references.dictionary(
            root.number, generation: root.generation, bytesMax: Self.objectBytesMax)
        guard catalog["Type"] == Array("/Catalog".utf8) else {
            let offset = try references.offset(of: root.number, generation: root.generation)
            throw .badObject(number: root.number, offset: offset)
        }
    }

    /// Asks viewers to print at 100 % and to show the title instead of the file's name, and says the text's language.
    ///
    /// What the file says of these is replaced.
    /// - Parameter language: a tag of BCP 47, e.g. `zh-CN`.
    public mutating func setUpForPrint(language: String) throws(PDFUpdateRefusal) {
        let isTag = language.utf8.allSatisfy { byte in
            UnicodeScalar(byte).properties.isAlphabetic || (48...57).contains(byte) || byte == 45
        }
        guard isTag, (2...35).contains(language.utf8.count) else { throw .badValue(language) }
        catalog["Lang"] = Array("(\(language))".utf8)
        catalog["ViewerPreferences"] = Array("<< /DisplayDocTitle true /PrintScaling /None >>".utf8)
        // PrintScaling came with PDF 1.6; cairo's header says 1.5.
        catalog["Version"] = Array("/1.6".utf8)
    }

    /// Says of a tagged file that it is one, and makes its elements the parts of one document (ISO 32000-1, 14.7.1 and
    /// 14.8.4.2), neither of which cairo does. A file without tags stays as it is.
    public mutating func setUpForReading() throws(PDFUpdateRefusal) {
        guard let tree = catalog.reference("StructTreeRoot")?.number else { return }
        var root = try references.dictionary(tree, bytesMax: Self.structureBytesMax)
        guard root["Type"] == Array("/StructTreeRoot".utf8), let kids = root["K"] else {
            throw .badTrailer(entry: "StructTreeRoot")
        }
        // The old root becomes the document, so that its elements keep their parent.
        var document = PDFDictionary()
        document["Type"] = Array("/StructElem".utf8)
        document["S"] = Array("/Document".utf8)
        document["P"] = Array("\(size) 0 R".utf8)
        document["K"] = kids
        root["K"] = Array("[\(tree) 0 R]".utf8)
        others[tree] = document
        others[size] = root
        catalog["StructTreeRoot"] = Array("\(size) 0 R".utf8)
        catalog["MarkInfo"] = Array("<< /Marked true >>".utf8)
        size += 1
    }

    /// What to append to the file: what changed, its cross-reference table and a trailer.
    public var appendix: [UInt8] {
        var text: [UInt8] = endsLine ? [] : [10]
        var entries: [UInt8] = []
        let changed = others.map { (number: $0.key, generation: 0, object: $0.value) }
        let all = changed + [(root.number, root.generation, catalog)]
        for (number, generation, object) in all.sorted(by: { $0.number < $1.number }) {
            let place = Self.padded(count + text.count, 10)
            entries += Array("\(number) 1\n\(place) \(Self.padded(generation, 5)) n \n".utf8)
            text += Array("\(number) \(generation) obj\n".utf8) + object.written + Array("\nendobj\n".utf8)
        }
        let table = count + text.count
        text += Array("xref\n".utf8) + entries
        var trailer = references.trailer
        trailer["Size"] = Array(String(size).utf8)
        trailer["Prev"] = Array(String(references.start).utf8)
        text += Array("trailer\n".utf8) + trailer.written
        return text + Array("\nstartxref\n\(table)\n%%EOF\n".utf8)
    }

    static func padded(_ number: Int, _ digits: Int) -> String {
        let text = String(number)
        return String(repeating: "0", count: max(0, digits - text.count)) + text
    }
}
