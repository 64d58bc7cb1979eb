import ChildProcess
import Foundation
import Testing

@Suite("Printing from the facilities pages", .serialized) struct FacilitiesPrintTests {
    private static let inventory = """
        kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible
        campus,c,,C,校区,Campus,,,,,,,
        building,b,c,B1,一号楼,Building 1,,,,,,,
        room,r1,b,B1-101,一零一教室,Room 101,,,,,,,
        room,r2,b,B1-102,一零二教室,Room 102,,,,,,,
        room,r3,b,B1-103,一零三教室,Room 103,,,,,,,

        """

    /// Every text that the shipped reader finds in a picture.
    private func read(_ program: Program, _ picture: String) throws -> Set<String> {
        let output = try program.run(["scan", "--any", "--tsv", picture]).output
        return Set(
            output.split(separator: "\n").compactMap {
                $0.split(separator: "\t").dropFirst().first.map(String.init)
            })
    }

    private func rasterise(_ pdf: String) throws -> String {
        let picture = String(pdf.dropLast(4))
        try ChildProcess.run(["pdftoppm", "-r", "300", "-png", "-singlefile", pdf, picture])
        return picture + ".png"
    }

    @Test("gives a PDF whose codes all read back, after a preview that shows what will be printed")
    func printsWhatItShows() async throws {
        let program = try Program()
        defer { program.remove() }
        _ = try program.run(["import", try program.file("rooms.csv", Self.inventory)])
        _ = try program.run(
            ["staff", "add", "chen", "--name", "陈总务", "--role", "facilities", "--password-stdin"],
            input: "a long enough password\n")
        let gateway = try ServingGateway(program)
        let browser = WebBrowser(gateway.address)
        let home = try await browser.post(
            "/-/sign-in", ["account": "chen", "password": "a long enough password"])
        #expect(home.address == "/-/facilities" && home.text.contains("Building 1"))

        let page = try await browser.get("/-/facilities/print?which=missing&lang=en")
        #expect(page.text.contains("3 labels on 1 page"))
        let preview = try await browser.get("/-/facilities/preview.png?which=missing&large=1")
        let shown = program.site + "/preview.png"
        try preview.bytes.write(to: URL(fileURLWithPath: shown))
        let sampled = try read(program, shown)
        #expect(sampled.count == 3)

        let fields = [
            "csrf": page.field("csrf"), "key": page.field("key"), "act": "print", "which": "missing",
        ]
        let job = try await browser.post("/-/facilities/print", fields)
        #expect(job.address.hasPrefix("/-/facilities/jobs/"))
        while try await browser.get(job.address + "/state").text.contains("\"hasEnded\":false") {
            try await Task.sleep(for: .milliseconds(20))
        }
        let pdf = program.site + "/fetched.pdf"
        try await browser.get(job.address + "/labels.pdf").bytes.write(to: URL(fileURLWithPath: pdf))
        let texts = try read(program, try rasterise(pdf))
        let run = try program.run(["labels", "batch", "1"]).output
        let status = gateway.end()

        // Nothing is minted for a preview: its codes are samples.
        #expect(texts.count == 3 && texts.isDisjoint(with: sampled))
        for text in texts {
            let code = String(text.suffix(12))
            let groups = stride(from: 0, to: 12, by: 4).map { code.dropFirst($0).prefix(4) }
            #expect(text.hasPrefix("https://T.EXAMPLE/") && run.contains(groups.joined(separator: "-")))
        }
        #expect(status == 0)
    }

    @Test("a name with a character that no font has is told before anything is printed")
    func unprintableName() async throws {
        let program = try Program()
        defer { program.remove() }
        let bad = Self.inventory.replacing("一零二教室", with: "\u{10FF00}教室")
        _ = try program.run(["import", try program.file("rooms.csv", bad)])
        _ = try program.run(
            ["staff", "add", "chen", "--name", "陈总务", "--role", "facilities", "--password-stdin"],
            input: "a long enough password\n")
        let gateway = try ServingGateway(program)
        let browser = WebBrowser(gateway.address)
        _ = try await browser.post("/-/sign-in", ["account": "chen", "password": "a long enough password"])
        let page = try await browser.get("/-/facilities/print?which=missing&lang=en")
        _ = gateway.end()

        #expect(page.status == 200)
        #expect(page.text.contains("of B1-102 has the character"))
    }
}
