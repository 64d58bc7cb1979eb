import Ledger
import Testing

@Suite struct CommandIDTests {
    let command = CommandID(at: Instant(microseconds: 1_788_000_000_123_456), random: (.max, .max))

    @Test func itIsAUUIDOfVersionSevenThatBeginsWithTheTime() {
        #expect(command.description == "01a04d1a-d87b-7fff-bfff-ffffffffffff")
        #expect(command.madeAt == Instant(microseconds: 1_788_000_000_123_000))
    }

    @Test func textAndBytesReadBack() {
        #expect(CommandID(command.description) == command)
        #expect(CommandID(command.description.uppercased()) == command)
        #expect(CommandID(bytes: command.bytes) == command)
    }

    @Test(arguments: [
        "", "01a04d1a-d87b-4fff-bfff-ffffffffffff", "01a04d1a-d87b-7fff-cfff-ffffffffffff",
        "01a04d1ad87b7fffbfffffffffffffff", "01a04d1a-d87b-7fff-bfff-fffffffffffg",
        "01a04d1a-d87b-7fff-bfff-ffffffffffff0",
        "-1a04d1a-3c7b-7fff-bfff-ffffffffffff", "01a04d1a-d87b-7fff-bfff-ffffffffffé",
    ])
    func otherTextsAreRefused(_ text: String) {
        #expect(CommandID(text) == nil)
    }

    @Test func bytesOfAnotherVersionVariantOrLengthAreRefused() {
        var wrongVersion = command.bytes
        wrongVersion[6] = 0x4F
        var wrongVariant = command.bytes
        wrongVariant[8] = 0xCF
        #expect(CommandID(bytes: wrongVersion) == nil)
        #expect(CommandID(bytes: wrongVariant) == nil)
        #expect(CommandID(bytes: []) == nil)
        #expect(CommandID(bytes: command.bytes + [0]) == nil)
    }

    @Test func laterKeysSortAfterEarlierOnes() {
        let later = CommandID(at: Instant(microseconds: 1_788_000_000_124_000), random: (0, 0))
        #expect(command < later)
    }
}
