import Facility
import LabelSymbol
import Testing

@testable import LabelScanning

/// What a site has printed over the years, under several hosts, in several versions and levels, and how it comes to lie
/// in photos.
@Suite("Labels of every form, at the frame's edge and at steep angles")
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

    private func told(
        _ photo: GreyPhoto, until isEnough: @escaping ([RecognisedLabel]) -> Bool = { _ in true }
    )
        throws -> [RecognisedLabel]
    {
        ClosedWorld(try Self.symbols.get(), time: nil).labels(in: photo, until: isEnough)
    }

    @Test(
        "A scratched label is told in whichever form it was printed, with the host on it",
        arguments: forms.indices)
    func everyForm(place: Int) throws {
        let number = 40 + place
        let drawn = Campus.scratched(try Campus.symbol(number, Self.forms[place]), seed: UInt64(number))
        let labels = try told(drawn.photo)
        #expect(try labels.map(\.code) == [Campus.code(number)])
        #expect(labels.map { $0.host.lowercased() } == [Self.forms[place].host])
    }

    @Test("A label of a form that its code was not printed in is not told", arguments: [1, 2, 3])
    func otherForm(place: Int) throws {
        let number = 41 + place
        let drawn = Campus.scratched(try Campus.symbol(number, Self.forms[place]), seed: UInt64(number))
        #expect(try told(drawn.photo).isEmpty)
    }

    @Test("Scratched labels of two widths in one photo are both told")
    func twoWidths() throws {
        var drawn = DrawnPhoto(width: 700)
        for (place, left) in [(0, 80), (3, 380)] {
            let single = Campus.scratched(
                try Campus.symbol(40 + place, Self.forms[place]), seed: UInt64(place))
            drawn.paste(single, from: (80, 60, 280, 240), atX: left)
        }
        let labels = try told(drawn.photo) { _ in false }
        #expect(try Set(labels.map(\.code)) == [Campus.code(40), Campus.code(43)])
        #expect(labels.count == 2)
    }

    @Test(
        "A label that the frame cuts is told while most of it is seen",
        arguments: [(-1.0, 0.0), (0, -1), (1, 0), (0, 1)])
    func cut(across: Double, down: Double) throws {
        // A sixth of the symbol and its quiet zone are outside.
        var drawn = DrawnPhoto(width: 300, height: 260)
        let corners = [(80.0, 60.0), (225.0, 60.0), (225.0, 205.0), (80.0, 205.0)].map {
            PhotoPoint(
                x: $0 + across * (across < 0 ? 80 + 24 : 75 + 24),
                y: $1 + down * (down < 0 ? 60 + 24 : 55 + 24))
        }
        drawn.draw(try Campus.symbol(40, Self.forms[0]), corners: corners)
        drawn.addNoise(4, seed: 9)
        #expect(PhotoScanner().symbols(in: drawn.photo).isEmpty)
        #expect(try told(drawn.photo).map(\.code) == [Campus.code(40)])
    }

    @Test("A scratched label seen from far aside is told", arguments: [60.0, 48.0])
    func steep(height: Double) throws {
        var drawn = DrawnPhoto(width: 480, height: 300)
        let corners = [(110.0, 120.0), (370.0, 120.0), (390.0, 120.0 + height), (90.0, 120.0 + height)].map {
            PhotoPoint(x: $0, y: $1)
        }
        drawn.draw(try Campus.symbol(40, Self.forms[0]), corners: corners)
        drawn.scratch(
            from: PhotoPoint(x: 100, y: 124 + height / 2), to: PhotoPoint(x: 380, y: 122 + height / 2),
            thickness: 5, value: 60)
        drawn.addNoise(4, seed: 9)
        #expect(PhotoScanner().symbols(in: drawn.photo).isEmpty)
        #expect(try told(drawn.photo).map(\.code) == [Campus.code(40)])
    }
}
