import Facility
import Foundation
import Testing

@testable import LabelPrinting

/// Sheets that were printed on before, and the checklist beside them.
@Suite("Part-used sheets") struct PartUsedSheetTests {
    @Test(
        "take labels in their free places, and nothing else is printed on them but the next one's number",
        arguments: [1, 2])
    func freePlaces(cores: Int) throws {
        let press = try Sample.press()
        let labels = try (1...26).map { try Sample.label($0, zh: "教三楼 \($0) 室", en: nil) }
        var job = Sample.job(labels)
        let places = [4, 9, 20] + Array(21..<42) + [42, 43]
        job.heading.places = places
        job.heading.marginNotes = [3: "S17"]
        job.heading.cores = cores
        let (pdf, sheet) = try press.press(job)
        #expect(sheet.pages == 3)
        #expect(sheet.labels.map { ($0.page - 1) * 21 + $0.position - 1 } == places)
        let read = try SheetReading(pdf, press.stock).texts
        var wanted = [[String]](repeating: [], count: 63)
        for (label, place) in zip(labels, places) {
            wanted[place] = ["https://MEND.EXAMPLE.EDU/\(label.code.compact)"]
        }
        #expect(Array(read.joined()) == wanted)
        let pages = try text(of: pdf).components(separatedBy: "\u{0C}")
        #expect(pages[2].contains("S17") && !pages[0].contains("S17") && !pages[1].contains("S17"))
    }

    @Test("bear their number outside every label")
    func numberInTheMargin() throws {
        let press = try Sample.press()
        var job = Sample.job([try Sample.label(1)])
        job.heading.places = [10]
        job.heading.marginNotes = [1: "S17"]
        let page = try #require(try Raster.pages(of: press.press(job).pdf, dotsPerInch: 150).first)
        for position in 0..<21 where position != 10 {
            #expect(SheetReading.crop(page, press.stock.box(at: position), 150).isWhite, "\(position)")
        }
        #expect(press.stock.hasRoomForNumber)
    }

    @Test("are cut into volumes where the pages say so, whatever is free on them", arguments: [1, 2, 3])
    func volumes(pages: Int) throws {
        var heading = SheetHeading(title: "x", createdAt: Sample.noon)
        heading.places = [3, 4] + Array(5..<15)
        heading.pagesPerVolume = pages
        let volumes = SheetVolume.volumes(labels: 12, heading, labelsPerSheet: 5)
        #expect(volumes.flatMap { Array($0.labels) } == Array(0..<12))
        for volume in volumes {
            let numbers = volume.labels.map { heading.place(of: $0) / 5 / pages }
            #expect(Set(numbers).count == 1)
        }
        #expect(volumes.count == (3 + pages - 1) / pages)
    }

    @Test("refuse a job whose places don't match its labels")
    func wrongPlaces() throws {
        var job = Sample.job([try Sample.label(1)])
        job.heading.places = [1, 2]
        #expect(throws: LabelPrintingError.drawing("expected 1 places, found 2")) {
            try Sample.press().press(job)
        }
    }

    @Test("come with a checklist by floor, each row once, over as many pages as it takes")
    func checklist() throws {
        let sections = (1...4).map { floor in
            Checklist.Section(
                heading: "教三楼 › \(floor) 层",
                rows: (1...30).map {
                    Checklist.Row(
                        mark: "1·\($0)", key: "R-\(floor)-\($0)", text: "教室 Room", note: "AAAA-BBBB-CCCC")
                })
        }
        let list = Checklist(
            title: "批次 7 · 三教", remarks: ["先放入 S3"], sections: sections, createdAt: Sample.noon)
        let (pdf, pages) = try ChecklistPress().press(list)
        let text = try text(of: pdf)
        #expect(pages == 3 && text.components(separatedBy: "\u{0C}").count == 4)
        #expect(text.contains("批次 7 · 三教") && text.contains("先放入 S3"))
        for floor in 1...4 {
            for row in 1...30 {
                let count = text.split(whereSeparator: \.isWhitespace).count { $0 == "R-\(floor)-\(row)" }
                #expect(count == 1, "R-\(floor)-\(row)")
            }
        }
        #expect(try ChecklistPress().press(list).pdf == pdf)
    }

    @Test("may come behind the checklist in one file, each page of its own size", arguments: [1, 2])
    func coverFirst(cores: Int) throws {
        let press = try Sample.press()
        var job = Sample.job(try (1...30).map { try Sample.label($0) })
        let row = Checklist.Row(mark: "1·1", key: "R-1", text: "教室", note: "")
        job.heading.cover = Checklist(
            title: "批次 7", remarks: [], sections: [.init(heading: "1 层", rows: [row])], createdAt: Sample.noon
        )
        job.heading.cores = cores
        let (pdf, sheet) = try press.press(job)
        let pages = try text(of: pdf).components(separatedBy: "\u{0C}")
        #expect(pages.count == 4 && pages[0].contains("批次 7") && !pages[1].contains("批次 7"))
        #expect(sheet.labels.map(\.page).max() == 2)
        let labels = try SheetReading(pdf, press.stock).texts.dropFirst()
        #expect(labels.joined().filter { !$0.isEmpty }.count == 30)
    }

    private func text(of pdf: [UInt8]) throws -> String {
        try Sample.withFolder { folder in
            let file = folder.appending(path: "sheet.pdf")
            try Data(pdf).write(to: file)
            return try Tool.run("pdftotext", ["-layout", file.path, "-"])
        }
    }
}
