import Facility
import Foundation
import LabelSymbol
import Testing

@testable import LabelScanning

@Suite("Symbols that are drawn anew")
struct FlatReaderTests {
    private static let flat = ScanPass("zxing-regions-flat", .flat, .regions(side: 560))

    @Test("A skeleton has the modules that every symbol of its version has", arguments: 0..<20)
    func agrees(number: Int) throws {
        let symbol = try Campus.symbol(number)
        let skeleton = try #require(SymbolSkeleton.all.first { $0.width == symbol.width })
        var known = 0
        for (place, module) in skeleton.function.enumerated() where module != 0 {
            #expect(symbol[place % symbol.width, place / symbol.width] == (module > 0), "\(place)")
            known += 1
        }
        // Three finder patterns with their borders, one alignment pattern, two timing patterns, the dark module.
        #expect(known == 3 * 64 + 25 + 2 * 13 + 1)
        #expect(skeleton.varying.count + known == symbol.width * symbol.width)
    }

    @Test("Every version has a skeleton of its width")
    func versions() {
        #expect(SymbolSkeleton.all.map(\.width) == stride(from: 21, through: 57, by: 4).map { $0 })
    }

    @Test("A symbol on creased cloth is read flat, and by nothing else, with its corners", arguments: [3, 7])
    func creased(number: Int) throws {
        var drawn = DrawnPhoto()
        drawn.draw(try Campus.symbol(number), corners: Campus.corners)
        let photo = GreyPhoto(stored: Self.creased(drawn.photo.stored))
        #expect(PhotoScanner(ladder: ScanPass.ladder).symbols(in: photo).isEmpty)
        let symbol = try #require(PhotoScanner(ladder: [Self.flat]).symbols(in: photo).first)
        #expect(try symbol.text == "https://MEND.EXAMPLE.EDU/\(Campus.code(number).compact)")
        for (found, corner) in zip(symbol.corners, Campus.corners) {
            #expect(abs(found.x - corner.x) < 8 && abs(found.y - corner.y) < 8)
        }
    }

    @Test("Noise and a symbol without any finder pattern are drawn anew in vain")
    func nothing() throws {
        var noise = DrawnPhoto()
        noise.addNoise(40, seed: 5)
        let scanner = PhotoScanner(ladder: [Self.flat])
        #expect(scanner.symbols(in: noise.photo).isEmpty)
        #expect(try scanner.symbols(in: Campus.scratched(7).photo).isEmpty)
    }

    /// Moves the middle of the symbol by a module and a half, its corners hardly.
    private static func creased(_ image: GreyImage) -> GreyImage {
        let pixels = (0..<image.width * image.height).map { place -> UInt8 in
            let (x, y) = (Double(place % image.width), Double(place / image.width))
            let (u, v) = ((x - 178) / 62, (y - 152) / 56)
            let bump = exp(-(u * u + v * v))
            let column = Int((x + 6 * bump).rounded())
            let row = Int((y - 3 * bump).rounded())
            return image.pixels[
                min(image.height - 1, max(0, row)) * image.width + min(image.width - 1, max(0, column))]
        }
        return GreyImage(width: image.width, height: image.height, pixels: pixels)
    }
}
