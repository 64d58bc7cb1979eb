import Facility
import Foundation
import Ledger
import Testing

@testable import TicketTracking

@Suite("Kinds of facts stay readable for ever")
struct GoldenFactTests {
    private static let owner = PersonID(101)

    static func words(_ text: String = "断网了") -> Personal<String> { .clear(text, of: owner) }

    /// One of each kind, every optional filled.
    static func samples() throws -> [TicketFact] {
        let photo = PhotoReference(
            sha256: String(repeating: "ab", count: 32), width: 1600, height: 1200, owner: owner)
        let (later, code) = (SampleDesk.monday + .seconds(3600), try #require(LabelCode(bits: 33)))
        let (network, centre) = (try #require(TeamKey("network")), try #require(OrganisationKey("centre")))
        let (steps, phone) = (SampleDesk.path.map(\.step), "13800138000")
        var report = SampleDesk.report()
        (report.recordedBy, report.device, report.label) = (PersonID(900), DeviceID(8), code)
        (report.photos, report.noticeVersion, report.happenedAt) = ([photo], 2, SampleDesk.monday)
        report.notThisPlace = words("205")
        return [
            .reported(.init(report: report, path: steps, reworkOf: TicketID(4))),
            .joined(
                .init(
                    report: SampleDesk.report(2, at: .within(PlaceID(2), words("大教室")), phone: phone),
                    path: steps)),
            .routed(
                .init(
                    team: network, organisation: centre, priority: .high, rule: "network",
                    reason: [.category, .hour],
                    isAssigned: true, responseDue: SampleDesk.monday, resolutionDue: later, policyVersion: 7)),
            .merged(.init(into: TicketID(9))),
            .reportsTaken(
                .init(from: TicketID(1), reports: [SampleDesk.report(3, at: .unknown(words()), phone: phone)])
            ),
            .reportsReleased(.init(to: TicketID(9), reports: [ReportID(2)])),
            .splitOff(
                .init(
                    from: TicketID(1), reports: [SampleDesk.report(2, phone: phone)], place: .at(PlaceID(3)),
                    path: steps,
                    device: DeviceID(8), category: FaultCategoryKey("power"), isHazard: true)),
            .located(.init(place: PlaceID(3), path: steps)),
            .relocated(.init(place: PlaceID(5), path: steps, was: PlaceID(3))),
            .classified(.init(category: FaultCategoryKey("power"), isHazard: true)),
            .reprioritised(
                .init(
                    priority: .hazard, words: words(), responseDue: SampleDesk.monday, resolutionDue: later,
                    policyVersion: 7)),
            .assigned(
                .init(
                    team: network, organisation: centre, lead: PersonID(7), assistants: [PersonID(8)],
                    responseDue: SampleDesk.monday, resolutionDue: later)),
            .accepted(.init(lead: PersonID(7))),
            .assignmentDeclined(.init(words: words())),
            .referred(
                .init(
                    organisation: centre, due: later, reference: "A-1", firstContact: PersonID(900),
                    words: words())),
            .referralAnswered(.init(answer: words(), isDone: true, to: .assigned)),
            .arrived(
                .init(
                    evidence: .liveScan, person: PersonID(7), label: code, scannedPlace: PlaceID(3),
                    isElsewhere: true)),
            .remoteWorkStarted(.init(person: PersonID(7))),
            .held(.init(reason: .access, until: later, words: words(), pausesClock: true)),
            .resumed(.init(to: .working, resolutionDue: later, pausedSeconds: 60)),
            .resolved(
                .init(
                    resolution: Resolution(
                        mode: .onSite, answer: words("已更换"), category: FaultCategoryKey("power"),
                        cause: CodeKey("cable"), action: CodeKey("replaced"), responsibility: CodeKey("ours"),
                        photos: [photo], person: PersonID(7)))),
            .reopened(.init(reason: .followUp, report: ReportID(1), words: words(), to: .assigned)),
            .reworked(
                .init(report: ReportID(1), to: TicketID(9), newReport: ReportID(4), words: words())),
            .withdrawn(.init(report: ReportID(1), words: words())),
            .dismissed(.init(reason: .test, words: words())),
            .reportClosed(.init(report: ReportID(1), how: .dissatisfied)),
            .closed(.init(how: .merged(into: TicketID(9)), answer: words())),
            .followedUp(
                .init(
                    report: ReportID(1), round: 1, attempt: 2,
                    outcome: .reached(isMended: true, satisfaction: .dissatisfied, reason: .timeliness),
                    isEarly: true, scriptVersion: 3, words: words(), caller: PersonID(18))),
            .commented(.init(words: words(), isPublic: true, photos: [photo], report: ReportID(1))),
            .amended(
                .init(
                    report: ReportID(1),
                    contact: .clear(
                        Contact(name: "李雷", phone: "13800138000", mail: "li@example.edu"), of: owner),
                    isReachable: true)),
            .urged(.init(report: ReportID(1), words: words())),
            .lateNoted(.init(command: "arrive", basedOn: 3, found: .closed, words: words())),
            .overdue(.init(clock: .response, due: later)),
            .assisted(.init(added: [PersonID(8)], removed: [PersonID(9)])),
            .reassigned(
                .init(
                    team: network, organisation: centre, lead: PersonID(7), fromTeam: TeamKey("repairs"),
                    fromLead: PersonID(17), words: words())),
            .transferred(
                .init(
                    team: network, organisation: centre, lead: PersonID(7), fromTeam: network,
                    fromLead: PersonID(8), words: words())),
            .appointed(.init(report: ReportID(1), from: SampleDesk.monday, until: later, words: words())),
            .appointmentNear(.init(report: ReportID(1), from: SampleDesk.monday, until: later)),
            .appointmentMissed(.init(report: ReportID(1), from: SampleDesk.monday, until: later)),
            .reporterAsked(.init(report: ReportID(1), question: words())),
            .reporterAnswered(.init(report: ReportID(1), answer: words())),
            .extensionRequested(
                .init(due: SampleDesk.monday, until: later, person: PersonID(7), words: words())),
            .extensionDecided(
                .init(
                    isGranted: true, was: SampleDesk.monday, until: later, askedBy: PersonID(7),
                    words: words())),
            .extensionLapsed(.init(until: later, askedBy: PersonID(7))),
            .partsUsed(.init(part: "RJ45", quantity: 2, serial: "SN-1")),
            .deviceReplaced(
                .init(old: DeviceID(8), new: DeviceID(9), isOldRetired: true, words: words())),
            .signedOff(.init(report: ReportID(1), words: words())),
            .entryAmended(
                .init(event: 5, words: words(), category: FaultCategoryKey("power"), isPublic: true)),
            .redacted(.init(target: .report(ReportID(1)), words: words())),
            .escalated(
                .init(
                    clock: .resolution, due: later, percent: 80, passed: [50],
                    receivers: [.assignee, .teamLead])),
            .listedLate(.init(due: later, receivers: [.supervisor, .head])),
            .acknowledged(.init(until: later, words: words())),
            .hazardPassedOn(.init(hop: 2, receiver: .teamLead)),
            .urgeAnswered(.init(report: ReportID(1), answer: words("师傅下午到"))),
            .urgeOverdue(.init(report: ReportID(1), number: 1, due: later)),
            .supervised(.init(number: 1, cause: .order, due: later, notice: words("请说明"))),
            .supervisionRead(.init(number: 1)),
            .supervisionAnswered(.init(number: 1, answer: words("今天修好"))),
            .supervisionOverdue(.init(number: 1, due: later)),
            .offered(
                .init(
                    team: network, organisation: centre, how: .person, cause: .declined, to: PersonID(7),
                    from: PersonID(8),
                    passed: [
                        .init(why: .offDuty, people: [PersonID(17), PersonID(18)]),
                        .init(why: .askedBefore, people: [PersonID(8)]),
                    ], acceptDue: later, rotaVersion: 3)),
            .followUpMissed(.init(report: ReportID(1), round: 2, attempts: 1)),
            .followUpChosen(
                .init(
                    report: ReportID(1), round: 3, month: "2026-11", seed: 20_261_201,
                    population: Position(812),
                    stratum: .hazard)),
            .contactRevealed(.init(report: ReportID(1), round: 1, attempt: 2, person: PersonID(18))),
            .contactShown(.init(report: ReportID(1), purpose: .access)),
            .incidentProposed(
                .init(
                    grouping: .sameSwitch, place: PlaceID(6), path: steps, device: DeviceID(8),
                    category: try SampleDesk.key("network.outage"), members: [TicketID(1), TicketID(2)],
                    reporter: owner, openedAt: SampleDesk.monday, until: later, team: network,
                    organisation: centre)),
            .incidentGrew(.init(member: TicketID(3))),
            .incidentAccepted(.init(person: PersonID(900))),
            .incidentRefused(.init(isLapse: false, words: words())),
            .dispatchFrozen(.init(incident: TicketID(9), until: later)),
            .dispatchResumed(.init(incident: TicketID(9), isLapse: true)),
            .appointmentCancelled(
                .init(
                    report: ReportID(1), from: SampleDesk.monday, until: later, isByReporter: false,
                    words: words())),
            .signOffOverdue(.init(step: .escalate, due: later, receivers: [.teamLead, .supervisor])),
            .signOffLapsed(.init(due: later, receivers: [.teamLead, .supervisor])),
            .faultRepeated(
                .init(
                    place: PlaceID(3), device: DeviceID(8), tickets: [1, 2, 3].map { TicketID($0) }, count: 3,
                    since: SampleDesk.monday)),
            .findingClosed(.init(words: words("已换交换机"))),
            .referralOverdue(.init(due: later)),
            .incidentWidened(
                .init(grouping: .building, place: PlaceID(2), path: steps, members: [TicketID(4)])),
            .recalculated(
                .init(
                    words: words(), calendarVersion: 3, wasCalendarVersion: 2, policyVersion: 8,
                    was: MovedDues(response: SampleDesk.monday, resolution: SampleDesk.monday),
                    dues: MovedDues(response: SampleDesk.monday, arrival: later, resolution: later))),
        ]
    }

    @Test("What was added to a kind is written as its second golden file says")
    func grownGolden() throws {
        for (name, fact) in try Self.grown() + Self.grownPriorities() {
            let url = try #require(
                Bundle.module.url(
                    forResource: "ticket.\(name).v1.grown", withExtension: "json", subdirectory: "Golden"))
            let golden = Array(try Data(contentsOf: url)).filter { $0 != 10 }
            let bytes = try fact.payload(CanonicalEncoder(sealer: ToySealer()))
            #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
            let read = try TicketFact(fact.kind, payload: golden, CanonicalDecoder(opener: ToySealer()))
            #expect(read == fact)
        }
    }

    private static func golden(_ kind: EventKind) throws -> [UInt8] {
        let url = try #require(
            Bundle.module.url(
                forResource: kind.description, withExtension: "json", subdirectory: "Golden"), "\(kind)")
        let bytes = Array(try Data(contentsOf: url))
        return bytes.last == 10 ? bytes.dropLast() : bytes
    }

    @Test("There is a sample of each kind")
    func complete() throws {
        #expect(Set(try Self.samples().map(\.kind)) == Set(TicketFact.kinds))
        #expect(try Self.samples().count == TicketFact.kinds.count)
    }

    @Test("Each kind is written as its golden file says, and that file is read as it was meant")
    func golden() throws {
        for fact in try Self.samples() {
            let bytes = try fact.payload(CanonicalEncoder(sealer: ToySealer()))
            let golden = try Self.golden(fact.kind)
            #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: golden, as: UTF8.self))
            let read = try TicketFact(fact.kind, payload: golden, CanonicalDecoder(opener: ToySealer()))
            #expect(read == fact)
        }
    }

    @Test("A follow-up as version 1 wrote it is read for ever: nothing is added that wasn't said")
    func followUpV1() throws {
        let golden = String(decoding: try Self.golden(EventKind("ticket.followedUp")), as: UTF8.self)
        let meant: [(String, FollowUpOutcome)] = [
            ("notReached", .noAnswer),
            ("satisfied", .reached(isMended: nil, satisfaction: .satisfied, reason: nil)),
            ("dissatisfied", .reached(isMended: nil, satisfaction: .dissatisfied, reason: nil)),
            ("stillBroken", .reached(isMended: false, satisfaction: nil, reason: nil)),
        ]
        for (old, new) in meant {
            let payload = Array(golden.replacing("notReached", with: old).utf8)
            let read = try TicketFact(
                EventKind("ticket.followedUp"), payload: payload, CanonicalDecoder(opener: ToySealer()))
            guard case .followedUp(let call) = read else {
                Issue.record("\(read.kind)")
                continue
            }
            #expect(call.outcome == new)
            #expect(call.attempt == 2 && call.isEarly && call.scriptVersion == 3 && call.caller == nil)
        }
    }

    @Test("No personal word stands in a payload in clear")
    func sealed() throws {
        for fact in try Self.samples() {
            let text = String(
                decoding: try fact.payload(CanonicalEncoder(sealer: ToySealer())), as: UTF8.self)
            for word in ["断网了", "13800138000", "大教室", "已更换"] { #expect(!text.contains(word), "\(fact.kind)") }
        }
    }

    @Test("After an erasure every kind is still read, its facts in clear still there")
    func erased() throws {
        let opener = ToySealer(erased: [Self.owner, PersonID(102), PersonID(103)])
        for fact in try Self.samples() {
            let read = try TicketFact(
                fact.kind, payload: try Self.golden(fact.kind), CanonicalDecoder(opener: opener))
            #expect(read.kind == fact.kind)
        }
        let golden = try Self.golden(EventKind("ticket.reported"))
        let read = try TicketFact(
            EventKind("ticket.reported"), payload: golden, CanonicalDecoder(opener: opener))
        guard case .reported(let reported) = read else { throw Missing() }
        #expect(reported.report.isErased)
        #expect(reported.report.words == .erased(of: Self.owner))
        #expect(reported.report.isReachable)
        #expect(reported.report.category?.rawValue == "network.outage")
    }

    @Test("A kind of a version that we don't know is refused")
    func unknown() {
        for kind in [
            EventKind("ticket.reported", version: 2), EventKind("ticket.vanished"), EventKind("label.minted"),
        ] {
            #expect(throws: FactError.unknownKind(kind)) {
                try TicketFact(kind, payload: Array("{}".utf8), CanonicalDecoder())
            }
        }
    }
}
