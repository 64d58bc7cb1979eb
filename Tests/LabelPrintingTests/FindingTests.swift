import Facility
import Foundation
import LabelPrinting
import LabelSymbol
import Testing

@Suite("Findings before printing")
struct FindingTests {
    /// The door plate with some of its words changed.
    private func press(_ change: (String) -> String) throws -> SheetPress {
        try Sample.withFolder { folder in
            let designs = folder.appending(path: "designs")
            try FileManager.default.createDirectory(at: designs, withIntermediateDirectories: true)
            let file = "\(Sample.templates.folders[0])/designs/door-plate.yaml"
            let yaml = try String(contentsOfFile: file, encoding: .utf8)
            #expect(change(yaml) != yaml)
            try Data(change(yaml).utf8).write(to: designs.appending(path: "door-plate.yaml"))
            return try SheetPress(
                stock: Sample.stock("avery-l7160"),
                design: PrintTemplates(folder: folder.path).design(named: "door-plate"), words: Sample.words)
        }
    }

    @Test("A text that doesn't fit names its label, field, what room was expected and what would stand there")
    func overflow() throws {
        let press = try Sample.press()
        let name = String(repeating: "很长的名字", count: 30)
        let findings = try press.findings([Sample.label(1), Sample.label(2, zh: name, en: nil)])
        #expect(findings.map(\.problem) == [.overflow(text: name)])
        let finding = try #require(findings.first)
        #expect(
            try finding.code == Sample.code(2) && finding.reference == "3J-204" && finding.field == "{name}")
        #expect(finding.expected == "room for '\(name)' at 7.2 points or more")
        #expect(finding.found.hasSuffix("…'") && finding.found.count < name.count)
        #expect(!finding.problem.isFatal)
    }

    @Test(
        "A long path loses its beginning, since its end says which one it is",
        arguments: [
            "ncsu-065/Closet A on the second floor, east/Patch Panel 3, rear side/Port 17",
            "北京大学燕园校区 › 理科教学楼群东侧附楼 › 地下二层设备间南段 › 弱电竖井甲 › 配线架乙 › 端口十七号 › Port 17",
        ])
    func keepsEnd(path: String) throws {
        let press = try Sample.press()
        let long = path + path.replacingOccurrences(of: "Port 17", with: "") + "Port 17"
        let findings = try press.findings([Sample.label(1, zh: nil, en: long + "/Port 17", reference: "A")])
        let finding = try #require(findings.first { $0.field == "{name}" })
        #expect(finding.found.contains("…") && finding.found.hasSuffix("Port 17'"), "\(finding.found)")
    }

    @Test("Modules that leave less than four of them free are refused by name and number")
    func quietZone() throws {
        let press = try press {
            $0.replacingOccurrences(of: "moduleMin: 0.5}", with: "moduleMin: 0.5, module: 0.9}")
        }
        let findings = try press.findings([Sample.label(1)]).filter(\.problem.isFatal)
        #expect(findings.map(\.problem) == [.quietZone])
        #expect(findings.first?.expected == "4 free modules on every side")
        #expect(findings.first.map { (Double($0.found) ?? 4) < 4 } == true)
        #expect(throws: LabelPrintingError.refused(findings)) {
            try press.press(Sample.job([Sample.label(1)]))
        }
    }

    @Test("Modules under 0.33 mm can't even be asked for")
    func fineModules() {
        #expect(throws: TemplateFault.self) {
            _ = try press { $0.replacingOccurrences(of: "moduleMin: 0.5}", with: "moduleMin: 0.32}") }
        }
    }

    @Test("Ink that the printer doesn't reach is found on the stock without margins, only at the edge")
    func outside() throws {
        var printer = PrinterProfile.office
        printer.unprintable = .init(left: 12, top: 12, right: 12, bottom: 12)
        let press = try SheetPress(
            stock: Sample.stock("a4-70x37"), design: Sample.design("door-plate"), words: Sample.words,
            printer: printer)
        let labels = try (1...24).map { try Sample.label($0) }
        let found = try press.findings(labels)
        #expect(found.allSatisfy { $0.problem == .inkOutside })
        let codes = Set(found.map(\.code))
        #expect(codes.contains(labels[0].code) && !codes.contains(labels[10].code))
        var heading = SheetHeading(title: "x", createdAt: Sample.noon)
        heading.places = [10]
        #expect(try press.findings([labels[0]], heading: heading) == [])
    }

    @Test("As many findings come back as are asked for")
    func limit() throws {
        let press = try Sample.press()
        let labels = try (1...80).map {
            try Sample.label($0, zh: String(repeating: "很长的名字", count: 30), en: nil)
        }
        #expect(try press.findings(labels).count == SheetPress.findingsUsually)
        #expect(try press.findings(labels, max: 1000).count == 80)
    }
}

@Suite("A symbol's outlook")
struct SymbolOutlookTests {
    private func outlook(_ host: String, dotsPerInch: Int = 600) throws -> SymbolOutlook {
        let printer = try #require(PrinterProfile(dotsPerInch: dotsPerInch))
        return try Sample.press(printer).outlook(for: LabelHost(host), code: Sample.code(1))
    }

    @Test("It is what is printed: version, level, module and dots")
    func same() throws {
        let outlook = try outlook("mend.example.edu")
        let sheet = try Sample.press().press(Sample.job([Sample.label(1)])).sheet
        #expect(
            outlook.size.version == sheet.labels[0].version && outlook.size.level == sheet.labels[0].level)
        #expect(outlook.size.module.description == "0.76 mm" && outlook.size.dots == 18)
        #expect(abs(outlook.size.scanningDistance.value - 10 * 29 * 0.762) < 0.1)
        #expect(outlook.findings == [])
    }

    @Test("Shorter hosts that would gain are named with their length: 20 characters for 3-Q, 8 for 3-H")
    func shorter() throws {
        let gains = try outlook("repair.network.example.edu.cn").shorter
        #expect(gains.map(\.hostLength) == [23, 20, 8])
        #expect(gains.map { "\($0.version)-\($0.level.rawValue)" } == ["4-H", "3-Q", "3-H"])
        let modules = gains.map(\.module)
        #expect(modules.count == 3 && modules[1] > modules[0])
        #expect(try outlook("m.cn").shorter == [])
    }

    @Test("A host that gets too fine says so, and which one would do")
    func tooFine() throws {
        let host = String(repeating: "a", count: 50) + "." + String(repeating: "b", count: 49)
        let outlook = try outlook(host)
        #expect(outlook.findings.map(\.problem) == [.moduleTooSmall])
        #expect(outlook.shorter.first.map { $0.module.value >= 0.5 } == true)
    }
}
