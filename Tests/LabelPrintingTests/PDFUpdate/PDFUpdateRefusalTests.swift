import LabelPrinting
import Testing

/// A small PDF written out by hand, spoiled in one place at a time.
struct PDFUpdateRefusalTests {
    private static let body = """
        %PDF-1.5
        1 0 obj
        << /Type /Catalog /Pages 2 0 R /Note (a \\) b (c)) /Hex <41 42> /List [1 0 R /Name] % comment >>
        >>
        endobj
        2 0 obj
        << /Type /Pages /Kids [] /Count 0 >>
        endobj

        """

    private static let table = body.utf8.count
    /// Where object 2 begins; object 1 is at byte 9.
    private static let second =
        body.utf8.count - "2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n".utf8.count

    private static func pdf(
        body: String = body, trailer: String = "/Size 3 /Root 1 0 R", first: String = "0000000009 00000 n \n"
    ) -> [UInt8] {
        let references = "xref\n0 3\n0000000000 65535 f \n\(first)0000000\(second) 00000 n \n"
        return Array(
            "\(body)\(references)trailer\n<< \(trailer) >>\nstartxref\n\(body.utf8.count)\n%%EOF\n".utf8)
    }

    @Test func `values of every kind are kept as they are written`() throws {
        var update = try PDFUpdate(Self.pdf())
        try update.setUpForPrint(language: "zh-CN")
        let text = String(decoding: update.appendix, as: UTF8.self)
        #expect(text.contains("/Note (a \\) b (c))\n/Hex <41 42>\n/List [1 0 R /Name]\n/Lang (zh-CN)"))
        #expect(text.contains("/Prev \(Self.body.utf8.count)"))
    }

    @Test(arguments: [
        ("", PDFUpdateRefusal.noHeader),
        ("%PDF-2.0", .noHeader),
        ("%PDF-1.5\nstartxref\n99999\n%%EOF", .noStart),
        ("%PDF-1.5\nstartxref\n%%EOF", .noStart),
        ("%PDF-1.5\nstartxref\n3\n%%EOF", .badReferences(offset: 3)),
        ("%PDF-1.5\n7 0 obj\nstartxref\n9\n%%EOF", .compressedReferences(offset: 9)),
        ("%PDF-1.5\nxref\n0 x\nstartxref\n9\n%%EOF", .badReferences(offset: 14)),
        ("%PDF-1.5\nxref\n0 999999\n\nstartxref\n9\n%%EOF", .badReferences(offset: 14)),
        ("%PDF-1.5\nxref\n0 0\ntrailer << /Prev 9 >> startxref\n9\n%%EOF", .tooManyRevisions),
        ("%PDF-1.5\nxref\n0 0\ntrailer << /A (( >> startxref\n9\n%%EOF", .badSyntax(offset: 55)),
        ("%PDF-1.5\nxref\n0 0\ntrailer << /A ] >> startxref\n9\n%%EOF", .badSyntax(offset: 32)),
        ("%PDF-1.5\nxref\n0 0\ntrailer << /A 1 >> startxref\n9\n%%EOF", .badTrailer(entry: "Root")),
    ])
    func `another file is refused by name`(_ text: String, _ refusal: PDFUpdateRefusal) {
        #expect(throws: refusal) { _ = try PDFUpdate(Array(text.utf8)) }
    }

    @Test(arguments: [
        ("/Size 3 /Root 1 0 R /Encrypt 2 0 R", PDFUpdateRefusal.encrypted),
        ("/Root 1 0 R", .badTrailer(entry: "Size")),
        ("/Size 3 /Root 1", .badTrailer(entry: "Root")),
        ("/Size 3 /Root 2 0 R", .badObject(number: 2, offset: second)),
        ("/Size 9 /Root 8 0 R", .badObject(number: 8, offset: table)),
        ("/Size 3 /Root 1 0 R /XRefStm 9", .compressedReferences(offset: table)),
    ])
    func `a trailer that leads elsewhere is refused`(_ trailer: String, _ refusal: PDFUpdateRefusal) {
        #expect(throws: refusal) { _ = try PDFUpdate(Self.pdf(trailer: trailer)) }
    }

    @Test func `a catalog that isn't where the table says is refused`() {
        #expect(throws: PDFUpdateRefusal.badObject(number: 1, offset: 11)) {
            _ = try PDFUpdate(Self.pdf(first: "0000000011 00000 n \n"))
        }
        #expect(throws: PDFUpdateRefusal.badObject(number: 1, offset: 9_999_999_999)) {
            _ = try PDFUpdate(Self.pdf(first: "9999999999 00000 n \n"))
        }
        #expect(throws: PDFUpdateRefusal.badReferences(offset: Self.table + 29)) {
            _ = try PDFUpdate(Self.pdf(first: "0000000009 00000 f \n"))
        }
    }

    @Test(arguments: ["", "z", "zh_CN", "zh)", "zh-CN\n/Evil", "语言"])
    func `a language that is no tag is refused`(_ language: String) throws {
        var update = try PDFUpdate(Self.pdf())
        #expect(throws: PDFUpdateRefusal.badValue(language)) { try update.setUpForPrint(language: language) }
    }

    @Test func `every cut of a file is refused or read, never trapped on`() {
        let whole = Self.pdf()
        for count in whole.indices {
            #expect(throws: PDFUpdateRefusal.self) { _ = try PDFUpdate(Array(whole[..<count].dropLast(7))) }
        }
        for index in whole.indices {
            var bent = whole
            bent[index] = UInt8(ascii: "(")
            _ = try? PDFUpdate(bent)
        }
    }
}
