import Facility
import Testing

@testable import LabelScanning

@Suite("Studying a ladder")
struct LadderStudyTests {
    private func trial(
        _ pass: String, _ view: String = "whole", reads text: String? = nil, milliseconds: Int = 10,
        making: Int = 0
    ) -> PassTrial {
        PassTrial(
            pass: pass, view: view,
            symbols: text.map { [FoundSymbol(text: $0, corners: [], pass: pass)] } ?? [],
            viewTime: .milliseconds(making), time: .milliseconds(milliseconds))
    }

    /// Two photos that the quick pass reads, one that only the slow one reads, one that none does.
    private func study() -> LadderStudy {
        var study = LadderStudy()
        for reads in [(true, true), (false, true), (true, false), (false, false)] {
            study.add(
                [
                    trial("slow", reads: reads.1 ? "a" : nil, milliseconds: 100),
                    trial("quick", reads: reads.0 ? "a" : nil, milliseconds: 10),
                ], truth: .text("a"))
        }
        return study
    }

    @Test("Each pass is told what it reads alone, first and uniquely, and what that costs")
    func tellsWorths() {
        let worths = study().worths()
        #expect(worths.map(\.pass) == ["slow", "quick"])
        #expect(worths.map(\.alone) == [2, 2])
        #expect(worths.map(\.first) == [2, 1])
        #expect(worths.map(\.unique) == [1, 1])
        #expect(worths.map(\.medianMilliseconds) == [100, 10])
        // The slow one sees all four photos: two in 400 ms; the quick one the two that are left.
        #expect(worths.map(\.gainPerSecond) == [5, 50])
    }

    @Test("The proposed order begins with what gains most for its time, and leaves out what gains nothing")
    func proposesOrder() {
        var study = study()
        let steps = study.proposal()
        #expect(steps.map(\.pass) == ["quick", "slow"])
        #expect(steps.map(\.gain) == [2, 1])
        #expect(steps.map(\.read) == [2, 3])
        #expect(steps.map(\.meanMilliseconds) == [10, 60])
        study = LadderStudy()
        study.add([trial("one", reads: "a"), trial("other")], truth: .text("a"))
        #expect(study.proposal().map(\.pass) == ["one"])
        #expect(LadderStudy().proposal().isEmpty)
    }

    @Test("A view is paid for once, by the first pass that needs it")
    func sharesViews() {
        var study = LadderStudy()
        study.add(
            [
                trial("one", "regions", milliseconds: 10, making: 30),
                trial("other", "regions", reads: "a", milliseconds: 10),
            ], truth: .text("a"))
        let worths = study.worths()
        #expect(worths[1].gainPerSecond == 100)
        #expect(worths[1].medianMilliseconds == 40)
    }

    @Test("A wrong text is no reading, and is counted")
    func countsWrong() throws {
        var study = LadderStudy()
        study.add([trial("one", reads: "b")], truth: .text("a"))
        study.add([trial("one", reads: "b")], truth: .nothing)
        study.add([trial("one", reads: "b")], truth: .unknown)
        #expect(study.worths().map(\.wrong) == [2])
        #expect(study.worths().map(\.alone) == [1])
        let listing = StudyListing(study)
        #expect(listing.plain.contains("3 photos, 1 read by some pass"))
        #expect(listing.tabSeparated == "one\t1\t1\t1\t2\t10.0\t33.3\t1\n")
        #expect(try listing.json().contains("\"photos\" : 3"))
    }

    @Test("A photo's truth is the code at the start of its name, or a field of a list")
    func readsTruths() throws {
        let code = try LabelCode(Fixture.code)
        #expect(PhotoTruth(fileName: "a/0NQW-58P5-2QDH door.jpg") == .code(code))
        #expect(PhotoTruth(fileName: "a/\(Fixture.code)_2.jpg") == .code(code))
        #expect(PhotoTruth(fileName: "a/IMG_2231.jpg") == .unknown)
        #expect(PhotoTruth(field: Fixture.code) == .code(code))
        #expect(PhotoTruth(field: "a\\tb\\\\n") == .text("a\tb\\n"))
        #expect(PhotoTruth(field: "") == .nothing)
        let symbol = FoundSymbol(text: Fixture.text, corners: [], pass: "x")
        #expect(PhotoTruth.code(code).isRead(by: [symbol]))
        #expect(PhotoTruth.text(Fixture.text + "\r\n").isRead(by: [symbol]))
        #expect(!PhotoTruth.nothing.isRead(by: [symbol]))
    }

    @Test("Trials tell what each pass reads by itself, in the ladder's order")
    func triesPasses() throws {
        let photo = try PhotoIntake().grey(from: Fixture.bytes("label.png"))
        let trials = PhotoScanner.withSparePasses().trials(in: photo)
        #expect(trials.map(\.pass) == (ScanPass.ladder + ScanPass.secondStage + ScanPass.spare).map(\.name))
        #expect(trials[0].symbols.map(\.text) == [Fixture.text])
        #expect(Set(trials.map(\.pass)).count == trials.count, "a name stands for one pass")
    }
}
