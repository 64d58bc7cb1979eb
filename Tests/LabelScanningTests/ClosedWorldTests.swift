import Facility
import LabelSymbol
import Testing

@testable import LabelScanning

@Suite("Labels that no decoder reads")
struct ClosedWorldTests {
    /// Enough that a wrong one would be near.
    private static let count = 3_000
    private static let symbols = Result { try Campus.printed(count) }

    private func reader(time: Duration? = nil) throws -> LabelReader {
        LabelReader(hosts: [Campus.host], symbols: try Self.symbols.get(), time: time)
    }

    @Test("A label with its finder patterns scratched out is told, with its corners and how sure that is")
    func scratched() throws {
        let photo = try Campus.scratched(7).photo
        #expect(LabelReader(hosts: [Campus.host], time: nil).labels(in: photo, with: PhotoScanner()).isEmpty)
        let labels = try reader().labels(in: photo, with: PhotoScanner())
        let label = try #require(labels.first)
        #expect(try labels.map(\.text) == [.ours(Campus.code(7), host: Campus.host)])
        #expect(label.symbol.pass == ScannedLabel.closedWorldPass)
        #expect(label.symbol.text == "https://MEND.EXAMPLE.EDU/\(try Campus.code(7).compact)")
        let certainty = try #require(label.certainty)
        #expect(certainty.best > 9 && certainty.second < 6)
        for (found, drawn) in zip(label.symbol.corners, Campus.corners) {
            #expect(abs(found.x - drawn.x) < 4 && abs(found.y - drawn.y) < 4)
        }
    }

    @Test(
        "A label that is decoded is sure, and not told again",
        arguments: [LabelReader.Effort.firstLabel, .everyPass])
    func decoded(effort: LabelReader.Effort) throws {
        var drawn = DrawnPhoto()
        drawn.draw(try Campus.symbol(7), corners: Campus.corners)
        let labels = try reader().labels(in: drawn.photo, with: PhotoScanner(), effort: effort)
        #expect(try labels.map(\.text.code) == [Campus.code(7)])
        #expect(labels.map(\.certainty) == [nil])
    }

    @Test("Of two labels the one that is decoded comes first, the other one is told beside it")
    func two() throws {
        var drawn = try Campus.scratched(7)
        let corners = Campus.corners.map { PhotoPoint(x: $0.x + 190, y: $0.y + 60) }
        drawn.draw(try Campus.symbol(8), corners: corners)
        let labels = try reader().labels(in: drawn.photo, with: PhotoScanner(), effort: .everyPass)
        #expect(try labels.map(\.text.code) == [Campus.code(8), Campus.code(7)])
        #expect(labels.map { $0.certainty == nil } == [true, false])
    }

    @Test("Two labels that no decoder reads are both told")
    func bothScratched() throws {
        var drawn = DrawnPhoto(width: 700)
        for (number, shift) in [(7, 0.0), (8, 300)] {
            let single = try Campus.scratched(number)
            drawn.paste(single, from: (80, 60, 280, 240), atX: 80 + Int(shift))
        }
        let labels = try reader().labels(in: drawn.photo, with: PhotoScanner(), effort: .everyPass)
        #expect(try Set(labels.compactMap(\.text.code)) == [Campus.code(7), Campus.code(8)])
        #expect(labels.count == 2)
    }

    @Test("A label that the site never printed is not told, nor taken for another", arguments: 0..<4)
    func unknown(number: Int) throws {
        let photo = try Campus.scratched(number).photo
        let world = ClosedWorld(try Self.symbols.get(), time: nil)
        #expect(try world.labels(in: photo).map(\.code) == [Campus.code(number)])
        #expect(world.labels(in: photo, without: try Campus.code(number)) { _ in false } == [])
        let nearest = try #require(world.nearest(in: photo, without: try Campus.code(number)))
        #expect(nearest.certainty.known > RecognisedLabel.Certainty.knownLeast)
        #expect(nearest.certainty.best < 6.5)
        #expect(!nearest.certainty.isEnough)
    }

    @Test("What keeps a wrong label out is the threshold: with a lower one it would be told")
    func threshold() throws {
        let photo = try Campus.scratched(7).photo
        let world = ClosedWorld(try Self.symbols.get(), time: nil)
        let nearest = try #require(world.nearest(in: photo, without: try Campus.code(7)))
        #expect(!nearest.certainty.isEnough)
        #expect(nearest.certainty.isEnough(best: 3, gap: 0))
    }

    @Test("Another site's label of the same kind is not told")
    func otherHost() throws {
        let photo = try Campus.scratched(7, host: "desk.example.org").photo
        #expect(try reader().labels(in: photo, with: PhotoScanner()).isEmpty)
    }

    @Test("A symbol that was decoded is never taken for a label, whatever it says")
    func besides() throws {
        let photo = try Campus.scratched(7).photo
        let corners = [(90, 70), (270, 70), (270, 240), (90, 240)].map { PhotoPoint(x: $0, y: $1) }
        let foreign = FoundSymbol(text: "https://elsewhere.example/menu", corners: corners, pass: "zxing")
        let world = ClosedWorld(try Self.symbols.get(), time: nil)
        #expect(world.labels(in: photo, besides: [foreign]) == [])
    }

    @Test(
        "Corners are those of the upright picture",
        arguments: [PhotoOrientation.turnRight, .turnLeft, .halfTurn])
    func upright(orientation: PhotoOrientation) throws {
        let photo = GreyPhoto(stored: try Campus.scratched(7).photo.stored, orientation: orientation)
        let world = ClosedWorld(try Self.symbols.get(), time: nil)
        let label = try #require(world.labels(in: photo).first)
        for (found, drawn) in zip(label.corners, Campus.corners.map(photo.upright)) {
            #expect(abs(found.x - drawn.x) < 4 && abs(found.y - drawn.y) < 4)
        }
        for (back, drawn) in zip(label.corners.map(photo.place), Campus.corners) {
            #expect(abs(back.x - drawn.x) < 4 && abs(back.y - drawn.y) < 4)
        }
    }

    @Test("With no time left nothing is begun, and an empty register costs nothing")
    func noTime() throws {
        let photo = try Campus.scratched(7).photo
        #expect(ClosedWorld(try Self.symbols.get(), time: .zero).labels(in: photo) == [])
        #expect(ClosedWorld(PrintedSymbols(), time: nil).labels(in: photo) == [])
    }

    @Test(
        "Pictures of any size and content come to nothing, and to no harm",
        arguments: [
            (1, 1), (2, 3), (3, 2_000), (2_000, 3), (16, 16), (17, 900), (64, 48), (300, 20), (1_200, 900),
        ])
    func anyPicture(width: Int, height: Int) throws {
        var random = SeededBytes(state: UInt64(width * height))
        let world = ClosedWorld(try Campus.printed(50), time: .milliseconds(300))
        for kind in 0..<4 {
            let pixels = (0..<width * height).map { place in
                switch kind {
                case 0: UInt8.random(in: 0...255, using: &random)
                case 1: UInt8(place % width / 3 % 2 * 255)
                case 2: UInt8(128)
                default: UInt8((place % width / 4 + place / width / 4) % 2 * 200)
                }
            }
            let photo = GreyPhoto(stored: GreyImage(width: width, height: height, pixels: pixels))
            #expect(world.labels(in: photo) == [])
        }
    }

    @Test("Corners that enclose nothing are looked at without harm")
    func anyCorners() throws {
        let photo = try Campus.scratched(7).photo
        let world = ClosedWorld(try Campus.printed(50), time: nil)
        var random = SeededBytes(state: 3)
        for _ in 0..<60 {
            let corners = (0..<4).map { _ in
                PhotoPoint(
                    x: Double.random(in: -600...1_200, using: &random),
                    y: Double.random(in: -600...1_200, using: &random))
            }
            #expect(world.nearest(in: photo, at: corners).map { $0.certainty.isEnough } != true)
        }
        #expect(
            world.nearest(in: photo, at: [PhotoPoint](repeating: PhotoPoint(x: .nan, y: 0), count: 4)) == nil)
    }
}
