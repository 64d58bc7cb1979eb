import Glibc
import Testing

@testable import LabelScanning

@Suite("Files that break the rules")
struct HostilePhotoTests {
    let intake = PhotoIntake()

    @Test(
        "A photo cut short is refused as truncated wherever it ends",
        arguments: [
            "label.jpg", "label-progressive.jpg", "label-cmyk.jpg", "label.png", "label-interlaced.png",
            "label.webp", "label-lossless.webp", "label.heic",
        ],
        1..<24)
    func refusesTruncated(name: String, part: Int) throws {
        let bytes = try Fixture.bytes(name)
        let kind = FileKind(of: bytes)
        let cut = Array(bytes.prefix(bytes.count * part / 24))
        #expect(throws: PhotoRefusal.truncated(kind)) { try intake.grey(from: cut) }
        #expect(throws: PhotoRefusal.truncated(kind)) { try KeptPhoto.make(from: cut) }
    }

    @Test("A photo without its last bytes is refused too", arguments: ["label.jpg", "label.png"])
    func refusesLastBytes(name: String) throws {
        let cut = try Array(Fixture.bytes(name).dropLast(3))
        #expect(throws: PhotoRefusal.self) { try intake.grey(from: cut) }
    }

    @Test(
        "Changed bytes give a picture or a refusal, never a crash",
        arguments: [
            "label.jpg", "label-progressive.jpg", "label-cmyk.jpg", "label.png", "label-interlaced.png",
            "label.webp", "label-lossless.webp", "private.webp", "label.heic", "label-grid.heic",
        ],
        1...60 as ClosedRange<UInt64>)
    func survivesChangedBytes(name: String, seed: UInt64) throws {
        var random = SeededBytes(state: seed)
        var bytes = try Fixture.bytes(name)
        for _ in 0..<3 {
            let index = Int.random(in: 2..<bytes.count, using: &random)
            bytes[index] = UInt8.random(in: 0...255, using: &random)
        }
        #expect(isAnswered(bytes))
    }

    @Test("Random bytes behind a true beginning are refused", arguments: 1...40 as ClosedRange<UInt64>)
    func refusesRandomBytes(seed: UInt64) {
        var random = SeededBytes(state: seed)
        let noise = (0..<2_000).map { _ in UInt8.random(in: 0...255, using: &random) }
        #expect(throws: PhotoRefusal.self) { try intake.grey(from: noise) }
        #expect(throws: PhotoRefusal.self) { try intake.grey(from: [0xFF, 0xD8, 0xFF, 0xE0] + noise) }
        #expect(throws: PhotoRefusal.self) {
            try intake.grey(from: Fixture.pngHeader(width: 40, height: 40) + noise)
        }
    }

    @Test("Two headers of different sizes don't fool the limit")
    func refusesTwoHeaders() throws {
        let bytes = try Fixture.bytes("label.jpg")
        let frame = try #require(bytes.firstRange(of: [0xFF, 0xC0]))
        let length = Int(bytes[frame.upperBound]) << 8 | Int(bytes[frame.upperBound + 1])
        let header = bytes[frame.lowerBound..<frame.upperBound + length]
        let doubled = bytes[..<frame.lowerBound] + header + bytes[frame.lowerBound...]
        #expect(throws: PhotoRefusal.damaged(.jpeg, reason: "two frame headers")) {
            try intake.grey(from: Array(doubled))
        }
    }

    @Test(
        "Metadata that points nowhere doesn't spoil a photo",
        arguments: [
            [], [0x49], Array("II*\0".utf8) + [0xFF, 0xFF, 0xFF, 0xFF],
            Array("MM\0*".utf8) + [0, 0, 0, 8, 0xFF, 0xFF],
            Array("II*\0".utf8) + [8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 9, 0, 0, 0],
            Array("II*\0".utf8) + [8, 0, 0, 0, 2, 0, 0x12, 1],
        ] as [[UInt8]])
    func ignoresBadMetadata(tiff: [UInt8]) throws {
        let body = Array("Exif\0\0".utf8) + tiff
        let segment = [0xFF, 0xE1, 0, UInt8(body.count + 2)] + body
        let jpeg = try Fixture.bytes("label.jpg")
        let photo = try intake.grey(from: Array(jpeg.prefix(2)) + segment + Array(jpeg.dropFirst(2)))
        #expect(photo.orientation == .upright)
    }

    @Test("Texts in a PNG are never inflated")
    func inflatesNothing() throws {
        let bytes = try Fixture.bytes("inflating.png")
        let length = try #require(ByteReader(bytes).long(at: 33)) + 12
        let chunk = bytes[33..<33 + length]
        // 60 chunks of 7.9 MB each, when inflated.
        let bomb = (0..<60).reduce(into: Array(bytes.prefix(33))) { bomb, _ in bomb += chunk } + bytes[33...]
        let before = peakMemoryKilobytes()
        #expect(try intake.grey(from: bomb).stored.width == 24)
        // Tests beside this one take memory too, but far less.
        #expect(peakMemoryKilobytes() - before < 200_000)
    }

    private func peakMemoryKilobytes() -> Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss
    }

    @Test(
        "Pictures of a few pixels are scanned without harm",
        arguments: [(1, 1), (1, 300), (300, 1), (7, 9), (20, 20)])
    func scansTinyPictures(width: Int, height: Int) {
        let pixels = (0..<width * height).map { UInt8(truncatingIfNeeded: $0 * 97) }
        let photo = GreyPhoto(stored: GreyImage(width: width, height: height, pixels: pixels))
        #expect(PhotoScanner().symbols(in: photo).isEmpty)
    }

    private func isAnswered(_ bytes: [UInt8]) -> Bool {
        do {
            let photo = try intake.grey(from: bytes)
            return photo.stored.pixels.count == photo.stored.width * photo.stored.height
        } catch {
            return !error.description.isEmpty
        }
    }
}
