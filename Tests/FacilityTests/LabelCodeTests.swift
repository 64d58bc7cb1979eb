import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct LabelCodeTests {
    /// The same codes in every run.
    static let codes: [LabelCode] = {
        let bits = SeededBits(seed: 7)
        return (0..<200).compactMap { _ in LabelCode(bits: bits.next()) }
    }()

    private func symbols(_ code: LabelCode) -> [Character] { Array(code.compact) }

    /// Whether a code in which symbols are wrong is taken for a right one.
    private func isAccepted(_ symbols: [Character]) -> Bool { (try? LabelCode(String(symbols))) != nil }

    @Test func everySingleWrongSymbolIsCaught() {
        var missed: [String] = []
        for code in Self.codes {
            let right = symbols(code)
            for position in right.indices {
                for symbol in Crockford32.alphabet where symbol != right[position] {
                    var wrong = right
                    wrong[position] = symbol
                    if isAccepted(wrong) { missed.append(String(wrong)) }
                }
            }
        }
        #expect(missed == [])
    }

    @Test func everySwapOfTwoSymbolsAtAnyDistanceIsCaught() {
        var missed: [String] = []
        for code in Self.codes {
            let right = symbols(code)
            for left in right.indices {
                for other in right.indices where other > left && right[left] != right[other] {
                    var wrong = right
                    wrong.swapAt(left, other)
                    if isAccepted(wrong) { missed.append(String(wrong)) }
                }
            }
        }
        #expect(missed == [])
    }

    @Test func everyTwinThatBecameAnotherTwinIsCaught() {
        var missed: [String] = []
        var twinCount = 0
        for code in Self.codes {
            let right = symbols(code)
            for left in right.indices {
                for other in right.indices where other > left && right[left] == right[other] {
                    twinCount += 1
                    for symbol in Crockford32.alphabet where symbol != right[left] {
                        var wrong = right
                        wrong[left] = symbol
                        wrong[other] = symbol
                        if isAccepted(wrong) { missed.append(String(wrong)) }
                    }
                }
            }
        }
        #expect(twinCount > 300)
        #expect(missed == [])
    }

    @Test func everyPairOfRandomPositionsIsTriedAsATwin() throws {
        var missed: [String] = []
        for left in 0..<11 {
            for other in (left + 1)..<11 {
                var values = (0..<11).map { UInt8($0 * 7 % 32) }
                values[left] = 9
                values[other] = 9
                let code = try #require(LabelCode(bits: values.reduce(0) { $0 << 5 | UInt64($1) }))
                for symbol in Crockford32.alphabet where symbol != "9" {
                    var wrong = symbols(code)
                    wrong[left] = symbol
                    wrong[other] = symbol
                    if isAccepted(wrong) { missed.append(String(wrong)) }
                }
            }
        }
        #expect(missed == [])
    }

    @Test func rightCodesReadBackFromEveryForm() throws {
        for code in Self.codes {
            #expect(try LabelCode(code.compact) == code)
            #expect(try LabelCode(code.description) == code)
            #expect(try LabelCode(code.description.lowercased()) == code)
        }
    }

    @Test(arguments: [
        "7F3K-9QRT-A2", "7f3k 9qrt a2", "  7F3K–9QRT—A2 ", "7F3K.9QRT·A2", "７Ｆ３Ｋ－９ｑｒｔ　Ａ２",
    ])
    func hyphensSpacesCaseAndFullWidthDoNotMatter(_ stem: String) throws {
        // Ten symbols of the stem, one zero, one check symbol.
        let values = Array("7F3K9QRTA20").compactMap { Crockford32.value(of: $0) }
        let check = Crockford32.alphabet[Int(Crockford32.check(of: values))]
        let code = try LabelCode(stem + "0" + String(check))
        #expect(code.compact == "7F3K9QRTA20" + String(check))
    }

    @Test(arguments: [("O", "0"), ("o", "0"), ("I", "1"), ("i", "1"), ("L", "1"), ("l", "1")])
    func lettersThatLookLikeDigitsAreThoseDigits(_ letter: Character, _ digit: Character) throws {
        #expect(Crockford32.value(of: letter) == Crockford32.value(of: digit))
        let code = try #require(LabelCode(bits: 1))
        let typed = String(code.compact.map { $0 == digit ? letter : $0 })
        #expect(try LabelCode(typed) == code)
    }

    @Test func theCodeOfAllZerosIsNoCode() {
        #expect(LabelCode(bits: 0) == nil)
        #expect(LabelCode(bits: 1 << 55) == nil)
        #expect(throws: CodeError.zero) { try LabelCode("0000-0000-0000") }
        #expect(throws: CodeError.zero) { try LabelCode("OOOO-OOOO-OOOO") }
    }

    @Test func foreignTextsAreToldApart() {
        #expect(throws: CodeError.wrongLength(expected: 12, found: 0)) { try LabelCode("") }
        #expect(throws: CodeError.wrongLength(expected: 12, found: 11)) { try LabelCode("0000-0000-001") }
        #expect(throws: CodeError.wrongLength(expected: 12, found: 13)) { try LabelCode("0000-0000-0000-1") }
        #expect(throws: CodeError.foreignCharacter("U")) { try LabelCode("U000-0000-0001") }
        #expect(throws: CodeError.foreignCharacter("é")) { try LabelCode("é") }
        #expect(throws: CodeError.foreignCharacter(":")) { try LabelCode("https://x") }
        #expect(throws: CodeError.wrongCheckSymbol) { try LabelCode("0000-0000-0010") }
        #expect(throws: CodeError.wrongLength(expected: 12, found: 100_000)) {
            try LabelCode(String(repeating: "7", count: 100_000))
        }
    }

    @Test func aCodeIsItsTwelveSymbolsInJSON() throws {
        let code = Self.codes[0]
        let bytes = try CanonicalEncoder().encode(code)
        #expect(String(decoding: bytes, as: UTF8.self) == "\"\(code.compact)\"")
        #expect(try CanonicalDecoder().decode(LabelCode.self, from: bytes) == code)
        #expect(throws: DecodingError.self) {
            try CanonicalDecoder().decode(LabelCode.self, from: Array("\"000000000000\"".utf8))
        }
    }
}
