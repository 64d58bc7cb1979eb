import Facility
import Ledger
import Testing

@testable import TicketTracking

@Suite("Ticket numbers")
struct TicketNumberTests {
    private let key = TicketNumberKey((0..<32).map { UInt8($0 * 7) })

    @Test("200,000 serials give as many numbers, each leading back")
    func bijection() {
        var seen: Set<UInt64> = []
        for serial in Int64(1)...200_000 {
            let number = TicketNumber(of: TicketID(serial), under: key)
            seen.insert(number.bits)
            guard number.ticket(under: key) == TicketID(serial) else {
                Issue.record("\(serial) leads to \(number.ticket(under: key))")
                return
            }
        }
        #expect(seen.count == 200_000)
        #expect(seen.allSatisfy { $0 < 1 << 35 })
    }

    @Test(
        "The ends of the range lead back too",
        arguments: [1, 2, 1 << 20, 1 << 34, (1 << 35) - 2, (1 << 35) - 1])
    func ends(_ serial: Int64) {
        #expect(TicketNumber(of: TicketID(serial), under: key).ticket(under: key) == TicketID(serial))
    }

    @Test("Neighbours differ in about half of the bits")
    func avalanche() {
        let distances = (Int64(1)...4_000).map { serial in
            let (left, right) = (
                TicketNumber(of: TicketID(serial), under: key),
                TicketNumber(of: TicketID(serial + 1), under: key)
            )
            return (left.bits ^ right.bits).nonzeroBitCount
        }
        let mean = Double(distances.reduce(0, +)) / Double(distances.count)
        #expect((16.5...18.5).contains(mean))
        #expect(distances.allSatisfy { $0 > 2 })
    }

    @Test("A number is read back as it is said, and another key gives others")
    func text() throws {
        let number = TicketNumber(of: TicketID(42), under: key)
        #expect(number.description.count == 9)
        #expect(try TicketNumber(number.description.lowercased()) == number)
        let other = TicketNumberKey((0..<32).map { UInt8($0 * 7 + 1) })
        #expect(TicketNumber(of: TicketID(42), under: other) != number)
    }

    @Test("Every single wrong symbol is caught")
    func checked() {
        let text = Array(TicketNumber(of: TicketID(42), under: key).description)
        for index in text.indices where text[index] != "-" {
            for symbol in Crockford32.alphabet where symbol != text[index] {
                var wrong = text
                wrong[index] = symbol
                #expect(throws: CodeError.wrongCheckSymbol) { try TicketNumber(String(wrong)) }
            }
        }
    }
}
