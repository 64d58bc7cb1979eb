import DeskSimulation
import Testing

@testable import TicketTracking

@Suite("Words that are looked for in reports")
struct TextHintsTests {
    @Test("A word is found wherever it stands, whatever the case, and nowhere else")
    func samples() {
        let hints = TextHints(["漏水", "Wi-Fi", "灯", "ac", ""])
        for text in ["天花板漏水了", "the WI-FI is gone", "灯", "AC 不制冷", "Zac"] {
            #expect(hints.matches(FoldedText(text)), "\(text)")
        }
        for text in ["", "漏", "水漏", "wifi", "a c"] { #expect(!hints.matches(FoldedText(text)), "\(text)") }
        #expect(!TextHints(["", ""]).matches(FoldedText("漏水")))
    }

    @Test("The filter never hides a word that a plain search finds, in 20,000 random texts")
    func filter() {
        var draws = Draws(seed: 7)
        let letters = Array("abAB漏水电网口灯é😀 ")
        func word(_ lengths: ClosedRange<Int>) -> String {
            String(
                (0..<Int.random(in: lengths, using: &draws)).compactMap { _ in
                    letters.randomElement(using: &draws)
                })
        }
        var found = 0
        for _ in 0..<20_000 {
            let (needle, text) = (word(1...4), word(0...30))
            let isThere = Array(text.lowercased().utf8).windows(Array(needle.lowercased().utf8))
            #expect(TextHints([needle]).matches(FoldedText(text)) == isThere, "\(needle) in \(text)")
            found += isThere ? 1 : 0
        }
        #expect(found > 1_000 && found < 19_000)
    }
}

extension [UInt8] {
    /// Whether the other stands in it, looked at from every place.
    fileprivate func windows(_ other: [UInt8]) -> Bool {
        count >= other.count
            && (0...count - other.count).contains { Array(self[$0..<$0 + other.count]) == other }
    }
}
