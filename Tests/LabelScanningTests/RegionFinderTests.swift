import Testing

@testable import LabelScanning

@Suite("Places that look like symbols")
struct RegionFinderTests {
    /// A grey wall with a patch of 4-pixel checks.
    private func wall(_ width: Int, _ height: Int, patch: PixelBox) -> GreyImage {
        var pixels = [UInt8](repeating: 150, count: width * height)
        for y in patch.top..<patch.bottom {
            for x in patch.left..<patch.right { pixels[y * width + x] = (x / 4 + y / 4) % 2 == 0 ? 20 : 235 }
        }
        return GreyImage(width: width, height: height, pixels: pixels)
    }

    @Test("A checked patch is found whole")
    func findsPatch() throws {
        let patch = PixelBox(left: 300, top: 200, right: 420, bottom: 320)
        let box = try #require(RegionFinder.regions(in: wall(800, 600, patch: patch)).first)
        #expect(box.left <= patch.left && box.top <= patch.top)
        #expect(box.right >= patch.right && box.bottom >= patch.bottom)
        #expect(box.width < 2 * patch.width && box.height < 2 * patch.height)
    }

    @Test("Stripes and plain walls are no place for a symbol")
    func passesStripes() {
        let stripes = GreyImage(
            width: 160, height: 160,
            pixels: (0..<160 * 160).map { (index: Int) -> UInt8 in index / 4 % 2 == 0 ? 0 : 255 })
        #expect(RegionFinder.regions(in: stripes).isEmpty)
        let plain = wall(160, 160, patch: PixelBox(left: 0, top: 0, right: 0, bottom: 0))
        #expect(RegionFinder.regions(in: plain).isEmpty)
    }

    @Test("No more places than the limit, however busy the picture")
    func limitsRegions() {
        var pixels = [UInt8](repeating: 128, count: 800 * 800)
        for index in pixels.indices {
            let x = index % 800
            let y = index / 800
            guard x / 50 % 2 == 0, y / 50 % 2 == 0 else { continue }
            pixels[index] = (x / 3 + y / 3) % 2 == 0 ? 0 : 255
        }
        let found = RegionFinder.regions(in: GreyImage(width: 800, height: 800, pixels: pixels))
        #expect(found.count == RegionFinder.regionsMax)
    }
}
