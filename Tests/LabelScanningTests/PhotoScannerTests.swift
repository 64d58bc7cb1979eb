import Testing

@testable import LabelScanning

@Suite("Reading symbols in photos")
struct PhotoScannerTests {
    @Test(
        "The corners are the symbol's, from its own top left around, in upright pixels",
        arguments: [1, 3, 6, 8] as [UInt8])
    func findsCorners(orientation: UInt8) throws {
        let (found, expected) = try corners(orientation)
        #expect(found.count == 4)
        for (one, other) in zip(found, expected) { #expect(isNear(one, other), "\(one) \(other)") }
    }

    @Test("A symbol seen in a mirror is found where it is", arguments: [2, 4, 5, 7] as [UInt8])
    func findsMirrored(orientation: UInt8) throws {
        let (found, expected) = try corners(orientation)
        #expect(found.count == 4)
        #expect(
            expected.allSatisfy { corner in found.contains { isNear($0, corner) } }, "\(found) \(expected)")
    }

    private func corners(_ orientation: UInt8) throws -> (found: [PhotoPoint], expected: [PhotoPoint]) {
        let photo = try PhotoIntake().grey(from: Fixture.turned(Fixture.bytes("label.jpg"), orientation))
        let symbol = try #require(PhotoScanner().symbols(in: photo).first)
        let turn = try #require(PhotoOrientation(rawValue: Int(orientation)))
        let stored = Fixture.corners.map { PhotoPoint(x: $0.0, y: $0.1) }
        return (symbol.corners, stored.map { turn.upright($0, width: 240, height: 180) })
    }

    @Test(
        "Every pass finds the same corners",
        arguments: ScanPass.ladder.filter { !$0.filters.contains(.invert) })
    func passesAgree(pass: ScanPass) throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("label.png"))
        let symbol = try #require(PhotoScanner(ladder: [pass]).symbols(in: photo).first)
        #expect(symbol.text == Fixture.text)
        #expect(symbol.pass == pass.name)
        for (found, corner) in zip(symbol.corners, Fixture.corners) {
            #expect(isNear(found, PhotoPoint(x: corner.0, y: corner.1)), "\(found) \(corner)")
        }
    }

    @Test("A white on black symbol is read by an inverting pass, and by no other")
    func readsInverted() throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("label-inverted.png"))
        let inverting = ScanPass.ladder.filter { $0.filters.contains(.invert) }
        #expect(PhotoScanner(ladder: inverting).symbols(in: photo).map(\.text) == [Fixture.text])
        let others = ScanPass.ladder.filter { !$0.filters.contains(.invert) }
        #expect(PhotoScanner(ladder: others).symbols(in: photo).isEmpty)
        #expect(PhotoScanner().symbols(in: photo).map(\.text) == [Fixture.text])
    }

    @Test(
        "A symbol without any white around it is read on a region's border",
        arguments: ScanPass.ladder.filter { $0.view == .regions(side: 560) && !$0.filters.contains(.invert) })
    func addsBorder(pass: ScanPass) throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("label.png")).stored
        let bare = try #require(photo.cropped(to: PixelBox(left: 36, top: 26, right: 152, bottom: 142)))
        let symbols = PhotoScanner(ladder: [pass]).symbols(in: GreyPhoto(stored: bare))
        #expect(symbols.map(\.text) == [Fixture.text])
    }

    @Test("Each symbol is listed once, however many passes read it")
    func listsOnce() throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("two-labels.png"))
        let symbols = PhotoScanner().symbols(in: photo) { _ in false }
        #expect(symbols.map { $0.text.suffix(12) }.sorted() == [Fixture.code[...], Fixture.otherCode[...]])
    }

    @Test("The ladder ends where the caller has enough, or its time is up")
    func stops() throws {
        // One label for the first pass, an inverted one that only a later pass reads.
        let photo = try beside("label.png", "label-inverted.png")
        #expect(PhotoScanner().symbols(in: photo) { _ in true }.map(\.pass) == ["zxing"])
        #expect(PhotoScanner().symbols(in: photo) { _ in false }.count == 2)
        #expect(PhotoScanner().symbols(in: photo, time: .zero) { _ in false }.isEmpty)
    }

    private func beside(_ left: String, _ right: String) throws -> GreyPhoto {
        let images = try [left, right].map { try PhotoIntake().grey(from: Fixture.bytes($0)).stored }
        let height = images.map(\.height).max() ?? 0
        var pixels: [UInt8] = []
        for row in 0..<height {
            for image in images {
                let start = row * image.width
                let filler = [UInt8](repeating: 200, count: image.width)
                pixels += row < image.height ? Array(image.pixels[start..<start + image.width]) : filler
            }
        }
        let width = images.reduce(0) { $0 + $1.width }
        return GreyPhoto(stored: GreyImage(width: width, height: height, pixels: pixels))
    }

    @Test("In a photo stored as a mirror image the corners go round as in any other")
    func turnsMirrored() throws {
        let label = try PhotoIntake().colour(from: Fixture.bytes("label.jpg"), longestSide: 2_048)
        let stored = try PhotoIntake.encodeJPEG(label.turned(.mirrored), quality: 90)
        let photo = try PhotoIntake().grey(from: Fixture.turned(stored, 2))
        let symbol = try #require(PhotoScanner().symbols(in: photo).first)
        for (found, corner) in zip(symbol.corners, Fixture.corners) {
            #expect(isNear(found, PhotoPoint(x: corner.0, y: corner.1)), "\(found) \(corner)")
        }
    }

    @Test("A region is set on white")
    func setsOnWhite() throws {
        var views = PhotoViews(of: try PhotoIntake().grey(from: Fixture.bytes("label.jpg")).stored)
        let image = try #require(views.views(.regions(side: 560)).first).image
        #expect(image.pixels.prefix(image.width).allSatisfy { $0 == 255 })
    }

    @Test(
        "Chinese and Latin-1 texts come out as Unicode from both engines",
        arguments: ScanPass.ladder)
    func readsOtherScripts(pass: ScanPass) throws {
        guard !pass.filters.contains(.invert) else { return }
        let scanner = PhotoScanner(ladder: [pass])
        let chinese = try PhotoIntake().grey(from: Fixture.bytes("chinese.png"))
        #expect(scanner.symbols(in: chinese).map(\.text) == ["网络中心\t报修\n"])
        let latin = try PhotoIntake().grey(from: Fixture.bytes("latin1.png"))
        #expect(scanner.symbols(in: latin).map(\.text) == ["Prüfstück ¼"])
    }

    @Test("zbar gives the symbol's bytes, not its guess of a character set: Latin-1 where they are no UTF-8")
    func takesRawBytes() throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("pound.png"))
        #expect(ZBarReader().symbols(in: photo.stored).map(\.text) == ["£10"])
    }

    @Test("A photo without a symbol gives nothing")
    func findsNothing() {
        var random = SeededBytes(state: 7)
        let pixels = (0..<320 * 240).map { _ in UInt8.random(in: 0...255, using: &random) }
        let photo = GreyPhoto(stored: GreyImage(width: 320, height: 240, pixels: pixels))
        #expect(PhotoScanner().symbols(in: photo) { _ in false }.isEmpty)
    }

    @Test("Passes have names of their own")
    func namesPasses() {
        #expect(Set(ScanPass.ladder.map(\.name)).count == ScanPass.ladder.count)
    }

    private func isNear(_ one: PhotoPoint, _ other: PhotoPoint) -> Bool {
        // Engines give corners to about a module, which is 4 pixels here.
        abs(one.x - other.x) <= 4 && abs(one.y - other.y) <= 4
    }
}
