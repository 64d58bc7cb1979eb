import Foundation
import LabelScanning
import Testing

@testable import LabelProof

@Suite("The report of a proof")
struct ProofReportTests {
    private func label(_ number: Int, lost: [Damage] = [], faults: [ProofFault] = []) -> ProvedLabel {
        let readings = Damage.allCases.map { ($0, lost.contains($0) ? [] : ReadingEngine.allCases) }
        return ProvedLabel(
            page: 1, position: number, code: "CODE-\(number)", reference: "<R&\(number)>", expected: "x",
            symbol: "3-Q",
            readBy: ReadingEngine.allCases, damaged: Dictionary(uniqueKeysWithValues: readings),
            faults: faults)
    }

    private func report(_ labels: [ProvedLabel]) -> ProofReport {
        var report = ProofReport(file: "/folder/sheet.pdf", terms: ProofTerms(dotsPerInch: 300))
        let picture = LabelPicture(GreyImage(width: 2, height: 1, pixels: [0, 255]))
        for label in labels { report.add(label, label.passes && label.lost.isEmpty ? nil : picture) }
        return report
    }

    @Test("One damaged picture in 200, rounded up, may stay unread")
    func survival() {
        let whole = (1...39).map { label($0) }
        #expect(report(whole + [label(40, lost: [.blot])]).passes)
        #expect(!report(whole + [label(40, lost: [.blot, .tilt])]).passes)
        #expect(report([label(1, lost: [.blur])]).passes)
        #expect(!report([label(1, lost: [.blur, .scale])]).passes)
        #expect(!report([]).passes)
    }

    @Test("One label that isn't read fails all")
    func failing() {
        let report = report((1...99).map { label($0) } + [label(100, faults: [.unread(by: .zbar)])])
        #expect(!report.passes && report.failing.count == 1)
        #expect(report.summary().contains("page 1, position 100 <R&100> CODE-100: zbar reads nothing"))
        #expect(report.summary().hasSuffix("FAILS"))
    }

    @Test("The page says it in both languages, with a picture of each label that failed or got lost")
    func page() {
        let page = report([
            label(1), label(2, faults: [.poor(.symbolContrast, grade: .d, expected: .c)]),
            label(3, lost: [.blot]),
        ]).html()
        #expect(page.contains("符号反差：要求 C 级以上，实为 D 级"))
        #expect(page.contains("Symbol contrast: expected C or better, found D"))
        #expect(page.contains("损伤后读不出：污渍") && page.contains("unread after damage: blot"))
        #expect(page.components(separatedBy: "data:image/bmp;base64,").count == 3)
        #expect(page.contains("&lt;R&amp;2&gt;") && !page.contains("<R&"))
        #expect(ProofReport.escaped("<\u{301}b>") == "&lt;\u{301}b&gt;", "with an accent on it")
        #expect(page.contains("sheet.pdf") && !page.contains("/folder"))
    }

    @Test("A mark is one though a combining character is beside it")
    func marks() {
        let text = ProofReport.escaped("\u{600}<b\u{600}>\"\u{301}&\u{301}")
        #expect(text == "\u{600}&lt;b\u{600}&gt;&quot;\u{301}&amp;\u{301}")
        #expect(!text.unicodeScalars.contains { "<>\"".unicodeScalars.contains($0) }, "\(text)")
    }
}
