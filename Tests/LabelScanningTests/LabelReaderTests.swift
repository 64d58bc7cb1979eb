import Facility
import Testing

@testable import LabelScanning

@Suite("Reading a site's labels in photos")
struct LabelReaderTests {
    let reader = LabelReader(hosts: [Fixture.host], time: nil)

    private func labels(in name: String, _ reader: LabelReader, _ effort: LabelReader.Effort) throws
        -> [LabelText]
    {
        let photo = try PhotoIntake().grey(from: Fixture.bytes(name))
        return reader.labels(in: photo, with: PhotoScanner(), effort: effort).map(\.text)
    }

    @Test("A label of ours gives its code and host")
    func readsOurs() throws {
        let expected = try LabelText.ours(LabelCode(Fixture.code), host: Fixture.host)
        #expect(try labels(in: "label.jpg", reader, .firstLabel) == [expected])
    }

    @Test("Both labels of a photo of two are given")
    func readsBoth() throws {
        let found = try labels(in: "two-labels.png", reader, .everyPass).compactMap(\.code)
        #expect(try Set(found) == [LabelCode(Fixture.code), LabelCode(Fixture.otherCode)])
    }

    /// A door's label that every decoder reads, and to its right one that only the closed world tells.
    private func twoDoors() throws -> (photo: GreyPhoto, easy: LabelCode, hard: LabelCode) {
        var drawn = DrawnPhoto(width: 960)
        drawn.draw(try Campus.symbol(1), corners: Campus.corners)
        drawn.paste(try Campus.scratched(0), from: (0, 0, 480, 360), atX: 480)
        return (drawn.photo, try Campus.code(1), try Campus.code(0))
    }

    @Test(
        "A label that is hard to read is found beside an easy one where others are looked for, and missed where the first is enough",
        arguments: [
            (.firstLabel, false), (.labelsBeside(.zero), false), (.labelsBeside(.seconds(600)), true),
            (.everyPass, true),
        ] as [(LabelReader.Effort, Bool)])
    func readsBeside(effort: LabelReader.Effort, isBoth: Bool) throws {
        let doors = try twoDoors()
        let reader = LabelReader(hosts: [Campus.host], symbols: try Campus.printed(20), time: nil)
        let found = reader.labels(in: doors.photo, with: PhotoScanner(), effort: effort)
        #expect(found.compactMap(\.text.code) == (isBoth ? [doors.easy, doors.hard] : [doors.easy]))
        #expect(found.map { $0.certainty != nil } == (isBoth ? [false, true] : [false]))
    }

    @Test("Another site's symbol is foreign, and so is ours at another site")
    func knowsForeign() throws {
        #expect(
            try labels(in: "foreign.png", reader, .firstLabel) == [.foreign("https://elsewhere.example/menu")]
        )
        let other = LabelReader(hosts: ["fix.example.edu"], time: nil)
        #expect(try labels(in: "label.png", other, .firstLabel) == [.foreign(Fixture.text)])
    }

    @Test("A photo without symbols gives an empty list")
    func readsNothing() {
        let grey = GreyImage(width: 64, height: 64, pixels: [UInt8](repeating: 128, count: 64 * 64))
        #expect(reader.labels(in: GreyPhoto(stored: grey), with: PhotoScanner()).isEmpty)
    }

    @Test("A foreign symbol doesn't end the search for ours")
    func searchesOn() throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("two-labels.png"))
        let ladder = [ScanPass("left", .zxing, .whole(sideMax: nil))] + ScanPass.ladder
        var looks = 0
        _ = PhotoScanner(ladder: ladder).symbols(in: photo) { found in
            looks += 1
            return found.contains { LabelText.parse($0.text, hosts: ["fix.example.edu"]).code != nil }
        }
        #expect(looks == ladder.count)
    }
}
