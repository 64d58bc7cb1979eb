import ChildProcess
import Foundation
import Testing

@Suite("Planning and calibrating", .serialized) struct LabelPlanTests {
    private static let campus =
        "kind,id,parent,reference,name_zh,name_en,order,device_kind,model,serial,privacy,time_zone,responsible\n"
        + "campus,c,,C,校区,,,,,,,,\nbuilding,b,c,B1,一号楼,,,,,,,,\nroom,r,b,B1-101,101 教室,,,,,,,,\n"
        + "plate,p,r,B1-101-A,A 面板,,,,,,,,\n"
        + (1...3).map { "networkPoint,,p,B1-101-A\($0),A\($0) 信息点,,,,,,,,\n" }.joined()
        + (1...40).map { "room,r\($0),b,B1-\(200 + $0),教室\($0),,\($0),,,,,,\n" }.joined()

    private func program() throws -> Program {
        let program = try Program()
        #expect(try program.run(["import", try program.file("rooms.csv", Self.campus)]).status == 0)
        return program
    }

    @Test("plan tells symbol, module and distance for one stock or for all, and what a shorter host gains")
    func plan() throws {
        let program = try Program()
        defer { program.remove() }
        let one = try program.run([
            "labels", "plan", "--stock", "avery-l7160", "--host", "repair.network.example.edu.cn",
        ])
        #expect(one.status == 0)
        for words in [
            "version 4, level Q", "module   0.68 mm, 16 printer dots", "scanned  from about 0.22 m",
            "a host of 20 characters or fewer: version 3, level Q, module 0.76 mm",
        ] { #expect(one.output.contains(words), "\(words) in \(one.output)") }
        let all = try program.run(["labels", "plan", "--design", "cable-flag", "--dpi", "300"])
        #expect(all.output.contains("cable-flag-p-25x38") && !all.output.contains("avery-l7160"))
        let wrong = try program.run(["labels", "plan", "--stock", "avery-l7160", "--design", "cable-flag"])
        #expect(wrong.status != 0 && wrong.complaints.contains("design cable-flag is made for"))
    }

    @Test("four numbers are kept for a printer's tray and move what is printed; bad ones change nothing")
    func calibrate() throws {
        let program = try program()
        defer { program.remove() }
        let ruler = program.site + "/ruler.pdf"
        let page = try program.run(["labels", "calibrate", "--printer", "office", "-o", ruler])
        #expect(page.status == 0 && FileManager.default.fileExists(atPath: ruler))
        let early = try program.run([
            "labels", "calibrate", "--printer", "office", "--check", "-o", program.site + "/check.pdf",
        ])
        #expect(early.status != 0)
        func numbers(_ left: String) throws -> Program.Outcome {
            try program.run([
                "labels", "calibrate", "--printer", "office", "--tray", "top", "--left", left, "--right",
                "18",
                "--top", "20", "--bottom", "20",
            ])
        }
        let kept = try numbers("22")
        #expect(kept.output.contains("shifts by 2.0 mm to the right and 0.0 mm down"), "\(kept.output)")
        let refused = try numbers("40")
        #expect(
            refused.status != 0
                && refused.complaints.contains("left: expected 10.0 mm to 30.0 mm, found 40.0 mm"))
        let check = try program.run([
            "labels", "calibrate", "--printer", "office", "--tray", "top", "--check", "-o",
            program.site + "/check.pdf",
        ])
        #expect(check.status == 0)
        let plain = try left(program, [])
        let moved = try left(program, ["--printer", "office", "--tray", "top"])
        #expect(abs(plain - moved - 2 * 72 / 25.4) < 0.3, "\(plain), \(moved)")
        let tray = try program.run([
            "labels", "--reference", "B1-101", "-o", program.site + "/x.pdf", "--printer", "office", "--tray",
            "no",
        ])
        #expect(tray.status != 0 && tray.complaints.contains("expected one of top, found no"))
    }

    /// Points from the page's left edge to the room's number on its label.
    private func left(_ program: Program, _ options: [String]) throws -> Double {
        let file = program.site + "/one.pdf"
        let printed = try program.run(
            ["labels", "--reference", "B1-101", "--no-wallet", "-o", file] + options)
        #expect(printed.status == 0, "\(printed.complaints)")
        let text = try ChildProcess.run(["pdftotext", "-bbox", file, "-"]).output
        let word = try #require(text.split(separator: "\n").first { $0.contains(">B1-101<") })
        let value = try #require(word.split(separator: "\"").dropFirst().first)
        return try #require(Double(value))
    }

    @Test(
        "a wall plate's label lists its points as they are numbered on it; long names are found before printing"
    )
    func points() throws {
        let program = try program()
        defer { program.remove() }
        let file = program.site + "/plate.pdf"
        let printed = try program.run([
            "labels", "--reference", "B1-101-A", "--design", "wall-plate", "-o", file, "--cores", "3",
        ])
        #expect(printed.status == 0, "\(printed.complaints)")
        let text = try ChildProcess.run(["pdftotext", file, "-"]).output
        #expect(text.contains("A1 · A2 · A3"), "\(text)")
        let cores = try program.run(["labels", "--all", "-o", file, "--cores", "0"])
        #expect(cores.status != 0 && cores.complaints.contains("--cores: expected 1 to 64, found 0"))
    }

    @Test("a site's own stock counts before the program's, and is offered beside it")
    func ownStock() throws {
        let program = try program()
        defer { program.remove() }
        let folder = program.site + "/PrintTemplates/stocks"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let shipped = try String(
            contentsOfFile: URL(fileURLWithPath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
                .appendingPathComponent("PrintTemplates/stocks/avery-l7160.yaml").path, encoding: .utf8)
        try shipped.replacingOccurrences(of: "name: avery-l7160", with: "name: ours")
            .write(toFile: folder + "/ours.yaml", atomically: true, encoding: .utf8)
        let plan = try program.run(["labels", "plan"])
        #expect(plan.output.contains("ours ") && plan.output.contains("avery-l7160 "))
        try shipped.replacingOccurrences(of: "name: avery-l7160", with: "name: wrong")
            .write(toFile: folder + "/ours.yaml", atomically: true, encoding: .utf8)
        let doctor = try program.run(["doctor"])
        #expect(doctor.output.contains("!!  stocks, designs, printers and fonts"), "\(doctor.output)")
    }
}
