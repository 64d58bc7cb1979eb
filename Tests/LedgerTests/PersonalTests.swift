import Ledger
import Synchronization
import Testing

/// Turns bytes around under a key of one byte a person; a key may be lost.
final class ToySealer: PersonalSealer, PersonalOpener {
    private let lost = Mutex<Set<PersonID>>([])

    func erase(_ person: PersonID) { _ = lost.withLock { $0.insert(person) } }

    func seal(_ clear: [UInt8], of owner: PersonID) -> [UInt8] {
        clear.map { $0 ^ UInt8(owner.rawValue & 0xFF) }
    }

    func open(_ sealed: [UInt8], of owner: PersonID) -> [UInt8]? {
        lost.withLock { $0.contains(owner) } ? nil : seal(sealed, of: owner)
    }
}

@Suite struct PersonalTests {
    struct Card: Codable, Hashable {
        var name: Personal<String>
        var phones: [Personal<[String]>]
    }

    let sealer = ToySealer()
    let card = Card(
        name: .clear("王小明", of: PersonID(3)), phones: [.clear(["13800138000"], of: PersonID(4))])

    private func bytes() throws -> [UInt8] { try CanonicalEncoder(sealer: sealer).encode(card) }

    private func read(_ bytes: [UInt8]) throws -> Card {
        try CanonicalDecoder(opener: sealer).decode(Card.self, from: bytes)
    }

    @Test func whatWasSealedOpensAgain() throws { #expect(try read(bytes()) == card) }

    @Test func nothingOfTheValueStandsInTheBytes() throws {
        let text = String(decoding: try bytes(), as: UTF8.self)
        #expect(!text.contains("王") && !text.contains("138"))
        #expect(text.contains(#""of":3"#))
    }

    @Test func aLostKeyErasesThatPersonAndNobodyElse() throws {
        let sealed = try bytes()
        sealer.erase(PersonID(3))
        let read = try read(sealed)
        #expect(read.name == .erased(of: PersonID(3)))
        #expect(read.name.value == nil)
        #expect(read.phones == card.phones)
    }

    @Test func descriptionsNeverShowTheValue() {
        let name = card.name
        var dumped = ""
        dump(card, to: &dumped)
        for text in [
            "\(name)", String(reflecting: name), "\(card)", String(reflecting: card), dumped, "\([name])",
        ] {
            #expect(!text.contains("王") && !text.contains("138"))
            #expect(text.contains("3"))
        }
    }

    @Test func sealingAndOpeningNeedTheKeys() throws {
        let sealed = try bytes()
        #expect(throws: PersonalError.noSealer(PersonID(3))) { try CanonicalEncoder().encode(card.name) }
        #expect(throws: PersonalError.noOpener(PersonID(3))) {
            try CanonicalDecoder().decode(Card.self, from: sealed)
        }
    }

    @Test func anErasedValueIsNeverWrittenAsANewOne() {
        let erased = Personal<String>.erased(of: PersonID(5))
        #expect(throws: PersonalError.erased(PersonID(5))) {
            try CanonicalEncoder(sealer: sealer).encode(erased)
        }
    }

    @Test(arguments: ["*", "QQ", "QQ=", "Q===", "=QQ=", "QUI=QUI="])
    func sealedTextThatIsNoBase64IsRefused(_ text: String) {
        let bytes = Array(#"{"of":5,"sealed":"\#(text)"}"#.utf8)
        #expect(throws: PersonalError.malformed(PersonID(5))) {
            try CanonicalDecoder(opener: sealer).decode(Personal<String>.self, from: bytes)
        }
    }

    @Test func textsOfEveryLengthSurviveBase64() throws {
        for length in 0..<50 {
            let value = Personal.clear(String(repeating: "修", count: length), of: PersonID(200))
            let bytes = try CanonicalEncoder(sealer: sealer).encode(value)
            #expect(try CanonicalDecoder(opener: sealer).decode(Personal<String>.self, from: bytes) == value)
        }
    }
}
