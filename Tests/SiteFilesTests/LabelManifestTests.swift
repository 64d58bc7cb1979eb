import Facility
import Foundation
import Testing

@testable import SiteFiles

struct LabelManifestTests {
    private func row(_ reference: String, name: String = "教室") -> LabelManifest.Row {
        LabelManifest.Row(
            sheet: 2, place: 7, state: "printed", code: "AAAA-BBBB-CCCC", link: "https://x/AAAABBBBCCCC",
            kind: "room", reference: reference, nameZh: name, nameEn: "", path: "校区 › 三教", placement: "")
    }

    private func manifest(_ rows: [LabelManifest.Row]) -> LabelManifest {
        LabelManifest(batch: 3, title: "3J", rows: rows)
    }

    @Test func `the CSV begins with a byte order mark and reads back as it was`() throws {
        let bytes = manifest([row("3J-201", name: "a,\"b\"\r\nc")]).csv
        #expect(bytes.prefix(3) == [0xEF, 0xBB, 0xBF])
        let text = String(decoding: bytes.dropFirst(3), as: UTF8.self)
        #expect(
            text == """
                batch,sheet,place,state,code,link,kind,reference,name_zh,name_en,path,placement\r
                3,2,7,printed,AAAA-BBBB-CCCC,https://x/AAAABBBBCCCC,room,3J-201,"a,""b""\r
                c",,校区 › 三教,\r

                """)
    }

    @Test(arguments: [
        "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "=HYPERLINK(\"http://x\",\"y\")",
    ])
    func `no cell is carried out as a formula`(_ text: String) {
        let cell = CSVText.cell(text)
        #expect(cell.hasPrefix("'") || cell.hasPrefix("\"'"))
    }

    @Test(arguments: ["3J-201", "1=1", "a@b", ""])
    func `a harmless cell stays as it is`(_ text: String) { #expect(CSVText.cell(text) == text) }

    @Test func `the JSON holds the same rows`() throws {
        let json =
            try JSONSerialization.jsonObject(with: Data(manifest([row("=A1")]).json())) as? [String: Any]
        let labels = try #require(json?["labels"] as? [[String: Any]])
        #expect(json?["batch"] as? Int == 3 && labels.first?["reference"] as? String == "=A1")
        #expect(labels.first?["place"] as? Int == 7)
    }
}
