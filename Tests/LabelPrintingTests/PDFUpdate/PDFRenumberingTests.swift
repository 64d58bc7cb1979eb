import Testing

@testable import LabelPrinting

struct PDFRenumberingTests {
    private func renumbered(_ text: String) -> String {
        String(
            decoding: PDFRenumbering(objects: 100, structParents: 7).renumbered(Array(text.utf8)),
            as: UTF8.self)
    }

    @Test(arguments: [
        ("12 0 obj\n<< /Length 13 0 R >>\nendobj\n", "112 0 obj\n<< /Length 113 0 R >>\nendobj\n"),
        ("[ 2 0 R 75 0 R]", "[ 102 0 R 175 0 R]"),
        (
            "<< /W [ 0 [ 600 1 0 ] ] /Box [ 0 0 595.2 841.92 ] >>",
            "<< /W [ 0 [ 600 1 0 ] ] /Box [ 0 0 595.2 841.92 ] >>"
        ),
        (
            "<< /Name (see 1 0 R \\) 2 0 R (3 0 R)) /A 4 0 R >>",
            "<< /Name (see 1 0 R \\) 2 0 R (3 0 R)) /A 104 0 R >>"
        ),
        ("<< /StructParents 3 /Parent 1 0 R >>", "<< /StructParents 10 /Parent 101 0 R >>"),
        ("<< /F5 0 R >> 6 0 Rx", "<< /F5 0 R >> 6 0 Rx"),
        ("<< /x9 9 0 R >>\nstream\n1 0 R\nendstream", "<< /x9 109 0 R >>\nstream\n1 0 R\nendstream"),
    ])
    func `references and object numbers change, nothing else does`(text: String, wanted: String) {
        #expect(renumbered(text) == wanted)
    }

    @Test func `files that aren't cairo's are not joined`() throws {
        let sheet = try Sample.press().press(Sample.job([Sample.label(1)])).pdf
        #expect(throws: PDFUpdateRefusal.self) { try PDFJoin(sheet, Array("no PDF".utf8)) }
        #expect(throws: PDFUpdateRefusal.self) { try PDFJoin(Array("no PDF".utf8), sheet) }
        #expect(throws: PDFUpdateRefusal.self) { try PDFJoin(sheet, Array(sheet.prefix(sheet.count / 2))) }
    }
}
