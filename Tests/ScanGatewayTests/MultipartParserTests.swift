import Testing

@testable import ScanGateway

@Suite("The multipart parser")
struct MultipartParserTests {
    private static let form =
        "--B\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\n第一行\r\n第二行\r\n"
        + "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"../../etc/passwd\"\r\n"
        + "Content-Type: image/jpeg\r\n\r\n\u{1}\u{2}--B not yet\r\n--\r\n"
        + "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"\"\r\n\r\n\r\n--B--\r\n"

    private func parse(
        _ text: String, limits: FormLimits = FormLimits(), piece: Int = .max
    ) throws(FormError) -> Form {
        var parser = MultipartParser(boundary: "B", limits: limits)
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            try parser.take(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }
        return try parser.finish()
    }

    @Test("reads the same in whatever pieces the bytes come", arguments: [1, 2, 3, 7, 16, 61, Int.max])
    func pieces(piece: Int) throws {
        let form = try parse(Self.form, piece: piece)
        #expect(form["words"] == "第一行\n第二行")
        #expect(form.files("photo").map(\.bytes) == [Array("\u{1}\u{2}--B not yet\r\n--".utf8)])
    }

    @Test(
        "takes a header of just the length that is allowed, in whatever pieces",
        arguments: [1, 2, 3, 50, Int.max])
    func longestHeader(piece: Int) throws {
        let header = "Content-Disposition: form-data; name=\"a\""
        let text = "--B\r\n\(header)\r\n\r\nv\r\n--B--"
        let just = FormLimits(headerBytesMax: header.utf8.count)
        #expect(try parse(text, limits: just, piece: piece)["a"] == "v")
        let less = FormLimits(headerBytesMax: header.utf8.count - 1)
        #expect(throws: FormError.headerTooLong(bytesMax: header.utf8.count - 1)) {
            try parse(text, limits: less, piece: piece)
        }
    }

    @Test("refuses a body that was cut anywhere", arguments: 0..<20)
    func truncated(tenth: Int) {
        let bytes = Self.form.utf8.count - 6
        let cut = String(decoding: Array(Self.form.utf8).prefix(bytes * tenth / 20), as: UTF8.self)
        #expect(throws: FormError.self) { try parse(cut) }
    }

    @Test(
        "refuses what is no form",
        arguments: [
            ("hello", FormError.boundary), ("--C\r\n\r\n", .boundary), ("--Bx\r\n", .boundary),
            ("--B\r\nX: y\r\n\r\nv\r\n--B--", .disposition),
            ("--B\r\nContent-Disposition: form-data\r\n\r\nv\r\n--B--", .disposition),
            ("--B\r\nContent-Disposition: form-data; name=\"a b\"\r\n\r\nv\r\n--B--", .disposition),
            ("--B\r\nContent-Disposition: attachment; name=\"a\"\r\n\r\nv\r\n--B--", .disposition),
        ])
    func malformed(text: String, expected: FormError) {
        #expect(throws: expected) { try parse(text) }
    }

    @Test("limits parts, headers, fields and the whole")
    func limits() {
        let small = FormLimits(
            partsMax: 2, headerBytesMax: 80, fieldBytesMax: 10, fileBytesMax: 4, totalBytesMax: 400)
        func part(_ name: String, _ value: String) -> String {
            "--B\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        #expect(throws: FormError.tooManyParts(max: 2)) {
            try parse(part("a", "1") + part("b", "2") + part("c", "3") + "--B--", limits: small)
        }
        #expect(throws: FormError.headerTooLong(bytesMax: 80)) {
            try parse("--B\r\n" + String(repeating: "x", count: 200), limits: small, piece: 10)
        }
        #expect(throws: FormError.fieldTooLong(bytesMax: 10)) {
            try parse(part("a", String(repeating: "x", count: 40)) + "--B--", limits: small, piece: 9)
        }
        #expect(throws: FormError.tooLarge(bytesMax: 400)) {
            try parse(part("a", String(repeating: "x", count: 500)), limits: small)
        }
    }

    @Test("drops a file that is too long and keeps every word beside it")
    func longFile() throws {
        let text =
            "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a\"\r\n\r\n123456789\r\n"
            + "--B\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nkept\r\n--B--"
        let form = try parse(text, limits: FormLimits(fileBytesMax: 4), piece: 5)
        #expect(form["words"] == "kept")
        #expect(form.files("photo") == [FormFile(bytes: [], isNamed: true, isTooLarge: true)])
    }

    @Test("tells an empty file that was chosen from an input left empty")
    func emptyFile() throws {
        let head = "--B\r\nContent-Disposition: form-data; name=\"photo\"; filename="
        let form = try parse("\(head)\"\"\r\n\r\n\r\n\(head)\"a.jpg\"\r\n\r\n\r\n--B--")
        #expect(form.files("photo") == [FormFile(bytes: [], isNamed: true, number: 2)])
    }

    @Test("refuses text that isn't UTF-8")
    func notUTF8() {
        var parser = MultipartParser(boundary: "B", limits: FormLimits())
        let head = Array("--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n".utf8)
        #expect(throws: FormError.notUTF8) { try parser.take(head + [0xFF, 0xC0] + Array("\r\n--B--".utf8)) }
    }

    @Test("drops control and direction characters from texts")
    func controls() throws {
        let text =
            "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n x\u{0}\u{202E}y\u{1B}[31m\tz \r\n--B--"
        #expect(try parse(text)["a"] == "xy[31m\tz")
    }

    @Test(
        "takes only a boundary that RFC 2046 allows",
        arguments: [
            ("multipart/form-data; boundary=abc", "abc"),
            ("Multipart/Form-Data; charset=x; boundary=\"a'b\"", "a'b"),
            ("multipart/form-data", nil), ("multipart/mixed; boundary=a", nil),
            ("multipart/form-data; boundary=", nil),
            ("multipart/form-data; boundary=" + String(repeating: "b", count: 71), nil),
        ])
    func boundary(type: String, expected: String?) {
        #expect(MultipartParser.boundary(of: type) == expected)
    }
}
