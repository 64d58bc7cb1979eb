import LabelScanning
import LabelSymbol
import Testing

@testable import LabelProof

@Suite("Damage of our own making")
struct DamageTests {
    private func view(_ seed: UInt64) throws -> DamagedView {
        let canvas = Canvas(try Sample.symbol())
        return DamagedView(image: canvas.image, grid: canvas.grid, width: canvas.symbol.width, seed: seed)
    }

    @Test("Equal seeds make equal damage, other seeds other damage", arguments: Damage.allCases)
    func seeds(damage: Damage) throws {
        let one = try view(6).with(damage)
        #expect(try view(6).with(damage) == one)
        let whole = try view(6).image
        #expect(one != nil && one != whole)
        if damage == .noise || damage == .tilt || damage == .blot {
            let other = try view(7).with(damage)
            #expect(other != one)
        }
    }

    @Test("Blots keep clear of the finder patterns", arguments: [25, 29, 33, 57])
    func blots(width: Int) {
        let radius = 0.15 * Double(width) / 2
        for seed in UInt64(0)..<300 {
            let middle = DamagedView.blotMiddle(width: width, radius: radius, seed: seed)
            let corners = [(3.5, 3.5), (Double(width) - 3.5, 3.5), (3.5, Double(width) - 3.5)]
            for corner in corners {
                let (dx, dy) = (abs(middle.x - corner.0) - 3.5, abs(middle.y - corner.1) - 3.5)
                #expect(max(dx, dy) >= radius - 1e-9)
            }
        }
    }

    @Test("Grain is even and as strong as asked for")
    func grain() throws {
        let grey = GreyImage(width: 100, height: 100, pixels: [UInt8](repeating: 128, count: 10_000))
        let grained = try #require(grey.filtered(.grain(strength: 40, seed: 3)))
        let values = grained.pixels.map { Int($0) - 128 }
        #expect(values.min() ?? 0 >= -40 && values.max() ?? 0 <= 40)
        #expect(values.min() ?? 0 < -30 && values.max() ?? 0 > 30)
        #expect(abs(values.reduce(0, +)) < 10_000)
    }

    @Test("An aperture takes the mean of the pixels within it, white outside")
    func aperture() {
        let image = GreyImage(width: 3, height: 1, pixels: [0, 100, 200])
        #expect(image.apertureMeans(at: [PhotoPoint(x: 1.5, y: 0.5)], radius: 0.4) == [100])
        #expect(image.apertureMeans(at: [PhotoPoint(x: 2.5, y: 5)], radius: 0.1) == [255])
        #expect(image.apertureMeans(at: [PhotoPoint(x: 1, y: 0.5)], radius: 0.6) == [50])
        #expect(image.apertureMeans(at: [PhotoPoint(x: 1, y: 0.5)], radius: 0.1) == [100])
    }
}
