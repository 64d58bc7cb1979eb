import Ledger
import Testing

/// Everything that canonical JSON must carry.
struct Sample: Codable, Hashable {
    enum Shape: String, Codable { case round, square }
    struct Inner: Codable, Hashable {
        var list: [Int64]
        var note: String?
    }
    var zebra: String
    var apple: Int
    var flag: Bool
    var shape: Shape
    var inner: Inner
    var byName: [String: UInt8]
    var missing: String?
    var small: Int8
}

@Suite struct CanonicalCodingTests {
    let sample = Sample(
        zebra: "三教「大教室」 \"q\" \\ \u{1}\n\t", apple: -7, flag: true, shape: .square,
        inner: .init(list: [.min, 0, .max], note: nil), byName: ["b": 2, "a": 1, "é": 255], missing: nil,
        small: -128)

    private func encode(_ value: some Encodable) throws -> String {
        String(decoding: try CanonicalEncoder().encode(value), as: UTF8.self)
    }

    private func decode<Value: Decodable>(_ type: Value.Type, _ text: String) throws -> Value {
        try CanonicalDecoder().decode(type, from: Array(text.utf8))
    }

    @Test func keysAreSortedAndAbsentValuesAreLeftOut() throws {
        #expect(
            try encode(sample) == #"{"apple":-7,"byName":{"a":1,"b":2,"é":255},"flag":true,"#
                + #""inner":{"list":[-9223372036854775808,0,9223372036854775807]},"shape":"square","small":-128,"#
                + #""zebra":"三教「大教室」 \"q\" \\ \u0001\n\t"}"#)
    }

    @Test func whatWasWrittenReadsBackTheSame() throws {
        #expect(try CanonicalDecoder().decode(Sample.self, from: CanonicalEncoder().encode(sample)) == sample)
    }

    @Test func writingAgainWhatWasReadGivesTheSameBytes() throws {
        let bytes = try CanonicalEncoder().encode(sample)
        let again = try CanonicalEncoder().encode(CanonicalDecoder().decode(Sample.self, from: bytes))
        #expect(again == bytes)
    }

    @Test func emptyListsAndObjectsStay() throws {
        #expect(try encode([String]()) == "[]")
        #expect(try encode([String: Int]()) == "{}")
        #expect(try encode([[Int]](repeating: [], count: 2)) == "[[],[]]")
        #expect(try encode(["": [Int?]([nil, 1])]) == #"{"":[null,1]}"#)
        #expect(try decode([Int?].self, "[null,1]") == [nil, 1])
    }

    @Test func floatingPointIsRefusedWithItsPath() {
        #expect(throws: CanonicalError.unsupportedNumber(path: "a")) {
            try CanonicalEncoder().encode(["a": 1.5])
        }
        #expect(throws: CanonicalError.unsupportedNumber(path: "")) {
            try CanonicalEncoder().encode(Float(2))
        }
        #expect(throws: CanonicalError.unsupportedNumber(path: "")) {
            try CanonicalEncoder().encode(UInt64.max)
        }
    }

    @Test(arguments: [
        "", "{", "}", "[1,]", "[1 2]", #"{"a":1,}"#, #"{"a"}"#, #"{a:1}"#, "1.0", "1e3", "01", "-01", "-",
        "+1", "00",
        "nul", "tru", "\"", "\"\u{1}\"", #""\x""#, #""\u12""#, #""\u+123""#, #""\ud800""#, #""\ud800A""#,
        #""\udc00""#, "9223372036854775808", "1 1", "'a'", "[1]x", "\u{FEFF}1", "NaN",
    ])
    func textThatIsNotCanonicalJSONIsRefused(_ text: String) {
        #expect(throws: CanonicalError.self) { try decode(Int64.self, text) }
    }

    @Test func aKeyThatStandsTwiceIsRefused() {
        #expect(throws: CanonicalError.malformed(offset: 7)) {
            try decode([String: Int].self, #"{"a":1,"a":2}"#)
        }
    }

    @Test func bytesThatAreNotUTF8AreRefused() {
        #expect(throws: CanonicalError.self) {
            try CanonicalDecoder().decode(String.self, from: [0x22, 0xFF, 0x22])
        }
    }

    @Test func depthIsLimited() throws {
        let deep = String(repeating: "[", count: 100_000)
        #expect(throws: CanonicalError.self) { try decode([Int].self, deep) }
        let most = String(repeating: "[", count: 64) + "1" + String(repeating: "]", count: 64)
        #expect(throws: DecodingError.self) { try decode(Int.self, most) }
        #expect(throws: CanonicalError.tooDeep(offset: 65)) { try decode(Int.self, "[" + most + "]") }
    }

    @Test func escapesAndSurrogatePairsAreRead() throws {
        #expect(try decode(String.self, #""\u4e09\ud83d\ude00\/\b\f""#) == "三😀/\u{8}\u{C}")
    }

    @Test func whiteSpaceBetweenTokensIsRead() throws {
        #expect(try decode([String: [Int]].self, " {\n\"a\" :\t[ 1 , -2 ]\r} ") == ["a": [1, -2]])
    }

    @Test func numbersBeyondTheirTypeAreRefused() {
        #expect(throws: DecodingError.self) { try decode(UInt8.self, "256") }
        #expect(throws: DecodingError.self) { try decode(UInt.self, "-1") }
        #expect(throws: DecodingError.self) { try decode(String.self, "1") }
        #expect(throws: DecodingError.self) { try decode(Int.self, "true") }
        #expect(throws: DecodingError.self) { try decode(Bool.self, "1") }
    }
}
