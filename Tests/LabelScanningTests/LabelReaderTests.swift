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
        #expect(looks == 1)
    }
}
