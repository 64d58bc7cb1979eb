import Facility
import Foundation
import Synchronization
import Testing

@testable import LabelPrinting

@Suite("Jobs in volumes and on several cores")
struct VolumeTests {
    private func job(_ count: Int, startAt: Int = 1, pages: Int = 1000, cores: Int = 1) throws -> PrintJob {
        var job = try Sample.job((1...count).map { try Sample.label($0, en: nil) }, startAt: startAt)
        job.heading.pagesPerVolume = pages
        job.heading.cores = cores
        return job
    }

    private func texts(_ paths: [String], _ press: SheetPress) throws -> [[String]] {
        try paths.flatMap { path in
            try SheetReading([UInt8](Data(contentsOf: URL(filePath: path))), press.stock).texts.flatMap { $0 }
        }
    }

    @Test(
        "A job of several volumes reads back whole, each label on its page and in its place",
        arguments: [1, 2])
    func volumes(cores: Int) throws {
        let press = try Sample.press()
        let job = try job(70, startAt: 20, pages: 2, cores: cores)
        try Sample.withFolder { folder in
            let sheet = try press.press(job, to: folder.appending(path: "sheet.pdf").path)
            #expect(
                sheet.files
                    == ["sheet-1.pdf", "sheet-2.pdf", "sheet-3.pdf"].map { folder.appending(path: $0).path })
            #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)).count == 3)
            #expect(sheet.pages == 5)
            let blank = [[String]](repeating: [], count: 19)
            let wanted = blank + sheet.labels.map { [$0.text] } + [[String]](repeating: [], count: 105 - 89)
            #expect(try texts(sheet.files, press) == wanted)
            #expect(sheet.labels.map(\.code) == job.labels.map(\.code))
            #expect(sheet.labels.last.map { [$0.page, $0.position] } == [5, 5])
        }
    }

    @Test("Where one volume can't be written, none appears")
    func failingVolume() throws {
        let press = try Sample.press()
        let job = try job(30, pages: 1)
        try Sample.withFolder { folder in
            let second = folder.appending(path: "sheet-2.pdf").path
            try FileManager.default.createSymbolicLink(atPath: second, withDestinationPath: "/dev/full")
            #expect(throws: LabelPrintingError.file(path: second, reason: "No space left on device")) {
                try press.press(job, to: folder.appending(path: "sheet.pdf").path)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sheet-2.pdf"])
        }
    }

    @Test("A pipe that its reader closes is an error, and nothing is left behind", arguments: [1, 2])
    func closedPipe(cores: Int) throws {
        let press = try Sample.press()
        let job = try job(50, cores: cores)
        try Sample.withFolder { (folder: URL) throws -> Void in
            let path = folder.appending(path: "pipe").path
            #expect(mkfifo(path, 0o600) == 0)
            let reader = Mutex(open(path, O_RDONLY | O_NONBLOCK))
            #expect(throws: LabelPrintingError.file(path: path, reason: "Broken pipe")) {
                try press.press(job, to: path) { _, _ in
                    reader.withLock { descriptor in
                        if descriptor >= 0 { close(descriptor) }
                        descriptor = -1
                    }
                }
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["pipe"])
        }
    }

    @Test("Two and three cores print what one prints, dot by dot, into one sound file", arguments: [2, 3])
    func cores(cores: Int) throws {
        let press = try Sample.press()
        try Sample.withFolder { folder in
            let one = folder.appending(path: "one.pdf").path
            let several = folder.appending(path: "several.pdf").path
            let sheet = try press.press(job(90, startAt: 3), to: one)
            #expect(try press.press(job(90, startAt: 3, cores: cores), to: several).labels == sheet.labels)
            #expect(
                Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == [
                    "one.pdf", "several.pdf",
                ])
            let pages = try [one, several].map {
                try Raster.pages(of: [UInt8](Data(contentsOf: URL(filePath: $0))), dotsPerInch: 100).map(
                    \.pixels)
            }
            #expect(pages[0] == pages[1] && pages[0].count == 5)
            #expect(try Tool.run("pdftotext", [one, "-"]) == Tool.run("pdftotext", [several, "-"]))
            #expect(
                try Tool.run("qpdf", ["--check", several]).contains(
                    "No syntax or stream encoding errors found"))
            let structure = try Tool.run("pdfinfo", ["-struct", several])
            #expect(structure.components(separatedBy: "P (block)").count == 91)
            #expect(structure.components(separatedBy: "Sect").count == cores)
            let spoken = try [one, several].map {
                try Tool.run("pdfinfo", ["-struct-text", $0]).split(separator: "\n").map {
                    $0.drop { $0 == " " }
                }
                .filter { $0.hasPrefix("\"") }
            }
            #expect(spoken[0] == spoken[1] && spoken[0].count >= 90)
            let bytes = try String(decoding: Data(contentsOf: URL(filePath: several)), as: UTF8.self)
            let parents = bytes.matches(of: /\/StructParents (\d+)/).map(\.output.1)
            #expect(Set(parents) == ["0", "1", "2", "3", "4"] && parents.count == 5)
            let again = try press.press(job(90, startAt: 3, cores: cores)).pdf
            #expect(try [UInt8](Data(contentsOf: URL(filePath: several))) == again)
        }
    }

    @Test("Labels that are refused on the second core are all named, and nothing is printed")
    func refusedOnSecondCore() throws {
        let press = try Sample.press()
        var job = try job(100, cores: 2)
        job.labels[80].name.zh = "机房 \u{E123}"
        job.labels[95].name.zh = "机房 \u{E124}"
        let findings = try press.findings(job.labels)
        #expect(findings.map(\.code) == [job.labels[80].code, job.labels[95].code])
        #expect(
            findings.map(\.problem) == [
                .missingGlyph("\u{E123}", text: "机房 \u{E123}"),
                .missingGlyph("\u{E124}", text: "机房 \u{E124}"),
            ])
        #expect(throws: LabelPrintingError.refused(findings)) { try press.press(job) }
    }

    @Test("The parts of a volume hold all its labels once, and begin on a new page", arguments: [1, 2, 3, 7])
    func parts(count: Int) {
        for (labels, firstPlace) in [(1, 0), (21, 0), (22, 20), (100, 5), (1000, 63)] {
            let volume = SheetVolume(labels: 7..<7 + labels)
            var heading = SheetHeading(title: "x", createdAt: Sample.noon)
            heading.startAt = firstPlace - 7 + 1
            let parts = volume.parts(count, heading, labelsPerSheet: 21)
            #expect(parts.flatMap { Array($0.labels) } == Array(volume.labels))
            #expect(parts.allSatisfy { !$0.labels.isEmpty })
            #expect(
                parts.dropFirst().allSatisfy { heading.place(of: $0.labels.lowerBound).isMultiple(of: 21) })
        }
    }

    @Test("Volumes are numbered in names that sort")
    func names() {
        #expect(SheetVolume.paths("/a/b.pdf", count: 1) == ["/a/b.pdf"])
        #expect(SheetVolume.paths("b.PDF", count: 2) == ["b-1.PDF", "b-2.PDF"])
        #expect(SheetVolume.paths("b", count: 10).last == "b-10")
        #expect(SheetVolume.paths("b", count: 10).first == "b-01")
    }
}
