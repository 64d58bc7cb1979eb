import ChildProcess
import Foundation
import Testing

@Suite("A report's PDF", .serialized) struct ReportPaperTests {
    private static let inventory = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,c,,C,校区,Campus,,,,,,,
        building,b,c,B1,一号楼,Building 1,,,,,,,
        room,r1,b,B1-101,一零一教室,Room 101,,,,,,,

        """

    private struct Sheet: Decodable {
        struct Line: Decodable {
            var section: String
            var numerator: Int
            var denominator: Int?
            var percent: String?
        }
        var position: Int
        var lines: [Line]
    }

    private static func text(of pdf: Data, _ program: Program) throws -> String {
        let path = program.site + "/report.pdf"
        try pdf.write(to: URL(fileURLWithPath: path))
        return try ChildProcess.run(["pdftotext", "-layout", path, "-"]).output
    }

    @Test(
        "holds the figures of the JSON as text, in both languages, and is the same bytes as of the same event"
    )
    func figures() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("rooms.csv", Self.inventory)])
        _ = try program.run(
            ["staff", "add", "sun", "--name", "孙督导", "--role", "supervisor", "--password-stdin"],
            input: "a long enough password\n")
        for words in ["灯不亮", "门坏了"] {
            _ = try program.run(["ticket", "report", "--place", "B1-101", "--words", words])
        }
        let gateway = try ServingGateway(program)
        let browser = WebBrowser(gateway.address)
        _ = try await browser.post("/-/sign-in", ["account": "sun", "password": "a long enough password"])
        let page = try await browser.get("/-/desk/report?lang=zh")
        let query = try #require(page.text.firstMatch(of: /report\.pdf(\?period=[0-9-]+&amp;as-of=\d+)/)?.1)
            .replacing("&amp;", with: "&")
        let sheet = try JSONDecoder().decode(
            Sheet.self, from: try await browser.get("/-/desk/report.json\(query)").bytes)
        let pdf = try await browser.get("/-/desk/report.pdf\(query)").bytes
        // What happens meanwhile counts in the next one only.
        _ = try program.run(["ticket", "report", "--place", "B1-101", "--words", "又坏了"])
        let newer = try await browser.get("/-/desk/report.pdf\(query.prefix { $0 != "&" })").bytes
        let again = try await browser.get("/-/desk/report.pdf\(query)").bytes
        let english = try await browser.get("/-/desk/report.pdf\(query)&lang=en").bytes
        _ = gateway.end()

        #expect(pdf.starts(with: Array("%PDF-".utf8)) && pdf == again && pdf != newer)
        let text = try Self.text(of: pdf, program)
        #expect(
            text.contains("第 \(sheet.position) 号事件") && text.contains("一号楼") && text.contains("÷"), "\(text)")
        let rates = sheet.lines.filter { $0.section == "total" }
        #expect(rates.count == 7)
        for rate in rates {
            #expect(text.contains("\(rate.numerator)/\(rate.denominator ?? 0)"), "\(rate)")
            if let percent = rate.percent { #expect(text.contains("\(percent) %"), "\(rate)") }
        }
        let words = try Self.text(of: english, program)
        #expect(words.contains("as of event \(sheet.position)") && words.contains("Building 1"), "\(words)")
    }
}
