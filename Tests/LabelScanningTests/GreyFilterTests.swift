import Testing

@testable import LabelScanning

@Suite("Filters on grey pictures")
struct GreyFilterTests {
    let ramp = GreyImage(width: 4, height: 2, pixels: [0, 100, 200, 255, 0, 100, 200, 255])

    @Test("Inverting turns black to white")
    func inverts() {
        #expect(ramp.filtered(.invert)?.pixels.prefix(4) == [255, 155, 55, 0])
    }

    @Test("Sharpening leaves a plain picture as it is and widens an edge's contrast")
    func sharpens() throws {
        let plain = GreyImage(width: 9, height: 9, pixels: [UInt8](repeating: 77, count: 81))
        #expect(plain.filtered(.sharpen(radius: 2, percent: 300)) == plain)
        let edge = GreyImage(width: 8, height: 1, pixels: [100, 100, 100, 100, 140, 140, 140, 140])
        let sharp = try #require(edge.filtered(.sharpen(radius: 1, percent: 300))).pixels
        #expect(sharp[0] == 100 && sharp[3] < 100 && sharp[4] > 140 && sharp[7] == 140)
    }

    @Test("Binarising follows the brightness of the surroundings")
    func binarises() throws {
        // A dark dot on a ground that brightens from 60 to 220: no single threshold finds both dots.
        var pixels: [UInt8] = []
        for _ in 0..<11 { pixels += stride(from: UInt8(60), to: 220, by: 4) }
        let dots: [Int] = [205, 234]
        for dot in dots { pixels[dot] -= 40 }
        let image = GreyImage(width: 40, height: 11, pixels: pixels)
        let binary: [UInt8] = try #require(image.filtered(.binarise(radius: 3, offset: 15))).pixels
        let dark: [Int] = binary.indices.filter { binary[$0] == 0 }
        #expect(dark == dots)
    }

    @Test(
        "Box filters are exact at every width and radius, also where the box is wider than the picture",
        arguments: [1, 2, 7, 8, 9, 31, 40])
    func boxesAreExact(width: Int) throws {
        var random = SeededBytes(state: UInt64(width))
        let height = 5
        let pixels = (0..<width * height).map { _ in
            Bool.random(using: &random) ? 255 : UInt8.random(in: 0...255, using: &random)
        }
        let image = GreyImage(width: width, height: height, pixels: pixels)
        for radius in [1, 2, 4, 40] {
            let means = (0..<width * height).map { mean(of: image, around: $0, radius) }
            #expect(image.filtered(.blur(radius: radius))?.pixels == means.map(UInt8.init))
            let sharp = zip(pixels, means).map { UInt8(clamping: Int($0) + (Int($0) - $1) * 300 / 100) }
            #expect(image.filtered(.sharpen(radius: radius, percent: 300))?.pixels == sharp)
            let binary = zip(pixels, means).map { Int($0) < $1 - 2 ? UInt8(0) : 255 }
            #expect(image.filtered(.binarise(radius: radius, offset: 2))?.pixels == binary)
        }
    }

    /// Of the box's values, rounded down; edges count repeatedly.
    private func mean(of image: GreyImage, around index: Int, _ radius: Int) -> Int {
        let (row, column) = index.quotientAndRemainder(dividingBy: image.width)
        var sum = 0
        for y in row - radius...row + radius {
            for x in column - radius...column + radius {
                let (v, u) = (min(max(y, 0), image.height - 1), min(max(x, 0), image.width - 1))
                sum += Int(image.pixels[v * image.width + u])
            }
        }
        return sum / ((2 * radius + 1) * (2 * radius + 1))
    }

    @Test("Shrinking averages, also by halves of pixels")
    func shrinks() {
        #expect(ramp.shrunk(width: 2, height: 1)?.pixels == [50, 228])
        let three = GreyImage(width: 3, height: 1, pixels: [0, 90, 240])
        #expect(three.shrunk(width: 2, height: 1)?.pixels == [30, 190])
        #expect(ramp.shrunk(width: 4, height: 2) == ramp)
    }

    @Test("A map that turns a quarter turns the picture, and leads its points back")
    func warps() {
        let image = GreyImage(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])
        // Clockwise: what is right of the top left corner comes from below it.
        let map = PlaneMap.moving(-2, 0).then(PlaneMap(xx: 0, xy: 1, yx: -1, yy: 0))
        #expect(image.warped(width: 2, height: 3, by: map).pixels == [4, 1, 5, 2, 6, 3])
        #expect(map(PhotoPoint(x: 0, y: 0)) == PhotoPoint(x: 0, y: 2))
    }

    @Test("Warping mixes neighbours and is white outside")
    func warpsBetweenPixels() {
        let image = GreyImage(width: 2, height: 1, pixels: [0, 100])
        let half = PlaneMap.moving(0.5, 0)
        #expect(image.warped(width: 4, height: 1, by: half).pixels == [50, 178, 255, 255])
    }
}
