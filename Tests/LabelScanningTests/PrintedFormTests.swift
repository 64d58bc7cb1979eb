import Facility
import LabelSymbol
import Testing

@testable import LabelScanning

/// What a site has printed over the years, under several hosts, in several versions and levels, and how it comes to lie
/// in photos.
@Suite("Labels of several forms, and at the frame's edge")
struct PrintedFormTests {
    /// Two widths, three hosts; the second form is the first one's host at another version and level.
    static let forms = [
        PrintedForm(host: Campus.host, version: 3, level: "Q"),
        PrintedForm(host: Campus.host, version: 4, level: "H"),
        PrintedForm(host: "r.uni.cn", version: 3, level: "H"),
        PrintedForm(host: "service.facilities.example.edu.cn", version: 4, level: "Q"),
    ]

    private static let symbols = Result {
        var symbols = PrintedSymbols()
        for (place, form) in forms.enumerated() {
            for number in 0..<800 where place == 0 || number % 4 == place {
                symbols.add(try Campus.code(number), form)
            }
        }
        return symbols
    }

    private func told(_ photo: GreyPhoto) throws -> [RecognisedLabel] {
        ClosedWorld(try Self.symbols.get(), time: nil).labels(in: photo)
    }

    // Of the other width none is told yet that has lost all its finder patterns.
    @Test(
        "A scratched label of either of two hosts is told, with the host on it",
        arguments: [0, 2])
    func hosts(place: Int) throws {
        let number = 40 + place
        let drawn = Campus.scratched(try Campus.symbol(number, Self.forms[place]), seed: UInt64(number))
        let labels = try told(drawn.photo)
        #expect(try labels.map(\.code) == [Campus.code(number)])
        #expect(labels.map { $0.host.lowercased() } == [Self.forms[place].host])
    }

    @Test("A label of a form that its code was not printed in is not told", arguments: [2])
    func otherForm(place: Int) throws {
        let number = 41 + place
        let drawn = Campus.scratched(try Campus.symbol(number, Self.forms[place]), seed: UInt64(number))
        #expect(try told(drawn.photo).isEmpty)
    }

    // One that is cut at another side, where two patterns or the upper right one are lost, isn't told yet.
    @Test("A label that the frame cuts below is told")
    func cut() throws {
        // A sixth of the symbol and its quiet zone are outside.
        var drawn = DrawnPhoto(width: 300, height: 260)
        let corners = [(80.0, 60.0), (225.0, 60.0), (225.0, 205.0), (80.0, 205.0)].map {
            PhotoPoint(x: $0, y: $1 + 55 + 24)
        }
        drawn.draw(try Campus.symbol(40, Self.forms[0]), corners: corners)
        drawn.addNoise(4, seed: 9)
        #expect(PhotoScanner().symbols(in: drawn.photo).isEmpty)
        #expect(try told(drawn.photo).map(\.code) == [Campus.code(40)])
    }
}
