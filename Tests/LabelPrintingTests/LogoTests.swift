import Facility
import Foundation
import LabelPrinting
import Testing

@Suite("A logo")
struct LogoTests {
    private static let square = """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>
        """

    /// A press with a logo beside the site's templates, under the name that the door plate asks for.
    private func pressed(_ logo: Data, in folder: URL, file: String = "logo.svg") throws -> [UInt8] {
        let logos = folder.appending(path: "logos")
        try FileManager.default.createDirectory(at: logos, withIntermediateDirectories: true)
        try logo.write(to: logos.appending(path: file))
        let templates = PrintTemplates(folders: [folder.path] + Sample.templates.folders)
        let press = try SheetPress(
            stock: templates.stock(named: "avery-l7160"), design: templates.design(named: "door-plate"),
            words: Sample.words)
        return try press.press(Sample.job([Sample.label(1)])).pdf
    }

    /// How dark the middle of the logo's box on the first label is, 0 black.
    private func darkness(_ pdf: [UInt8]) throws -> UInt8 {
        let page = try #require(try Raster.pages(of: pdf, dotsPerInch: 300).first)
        let box = try Sample.stock("avery-l7160").box(at: 0)
        let (x, y) = (box.right.value - 2.2 - 3.75, box.top.value + 3.4 + 3.75)
        return page[Int(x / 25.4 * 300), Int(y / 25.4 * 300)]
    }

    /// A PNG that begins as one of this size does, and holds nothing.
    private static func header(width: UInt32, height: UInt32) -> Data {
        func bytes(_ number: UInt32) -> [UInt8] { (0..<4).map { UInt8(number >> (24 - 8 * $0) & 0xFF) } }
        return Data([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + bytes(13) + Array("IHDR".utf8))
            + Data(bytes(width) + bytes(height) + [8, 0, 0, 0, 0] + bytes(0) + bytes(0))
    }

    @Test("stands on every label as an SVG or a PNG, and is left out where its file isn't there")
    func drawn() throws {
        let without = try Sample.press().press(Sample.job([Sample.label(1)])).pdf
        let hollow = Self.square.replacingOccurrences(
            of: "<rect", with: "<rect fill=\"none\" stroke=\"black\"")
        let png = try Sample.withFolder { folder in
            let file = folder.appending(path: "black.png")
            try Tool.run("python3", ["-c", Self.makePNG, file.path])
            return try Data(contentsOf: file)
        }
        #expect(try darkness(of: Data(Self.square.utf8)) < 40)
        #expect(try darkness(of: Data(hollow.utf8)) > 200)
        // The picture's form is told by its first bytes, not by its name.
        #expect(try darkness(of: png) < 40)
        // Without one the dark headline runs on under it.
        #expect(try darkness(without) < 40)
    }

    private func darkness(of logo: Data) throws -> UInt8 {
        try Sample.withFolder { folder in
            let pdf = try pressed(logo, in: folder)
            return try darkness(pdf)
        }
    }

    private static let makePNG = """
        import struct, sys, zlib
        def chunk(kind, data):
            return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        rows = b"".join(b"\\0" + b"\\0" * 20 for _ in range(20))
        open(sys.argv[1], "wb").write(b"\\x89PNG\\r\\n\\x1a\\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 20, 20, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
        """

    @Test(
        "of too many pixels is refused by its header alone",
        arguments: [
            (20_000, 10_000), (2001, 2000), (1, 40_000), (0, 10),
        ] as [(UInt32, UInt32)])
    func tooLarge(width: UInt32, height: UInt32) throws {
        try Sample.withFolder { folder in
            let error = #expect(throws: LabelPrintingError.self) {
                try pressed(Self.header(width: width, height: height), in: folder)
            }
            guard case .logo(_, let expected, let found) = error else {
                Issue.record("\(String(describing: error))")
                return
            }
            #expect(expected == "at most 4 megapixels")
            #expect(found.hasPrefix("\(width) x \(height), "))
        }
    }

    @Test(
        "that reaches out of itself or isn't a picture is refused",
        arguments: [
            "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"/etc/hostname\"/></svg>",
            "<!DOCTYPE svg [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><svg>&a;</svg>",
            "<svg><feImage href=\"http://example.org/a.png\"/></svg>", "GIF89a", "", "<svg",
            "<svg></g></svg>",
        ])
    func refused(text: String) throws {
        try Sample.withFolder { folder in
            let error = #expect(throws: LabelPrintingError.self) { try pressed(Data(text.utf8), in: folder) }
            guard case .logo = error else {
                Issue.record("\(String(describing: error))")
                return
            }
        }
    }

    @Test("in an SVG loads no style sheet or font from a file beside it")
    func local() throws {
        try Sample.withFolder { folder in
            try Data("rect { fill: none }".utf8).write(to: folder.appending(path: "style.css"))
            let styled = "<?xml-stylesheet href=\"\(folder.path)/style.css\"?>" + Self.square
            let imported = Self.square.replacingOccurrences(
                of: "<rect", with: "<style>@import url(\"file://\(folder.path)/style.css\");</style><rect")
            for text in [styled, imported] {
                let pdf = try pressed(Data(text.utf8), in: folder)
                #expect(try darkness(pdf) < 40)
            }
        }
    }
}
