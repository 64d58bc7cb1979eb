import Testing

@testable import LabelScanning

@Suite("Photos kept with a report")
struct KeptPhotoTests {
    @Test(
        "Every orientation comes out upright",
        // What stands where, clockwise from the top left, when the stored picture is turned as EXIF says.
        arguments: [
            (1, ["red", "green", "blue", "yellow"]), (2, ["green", "red", "yellow", "blue"]),
            (3, ["blue", "yellow", "red", "green"]), (4, ["yellow", "blue", "green", "red"]),
            (5, ["red", "yellow", "blue", "green"]), (6, ["yellow", "red", "green", "blue"]),
            (7, ["blue", "green", "red", "yellow"]), (8, ["green", "blue", "yellow", "red"]),
        ] as [(UInt8, [String])])
    func turnsUpright(orientation: UInt8, colours: [String]) throws {
        let kept = try KeptPhoto.make(from: Fixture.turned(Fixture.bytes("label.jpg"), orientation))
        #expect([kept.width, kept.height] == (orientation < 5 ? [240, 180] : [180, 240]))
        #expect(try QuarterColours.of(kept) == colours)
    }

    @Test("A photo with a position, names, notes and bytes behind it keeps none of them")
    func dropsMetadata() throws {
        let original = try Fixture.bytes("private.jpg")
        #expect(contains(original, "SECRET") && contains(original, "Exif"))
        let kept = try KeptPhoto.make(from: original).jpeg
        for word in ["SECRET", "Exif", "GPS", "xpacket", "Photoshop", "ICC_PROFILE", "html"] {
            #expect(!contains(kept, word), "\(word)")
        }
        #expect(segments(of: kept).allSatisfy { [0xE0, 0xDB, 0xC0, 0xC4, 0xDA].contains($0) })
        #expect(kept.suffix(2) == [0xFF, 0xD9])
    }

    @Test("A PNG becomes a JPEG without its texts, and transparency becomes white")
    func convertsPNG() throws {
        let kept = try KeptPhoto.make(from: Fixture.bytes("private.png"))
        #expect(!contains(kept.jpeg, "SECRET"))
        let clear = try KeptPhoto.make(from: Fixture.bytes("label-transparent.png"))
        let corner = try PhotoIntake().colour(from: clear.jpeg, longestSide: 2_048).bytes.prefix(3)
        #expect(corner.allSatisfy { $0 > 250 })
    }

    @Test("What is kept can be kept again, and the label in it still reads")
    func staysReadable() throws {
        let kept = try KeptPhoto.make(from: KeptPhoto.make(from: Fixture.bytes("private.jpg")).jpeg)
        let symbols = PhotoScanner().symbols(in: try PhotoIntake().grey(from: kept.jpeg))
        #expect(symbols.map(\.text) == [Fixture.text])
    }

    @Test(
        "A large photo is shrunk to 2,048 pixels, keeping its shape",
        arguments: [
            (3_000, 2_000, 2_048, 1_365), (2_000, 3_000, 1_365, 2_048), (2_049, 10, 2_048, 10),
            (2_048, 2_048, 2_048, 2_048), (9_000, 90, 2_048, 20), (5_000, 1, 2_048, 1),
        ])
    func shrinks(width: Int, height: Int, keptWidth: Int, keptHeight: Int) throws {
        let jpeg = try PhotoIntake.encodeJPEG(gradient(width, height), quality: 90)
        let kept = try KeptPhoto.make(from: jpeg)
        #expect([kept.width, kept.height] == [keptWidth, keptHeight])
        let header = try PhotoIntake().header(of: kept.jpeg)
        #expect([header.storedWidth, header.storedHeight] == [keptWidth, keptHeight])
        let pixels = try PhotoIntake().colour(from: kept.jpeg, longestSide: 2_048)
        #expect(pixels.bytes[0] < 12 && pixels.bytes[(keptWidth - 1) * 3] > 243)
    }

    @Test("Where the encoder fails, nothing comes out")
    func refusesWhatItCannotEncode() {
        // libjpeg writes no picture longer than 65,500 pixels.
        let raster = Raster(
            width: 70_000, height: 1, channels: 1, bytes: [UInt8](repeating: 9, count: 70_000))
        #expect(throws: PhotoRefusal.self) { try PhotoIntake.encodeJPEG(raster, quality: 82) }
    }

    private func gradient(_ width: Int, _ height: Int) -> Raster {
        var row: [UInt8] = []
        for x in 0..<width { row += [UInt8](repeating: UInt8(x * 255 / (width - 1)), count: 3) }
        var bytes: [UInt8] = []
        for _ in 0..<height { bytes += row }
        return Raster(width: width, height: height, channels: 3, bytes: bytes)
    }

    private func contains(_ bytes: [UInt8], _ word: String) -> Bool {
        bytes.firstRange(of: Array(word.utf8)) != nil
    }

    /// The markers of a JPEG up to its scan.
    private func segments(of jpeg: [UInt8]) -> [UInt8] {
        var markers: [UInt8] = []
        var position = 2
        while position + 3 < jpeg.count, markers.last != 0xDA {
            markers.append(jpeg[position + 1])
            position += 2 + Int(jpeg[position + 2]) << 8 + Int(jpeg[position + 3])
        }
        return markers
    }
}
