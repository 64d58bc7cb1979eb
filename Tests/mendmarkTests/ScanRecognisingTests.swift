import ChildProcess
import Foundation
import Testing

@testable import LabelScanning

/// A label that no decoder reads, on a site of its own: `mendmark scan` tells it among what the site has printed.
@Suite("mendmark scan, of a label that no decoder reads")
struct ScanRecognisingTests {
    private static let inventory = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,c,,C,校区,Campus,,,,,,,
        building,b,c,B1,一号楼,Building 1,,,,,,,
        room,r1,b,B1-101,一零一教室,Room 101,,,,,,,
        room,r2,b,B1-102,一零二教室,Room 102,,,,,,,
        room,r3,b,B1-103,一零三教室,Room 103,,,,,,,
        room,r4,b,B1-104,一零四教室,Room 104,,,,,,,

        """

    /// Prints the labels of the rooms, and spoils one.
    ///
    /// - Returns: a photo of it with more than half of its data painted over, which no correction of errors brings back, and
    ///   its text.
    private func spoiltLabel(_ program: Program) throws -> (path: String, text: String) {
        _ = try program.run(["import", try program.file("rooms.csv", Self.inventory)])
        let pdf = program.site + "/label.pdf"
        let printed = try program.run(["labels", "--building", "B1", "-o", pdf])
        #expect(printed.status == 0, "\(printed.complaints)")
        let sheet = try PhotoIntake().grey(from: try rasterised(pdf))
        let symbol = try #require(PhotoScanner().symbols(in: sheet).first)
        let (xs, ys) = (symbol.corners.map { Int($0.x) }, symbol.corners.map { Int($0.y) })
        let (left, top) = (try #require(xs.min()), try #require(ys.min()))
        let side = (try #require(xs.max())) - left
        let margin = side / 3
        let box = PixelBox(
            left: left - margin, top: top - margin, right: left + side + margin, bottom: top + side + margin)
        let cut = try #require(sheet.stored.cropped(to: box))
        let (x, y) = (left - max(0, box.left), top - max(0, box.top))
        // Between the finder patterns: rows 9 to 19 of 29.
        let photo = painted(cut, across: x..<x + side, down: y + side * 9 / 29..<y + side * 20 / 29)
        #expect(PhotoScanner().symbols(in: GreyPhoto(stored: photo)).isEmpty)
        let raster = Raster(width: photo.width, height: photo.height, channels: 1, bytes: photo.pixels)
        let path = program.site + "/spoilt.jpg"
        try Data(try PhotoIntake.encodeJPEG(raster, quality: 90)).write(to: URL(fileURLWithPath: path))
        return (path, symbol.text)
    }

    private func rasterised(_ pdf: String) throws -> [UInt8] {
        let picture = String(pdf.dropLast(4))
        try ChildProcess.run(["pdftoppm", "-r", "300", "-gray", "-png", "-singlefile", pdf, picture])
        return [UInt8](try Data(contentsOf: URL(fileURLWithPath: picture + ".png")))
    }

    private func painted(_ image: GreyImage, across: Range<Int>, down: Range<Int>) -> GreyImage {
        var pixels = image.pixels
        for y in down.clamped(to: 0..<image.height) {
            for x in across.clamped(to: 0..<image.width) { pixels[y * image.width + x] = 120 }
        }
        return GreyImage(width: image.width, height: image.height, pixels: pixels)
    }

    private func symbols(_ outcome: Program.Outcome) throws -> [[String: Any]] {
        let object = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        return object?["symbols"] as? [[String: Any]] ?? []
    }

    @Test("The label is told with its place, whether or not a gateway holds the site")
    func tellsBesideAGateway() throws {
        let program = try Program()
        defer { program.remove() }
        let (path, text) = try spoiltLabel(program)
        let arguments = ["scan", "--json", "--time-limit", "60", path]
        let alone = try program.run(arguments)
        let gateway = try ServingGateway(program)
        let beside = try program.run(arguments)
        let decoding = try program.run(arguments + ["--without-register"])
        let status = gateway.end()

        for outcome in [alone, beside] {
            #expect(outcome.status == 0 && outcome.complaints.isEmpty, "\(outcome.complaints)")
            let found = try symbols(outcome)
            #expect(found.count == 1)
            #expect(found.first?["text"] as? String == text)
            #expect(found.first?["isRead"] as? Bool == false)
            #expect((found.first?["reference"] as? String)?.hasPrefix("B1-10") == true)
        }
        // Without the register the same photo shows nothing: it was the register that told it.
        #expect(decoding.status == 4 && status == 0)
    }
}
