import Testing

@testable import LabelScanning

@Suite("The door for photos")
struct PhotoIntakeTests {
    let intake = PhotoIntake()

    @Test(
        "Every variant of JPEG and PNG shows the label",
        arguments: [
            "label.jpg", "label-progressive.jpg", "label-grey.jpg", "label-cmyk.jpg", "label.png",
            "label-palette.png",
            "label-16bit.png", "label-1bit.png", "label-transparent.png", "label-interlaced.png",
            "private.jpg",
            "private.png",
        ])
    func readsVariants(name: String) throws {
        let photo = try intake.grey(from: Fixture.bytes(name))
        #expect(PhotoScanner().symbols(in: photo).map(\.text) == [Fixture.text])
    }

    @Test("The header tells format and sides, upright and stored, without decoding")
    func readsHeaders() throws {
        let header = try intake.header(of: Fixture.bytes("private.jpg"))
        #expect(header.kind == .jpeg)
        #expect(header.orientation == .turnRight)
        #expect([header.storedWidth, header.storedHeight] == [240, 180])
        #expect([header.uprightWidth, header.uprightHeight] == [180, 240])
        #expect(try intake.header(of: Fixture.bytes("label-16bit.png")).pixels == 240 * 180)
    }

    @Test(
        "Other kinds of files are named",
        arguments: [
            ("small.gif", FileKind.gif), ("small.avif", .avif), ("small.tif", .tiff), ("small.bmp", .bmp),
            ("README.md", .text), ("make.py", .text),
        ])
    func namesOtherFiles(name: String, kind: FileKind) throws {
        let bytes = try Fixture.bytes(name)
        #expect(throws: PhotoRefusal.notAPhoto(found: kind)) { try intake.grey(from: bytes) }
    }

    @Test(
        "Files are known by their first bytes",
        arguments: [
            ("%PDF-1.7", FileKind.pdf), ("<svg xmlns=''>", .svg), ("<?xml version='1.0'?>\n<svg>", .svg),
            ("<!DOCTYPE html>", .html), ("PK\u{3}\u{4}", .zip), ("\0\0\0\u{18}ftypheic", .heic),
            ("\0\0\0\u{18}ftypmif1", .heic), ("\0\0\0\u{1C}ftypavif", .avif),
            ("\0\0\0\u{18}ftypmp42", .video),
            ("II*\0", .tiff), ("GIF89a", .gif), ("网络", .text), ("\0\u{1}\u{2}", .unknown),
        ])
    func knowsKinds(start: String, kind: FileKind) {
        #expect(FileKind(of: Array(start.utf8)) == kind)
    }

    @Test("An empty file and one byte are refused")
    func refusesNothing() {
        #expect(throws: PhotoRefusal.empty) { try intake.grey(from: []) }
        #expect(throws: PhotoRefusal.notAPhoto(found: .unknown)) { try intake.grey(from: [0xFF]) }
    }

    @Test("A file over the limit is refused before it is looked at")
    func limitsBytes() {
        let limit = PhotoLimits.standard.bytesMax
        let bytes = [UInt8](repeating: 0, count: limit + 1)
        #expect(throws: PhotoRefusal.tooLarge(found: limit + 1, limit: limit)) {
            try intake.header(of: bytes)
        }
    }

    @Test(
        "Too many pixels are refused from the header",
        arguments: [(30_000, 30_000), (64_001, 1_000), (1_000_000_000, 1), (2_147_483_647, 2_147_483_647)])
    func refusesBombs(width: UInt32, height: UInt32) {
        let bomb = Fixture.pngHeader(width: width, height: height)
        let refusal = PhotoRefusal.tooManyPixels(found: Int(width) * Int(height), limit: 64_000_000)
        #expect(throws: refusal) { try intake.grey(from: bomb) }
    }

    @Test("The limit itself is allowed by the header")
    func allowsLimit() throws {
        let whole = Fixture.pngHeader(width: 64_000, height: 1_000)
        #expect(try PhotoHeader(of: whole).pixels == 64_000_000)
        #expect(throws: PhotoRefusal.truncated(.png)) { try intake.header(of: whole) }
    }

    @Test("A JPEG header of 65,535 pixels a side is refused")
    func refusesJPEGBomb() throws {
        var bytes = try Fixture.bytes("label.jpg")
        let frame = try #require(bytes.firstRange(of: [0xFF, 0xC0]))
        for index in frame.upperBound + 3..<frame.upperBound + 7 { bytes[index] = 0xFF }
        #expect(throws: PhotoRefusal.tooManyPixels(found: 65_535 * 65_535, limit: 64_000_000)) {
            try intake.grey(from: bytes)
        }
    }

    @Test("No area is refused", arguments: [(0, 10), (10, 0), (0, 0)])
    func refusesNoArea(width: UInt32, height: UInt32) {
        let refusal = PhotoRefusal.noArea(width: Int(width), height: Int(height))
        #expect(throws: refusal) { try intake.grey(from: Fixture.pngHeader(width: width, height: height)) }
    }

    @Test("An animated PNG is refused by name")
    func refusesAnimation() throws {
        let bytes = try Fixture.bytes("animated.png")
        #expect(throws: PhotoRefusal.animated) { try intake.grey(from: bytes) }
    }

    @Test("A limit on progressive scans ends the decoding")
    func limitsScans() throws {
        var limits = PhotoLimits.standard
        limits.scansMax = 3
        let bytes = try Fixture.bytes("label-progressive.jpg")
        #expect(throws: PhotoRefusal.tooManyScans(limit: 3)) {
            try PhotoIntake(limits: limits).grey(from: bytes)
        }
    }

    @Test("A limit on the decoder's memory ends the decoding")
    func limitsMemory() throws {
        var limits = PhotoLimits.standard
        limits.decoderBytesMax = 50_000
        let bytes = try Fixture.bytes("label-progressive.jpg")
        #expect(throws: PhotoRefusal.needsTooMuchMemory(limit: 50_000)) {
            try PhotoIntake(limits: limits).grey(from: bytes)
        }
    }

    @Test("A JPEG with bytes behind it is a photo")
    func allowsTrailers() throws {
        let bytes = try Fixture.bytes("label.jpg") + Array("<html>".utf8)
        #expect(try intake.grey(from: bytes).stored.width == 240)
    }
}
