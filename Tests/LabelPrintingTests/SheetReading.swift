import Foundation
import LabelPrinting

/// Reads a printed sheet back, label by label.
struct SheetReading {
    /// The texts of the symbols on each label, by page and by position on the page, both from 0; empty: no
    /// symbol.
    let texts: [[[String]]]

    init(_ pdf: [UInt8], _ stock: LabelStock, dotsPerInch: Int = 300) throws {
        let pages = try Raster.pages(of: pdf, dotsPerInch: dotsPerInch)
        texts = try Sample.withFolder { folder in
            var files: [String] = []
            for (page, raster) in pages.enumerated() {
                for position in 0..<stock.labelsPerSheet {
                    let file = folder.appending(path: "\(page)-\(position).pgm")
                    try Self.crop(raster, stock.box(at: position), dotsPerInch).pgm.write(to: file)
                    files.append(file.path)
                }
            }
            let found = try Self.scan(files)
            return (0..<pages.count).map { page in
                (0..<stock.labelsPerSheet).map { found[files[page * stock.labelsPerSheet + $0]] ?? [] }
            }
        }
    }

    static func crop(_ raster: Raster, _ box: Box, _ dotsPerInch: Int) -> Raster {
        func dots(_ length: Millimetres) -> Int { Int((length.value / 25.4 * Double(dotsPerInch)).rounded()) }
        return raster.crop(dots(box.left), dots(box.top), dots(box.width), dots(box.height))
    }

    /// What zbarimg finds in each file; status 4 only says that some of them hold nothing.
    private static func scan(_ files: [String]) throws -> [String: [String]] {
        let options = ["--nodbus", "--quiet", "--xml", "-Sdisable", "-Sqrcode.enable"]
        let output = try Tool.run("zbarimg", options + files, allowed: [0, 4])
        var found: [String: [String]] = [:]
        for source in output.components(separatedBy: "<source href='").dropFirst() {
            guard let file = source.components(separatedBy: "'").first else { continue }
            for data in source.components(separatedBy: "<![CDATA[").dropFirst() {
                found[file, default: []].append(data.components(separatedBy: "]]>").first ?? "")
            }
        }
        return found
    }
}
