import Facility
import Foundation
import Ledger
import Testing

@testable import LabelScanning

/// Labels of the product's own press that no decoder reads as they are: a few photos of the sets that `Tests/PhotoSets` makes, cut
/// down to what stands around the label.
@Suite("Photos that no decoder reads")
struct SceneTests {
    struct Scene: Decodable, CustomTestStringConvertible {
        let file: String
        let code: LabelCode
        /// From the symbol's upper left around, in pixels.
        let corners: [[Double]]
        let isCurved: Bool

        var testDescription: String { file }

        func photo() throws -> GreyPhoto { try PhotoIntake().grey(from: Fixture.bytes("Scenes/" + file)) }

        /// Where the modules' corners are: the plane through the symbol's four (Heckbert, "Fundamentals of Texture Mapping
        /// and Image Warping", 1989, 2.2.3).
        var grid: [PhotoPoint] {
            let (x, y) = (corners.map { $0[0] }, corners.map { $0[1] })
            let (sx, sy) = (x[0] - x[1] + x[2] - x[3], y[0] - y[1] + y[2] - y[3])
            let (ax, ay, bx, by) = (x[1] - x[2], y[1] - y[2], x[3] - x[2], y[3] - y[2])
            let area = ax * by - bx * ay
            let (g, h) = ((sx * by - bx * sy) / area, (ax * sy - sx * ay) / area)
            return (0..<30 * 30).map { place in
                let (u, v) = (Double(place % 30) / 29, Double(place / 30) / 29)
                let z = g * u + h * v + 1
                return PhotoPoint(
                    x: ((x[1] - x[0] + g * x[1]) * u + (x[3] - x[0] + h * x[3]) * v + x[0]) / z,
                    y: ((y[1] - y[0] + g * y[1]) * u + (y[3] - y[0] + h * y[3]) * v + y[0]) / z)
            }
        }
    }

    static let scenes: [Scene] = {
        let bytes = (try? Fixture.bytes("Scenes/scenes.json")) ?? []
        return (try? JSONDecoder().decode([Scene].self, from: Data(bytes))) ?? []
    }()

    /// The first codes of the sets' register; the photos' own are among them.
    static let symbols: PrintedSymbols = {
        var symbols = PrintedSymbols()
        var seeded = SeededBytes(state: 31_337)
        for _ in 0..<2_000 {
            guard let code = LabelCode(bits: seeded.next()) else { continue }
            symbols.add(
                code,
                LabelIssue(
                    number: 1, text: "", host: "FIXIT.EXAMPLE.EDU.CN", version: 3, level: "Q", mask: 0,
                    batch: BatchID(1), printedReference: "", printedAt: Instant(seconds: 0)))
        }
        return symbols
    }()

    @Test("There are photos of every kind of harm")
    func hasScenes() {
        #expect(Self.scenes.count == 24)
        #expect(Self.scenes.allSatisfy { $0.corners.count == 4 })
    }

    @Test("The ladder's first stage reads none of them, the second nothing wrong", arguments: scenes)
    func ladderReadsNone(scene: Scene) throws {
        let photo = try scene.photo()
        #expect(PhotoScanner(ladder: ScanPass.ladder).symbols(in: photo).isEmpty)
        for symbol in PhotoScanner().symbols(in: photo) {
            #expect(LabelText.parse(symbol.text, hosts: ["fixit.example.edu.cn"]).code == scene.code)
        }
    }

    /// Whose grid the search doesn't find yet: they may be told, or not.
    static let unfound: Set = [
        "campus-motion-g4-02.jpg", "beyond-blur-g3-04.jpg", "beyond-lowlight-g1-04.jpg",
        "beyond-patch-g3-04.jpg",
    ]

    @Test("On a grid that it finds itself, the closed world tells each, and never another", arguments: scenes)
    func tellsOnFoundGrid(scene: Scene) throws {
        let told = ClosedWorld(Self.symbols, time: nil).labels(in: try scene.photo()).map(\.code)
        #expect(told == [scene.code] || told.isEmpty && Self.unfound.contains(scene.file))
    }

    @Test(
        "On the true grid it tells each, and none where its code was never printed",
        arguments: scenes.filter { !$0.isCurved })
    func tellsOnTrueGrid(scene: Scene) throws {
        let world = ClosedWorld(Self.symbols, time: nil)
        let photo = try scene.photo()
        let told = try #require(world.label(in: photo, grid: scene.grid))
        #expect(told.code == scene.code)
        #expect(world.label(in: photo, grid: scene.grid, without: scene.code) == nil)
        let likeliest = world.readings(in: photo, grid: scene.grid, without: scene.code)
        #expect(likeliest.allSatisfy { $0.certainty.best < RecognisedLabel.Certainty.bestLeast })
    }

    @Test("No noise comes near a label")
    func staysBelowThreshold() throws {
        let world = ClosedWorld(Self.symbols, time: nil)
        var draws = SeededBytes(state: 5)
        func uneven() -> Double {
            // The sum of twelve even draws is about normal.
            (0..<12).reduce(-6.0) { sum, _ in sum + Double(draws.next() >> 11) / Double(1 << 53) }
        }
        let chances = (0..<200).compactMap { _ in
            world.nearest { count in (0..<count).map { _ in Float(uneven() * (0.2 + abs(uneven()))) } }
        }
        #expect(chances.count == 200)
        let largest = chances.map(\.best).max() ?? .infinity
        #expect(largest < RecognisedLabel.Certainty.bestLeast)
        // With a lower threshold this check would see it.
        #expect(largest > 3)
    }
}
