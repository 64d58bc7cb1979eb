import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Synchronization
import Testing

@Suite("What the press refuses")
struct RefusalTests {
    @Test(
        "A character that can't be printed is refused before anything is",
        arguments: [
            ("弱电间 \u{0F40}", Unicode.Scalar(0x0F40)), ("机房 \u{E123}", Unicode.Scalar(0xE123)),
            ("Room \u{7}", Unicode.Scalar(7)), ("\u{1}", Unicode.Scalar(1)),
        ])
    func unknownGlyph(name: String, scalar: Unicode.Scalar?) throws {
        let press = try Sample.press()
        let scalar = try #require(scalar)
        let labels = try (1...30).map { try Sample.label($0) } + [Sample.label(31, zh: name)]
        try Sample.withFolder { folder in
            let path = folder.appending(path: "sheet.pdf").path
            try Data("older".utf8).write(to: URL(filePath: path))
            let pressed = Mutex(0)
            let error = try #require(
                #expect(throws: LabelPrintingError.self) {
                    try press.press(Sample.job(labels), to: path) { done, _ in pressed.withLock { $0 = done }
                    }
                })
            guard case .refused(let findings) = error, let finding = findings.first else {
                Issue.record("\(error)")
                return
            }
            #expect(findings.count == 1)
            #expect(finding.problem == .missingGlyph(scalar, text: name) && finding.problem.isFatal)
            #expect(try finding.code == Sample.code(31))
            #expect(finding.field == "{name}" || finding.field == "{reference}")
            let digits = String(scalar.value, radix: 16, uppercase: true)
            #expect(
                finding.found.hasPrefix(
                    "U+\(String(repeating: "0", count: max(0, 4 - digits.count)))\(digits) in "))
            #expect(pressed.withLock { $0 } == 0)
            #expect(!error.description.unicodeScalars.contains { $0.value < 0x20 })
            #expect(error.description.hasPrefix("label 3J-204 ("))
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["sheet.pdf"])
            #expect(try Data(contentsOf: URL(filePath: path)) == Data("older".utf8))
        }
    }

    @Test("Nothing to print, and a start beside the sheet")
    func jobs() throws {
        let press = try Sample.press()
        #expect(throws: LabelPrintingError.nothingToPrint) { try press.press(Sample.job([])) }
        for startAt in [Int.min, -1, 0, 22, Int.max] {
            #expect(throws: LabelPrintingError.startOutOfRange(expected: 1...21, found: startAt)) {
                try press.press(Sample.job([Sample.label(1)], startAt: startAt))
            }
        }
    }

    @Test("A host whose symbol gets too fine for the plate")
    func longHost() throws {
        let press = try Sample.press()
        let host = String(repeating: "a", count: 50) + "." + String(repeating: "b", count: 49)
        let findings = try press.findings([Sample.label(1, host: host), Sample.label(2, host: host)])
            .filter(\.problem.isFatal)
        #expect(findings.count == 1)
        #expect(
            findings[0].description
                == "label 3J-204 (\(try Sample.code(1))), symbol: expected modules of 0.5 mm and 4 dots or more for host "
                + "\(host), version 8, found 0.42 mm and 10 dots at 600 dpi")
        #expect(throws: LabelPrintingError.refused(findings)) {
            try press.press(Sample.job([Sample.label(1, host: host)]))
        }
    }

    @Test("A printer too coarse for modules of four dots")
    func coarsePrinter() throws {
        let press = try Sample.press(#require(PrinterProfile(dotsPerInch: 100)))
        let findings = try press.findings([Sample.label(1)])
        #expect(findings.map(\.problem) == [.moduleTooSmall])
        #expect(findings.first?.found == "0.51 mm and 2 dots at 100 dpi")
        #expect(throws: LabelPrintingError.refused(findings)) {
            try press.press(Sample.job([Sample.label(1)]))
        }
        #expect(PrinterProfile(dotsPerInch: 0) == nil)
        #expect(PrinterProfile(dotsPerInch: 100_000) == nil)
    }

    @Test("A file that can't be written")
    func unwritable() throws {
        let press = try Sample.press()
        let job = try Sample.job([Sample.label(1)])
        try Sample.withFolder { folder in
            let path = folder.appending(path: "missing/sheet.pdf").path
            #expect(throws: LabelPrintingError.file(path: path, reason: "No such file or directory")) {
                try press.press(job, to: path)
            }
            let taken = folder.appending(path: "taken").path
            try FileManager.default.createDirectory(atPath: taken, withIntermediateDirectories: false)
            #expect(throws: LabelPrintingError.file(path: taken, reason: "Is a directory")) {
                try press.press(job, to: taken)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["taken"])
        }
    }

    @Test("A full device, which is written as it stands and never replaced")
    func fullDevice() throws {
        let press = try Sample.press()
        let job = try Sample.job([Sample.label(1)])
        try Sample.withFolder { folder in
            // By a link: should the press ever put a file in a device's place, only the link is lost.
            let path = folder.appending(path: "printer").path
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: "/dev/full")
            #expect(throws: LabelPrintingError.file(path: path, reason: "No space left on device")) {
                try press.press(job, to: path)
            }
            #expect(try FileManager.default.destinationOfSymbolicLink(atPath: path) == "/dev/full")
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["printer"])
        }
    }
}
