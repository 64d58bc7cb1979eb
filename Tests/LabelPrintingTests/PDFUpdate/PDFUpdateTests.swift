import Foundation
import LabelPrinting
import Testing

/// The sheets that cairo writes, with what PDFUpdate appends, as qpdf reads them.
struct PDFUpdateTests {
    private func sheet() throws -> [UInt8] { try Sample.press().press(Sample.job(Sample.mixed())).pdf }

    private func catalog(_ pdf: [UInt8]) throws -> (root: String, check: String) {
        try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            try Data(pdf).write(to: URL(filePath: path))
            let trailer = try Tool.run("qpdf", ["--show-object=trailer", path])
            let number = try #require(trailer.firstMatch(of: /\/Root (\d+) 0 R/)).output.1
            return (
                try Tool.run("qpdf", ["--show-object=\(number)", path]),
                try Tool.run("qpdf", ["--check", path])
            )
        }
    }

    @Test func `a sheet asks viewers to print it unscaled, shows its title and says its language`() throws {
        let (root, check) = try catalog(try sheet())
        #expect(root.contains("/PrintScaling /None"))
        #expect(root.contains("/DisplayDocTitle true"))
        #expect(root.contains("/Lang (zh-cn)"))
        #expect(root.contains("/Pages"))
        #expect(check.contains("No syntax or stream encoding errors found"))
    }

    @Test func `nothing that was written before changes, and updates can follow each other`() throws {
        let once = try sheet()
        var update = try PDFUpdate(once)
        try update.setUpForPrint(language: "en-GB")
        let twice = once + update.appendix
        let (root, check) = try catalog(twice)
        #expect(root.contains("/Lang (en-GB)"))
        #expect(!root.contains("zh-cn"))
        #expect(check.contains("No syntax or stream encoding errors found"))
        #expect(twice.starts(with: once))
    }

    @Test func `a file in a folder ends as the same bytes that memory gets`() throws {
        try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            _ = try Sample.press().press(Sample.job(Sample.mixed()), to: path)
            #expect(try [UInt8](Data(contentsOf: URL(filePath: path))) == sheet())
        }
    }
}
