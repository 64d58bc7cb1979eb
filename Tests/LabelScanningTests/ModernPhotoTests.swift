import Testing

@testable import LabelScanning

@Suite("WebP and HEIC")
struct ModernPhotoTests {
    let intake = PhotoIntake()

    @Test(
        "Every variant shows the label, and its corners stand upright",
        arguments: [
            "label.webp", "label-lossless.webp", "private.webp", "label.heic", "label-turned.heic",
            "label-mirrored.heic", "label-cropped.heic", "label-grid.heic", "label-grey.heic",
        ])
    func readsVariants(name: String) throws {
        let photo = try intake.grey(from: Fixture.bytes(name))
        #expect(PhotoScanner().symbols(in: photo).map(\.text) == [Fixture.text])
    }

    @Test(
        "What shines through is laid on white",
        arguments: ["label-transparent.webp", "label-transparent.heic"])
    func laysOnWhite(name: String) throws {
        let photo = try intake.grey(from: Fixture.bytes(name))
        #expect(PhotoScanner().symbols(in: photo).map(\.text) == [Fixture.text])
        let kept = try KeptPhoto.make(from: Fixture.bytes(name))
        let corner = try intake.colour(from: kept.jpeg, longestSide: 2_048).bytes.prefix(3)
        #expect(corner.allSatisfy { $0 > 245 })
    }

    @Test(
        "The header tells sides and turns before anything is decoded",
        arguments: [
            ("label.webp", FileKind.webp, PhotoOrientation.upright, [240, 180]),
            ("label-lossless.webp", .webp, .upright, [240, 180]),
            ("private.webp", .webp, .turnRight, [180, 240]),
            ("label.heic", .heic, .upright, [240, 180]),
            ("label-turned.heic", .heic, .turnRight, [180, 240]),
            ("label-mirrored.heic", .heic, .transversed, [180, 240]),
            ("label-grid.heic", .heic, .upright, [240, 180]),
        ])
    func readsHeaders(name: String, kind: FileKind, orientation: PhotoOrientation, upright: [Int]) throws {
        let header = try intake.header(of: Fixture.bytes(name))
        #expect(header.kind == kind)
        #expect(header.orientation == orientation)
        #expect([header.uprightWidth, header.uprightHeight] == upright)
    }

    @Test("A turned HEIC comes out as its header says, a cropped one as large as its cropping")
    func turnsAndCrops() throws {
        let turned = try intake.grey(from: Fixture.bytes("label-turned.heic"))
        #expect([turned.uprightWidth, turned.uprightHeight] == [180, 240])
        let cropped = try KeptPhoto.make(from: Fixture.bytes("label-cropped.heic"))
        #expect([cropped.width, cropped.height] == [200, 160])
    }

    @Test(
        "What is kept is an upright JPEG with the colours of the picture and nothing else",
        arguments: [
            ("label.webp", ["red", "green", "blue", "yellow"]),
            ("private.webp", ["yellow", "red", "green", "blue"]),
            ("label.heic", ["red", "green", "blue", "yellow"]),
            ("label-turned.heic", ["yellow", "red", "green", "blue"]),
            ("label-mirrored.heic", ["blue", "green", "red", "yellow"]),
            ("label-grid.heic", ["red", "green", "blue", "yellow"]),
        ])
    func keeps(name: String, colours: [String]) throws {
        let kept = try KeptPhoto.make(from: Fixture.bytes(name))
        #expect(try QuarterColours.of(kept) == colours)
        #expect(kept.jpeg.firstRange(of: Array("SECRET".utf8)) == nil)
        #expect(kept.jpeg.firstRange(of: Array("Exif".utf8)) == nil)
    }

    @Test("A WebP is decoded at the size that is wanted", arguments: ["label.webp", "label-lossless.webp"])
    func shrinksWhileDecoding(name: String) throws {
        let small = try intake.colour(from: Fixture.bytes(name), longestSide: 60)
        #expect([small.width, small.height] == [60, 45])
    }

    @Test("Animations are refused by name", arguments: ["animated.webp", "sequence.heic"])
    func refusesAnimations(name: String) throws {
        let bytes = try Fixture.bytes(name)
        #expect(throws: PhotoRefusal.animated) { try intake.header(of: bytes) }
    }

    @Test("What a phone puts behind a HEIC doesn't spoil it", arguments: ["label.heic", "label-grid.heic"])
    func allowsTrailers(name: String) throws {
        let bytes = try Fixture.bytes(name) + Array("MotionPhoto_Data and a film".utf8)
        #expect(try intake.grey(from: bytes).stored.width == 240)
    }

    @Test("A WebP of the largest sides is refused from its header")
    func refusesWebPBomb() throws {
        var bytes = try Fixture.bytes("label.webp")
        for index in 26..<30 { bytes[index] = index % 2 == 0 ? 0xFF : 0x3F }
        #expect(throws: PhotoRefusal.tooManyPixels(found: 16_383 * 16_383, limit: 64_000_000)) {
            try intake.header(of: bytes)
        }
    }

    @Test("A HEIC whose header states more is refused before it is decoded")
    func refusesHEICBomb() throws {
        var bytes = try Fixture.bytes("label.heic")
        let sides = try #require(bytes.firstRange(of: Array("ispe".utf8))).upperBound + 4
        for index in [sides + 2, sides + 6] { bytes[index] = 0x7F }
        #expect(throws: PhotoRefusal.tooManyPixels(found: 32_752 * 32_692, limit: 64_000_000)) {
            try intake.header(of: bytes)
        }
    }

    @Test("A HEIC whose picture is larger than its header states is refused")
    func refusesLyingSides() throws {
        var bytes = try Fixture.bytes("label.heic")
        let sides = try #require(bytes.firstRange(of: Array("ispe".utf8))).upperBound + 4
        bytes[sides + 3] = 16
        bytes[sides + 7] = 16
        #expect(throws: PhotoRefusal.self) { try intake.grey(from: bytes) }
    }

    @Test("A grid whose tiles don't make up its picture is refused")
    func refusesSwollenGrid() throws {
        var bytes = try Fixture.bytes("label-grid.heic")
        let all = bytes.indices.filter { bytes[$0...].starts(with: Array("ispe".utf8)) }
        let last = try #require(all.last) + 8
        bytes[last + 3] = 16
        bytes[last + 7] = 16
        #expect(throws: PhotoRefusal.self) { try intake.header(of: bytes) }
    }
}
