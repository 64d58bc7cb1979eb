import Facility
import Ledger
import Testing

@testable import TicketTracking

extension GoldenFactTests {
    /// Kinds that learned to say more: the golden file of the name shows them with what was added, the one of the kind
    /// as they were written before.
    static func grown() throws -> [(name: String, fact: TicketFact)] {
        let (later, centre) = (SampleDesk.monday + .seconds(3600), try #require(OrganisationKey("centre")))
        let confirmer = PersonID(900)
        return [
            (
                "held",
                .held(
                    .init(
                        reason: .parts, until: later, words: words(), pausesClock: false,
                        workaround: words("先用无线"), confirmedBy: confirmer, countsFrom: SampleDesk.monday))
            ),
            (
                "resolved",
                .resolved(
                    .init(
                        resolution: Resolution(mode: .remote, answer: words(), photos: []), heardAt: later))
            ),
            (
                "reportsTaken",
                .reportsTaken(
                    .init(
                        from: TicketID(1), reports: [SampleDesk.report(3)],
                        urges: [
                            .init(report: ReportID(3), at: SampleDesk.monday, due: later, isOverdue: true)
                        ]
                    ))
            ),
            (
                "splitOff",
                .splitOff(
                    .init(
                        from: TicketID(1), reports: [SampleDesk.report(2)], place: .at(PlaceID(3)),
                        openedAt: later, reworkOf: TicketID(1),
                        urges: [.init(report: ReportID(2), at: SampleDesk.monday)]))
            ),
            ("reportClosed", .reportClosed(.init(report: ReportID(1), how: .mended))),
            ("redacted", .redacted(.init(target: .event(5), words: words()))),
            ("resumed", .resumed(.init(to: .working, pausedSeconds: 60, endsByItself: true))),
            (
                "reported",
                .reported(
                    .init(
                        report: SampleDesk.report(), path: SampleDesk.path.map(\.step),
                        switches: [DeviceID(8)],
                        notices: [NoticeReference(place: PlaceID(2), number: 1)]))
            ),
            (
                "reportedPractice",
                .reported(
                    .init(
                        report: SampleDesk.report(), path: SampleDesk.path.map(\.step),
                        switches: [DeviceID(8)],
                        notices: [NoticeReference(place: PlaceID(2), number: 1)], isPractice: true))
            ),
            (
                "splitOffPractice",
                .splitOff(
                    .init(
                        from: TicketID(1), reports: [SampleDesk.report(2)], place: .at(PlaceID(3)),
                        openedAt: later, reworkOf: TicketID(1),
                        urges: [.init(report: ReportID(2), at: SampleDesk.monday)], isPractice: true))
            ),
            ("joined", .joined(.init(report: SampleDesk.report(), isAutomatic: true))),
            ("merged", .merged(.init(into: TicketID(9), confirmedBy: confirmer))),
            ("classified", .classified(.init(isHazard: false, confirmedBy: confirmer))),
            (
                "reprioritised",
                .reprioritised(
                    .init(
                        priority: .low, resolutionDue: later, policyVersion: 7, confirmedBy: confirmer,
                        acceptDue: later))
            ),
            ("dismissed", .dismissed(.init(reason: .test, words: words(), confirmedBy: confirmer))),
            ("closed", .closed(.init(how: .advised, answer: words(), confirmedBy: confirmer))),
            ("referred", .referred(.init(organisation: centre, due: later, confirmedBy: confirmer))),
        ] + (try clocks())
    }

    /// Kinds that learned of arrival, of calendars' versions, and of hours that move with whoever has a ticket.
    private static func clocks() throws -> [(name: String, fact: TicketFact)] {
        let (due, later) = (SampleDesk.monday, SampleDesk.monday + .seconds(3600))
        let (team, centre) = (try #require(TeamKey("network")), try #require(OrganisationKey("centre")))
        let dues = MovedDues(response: due, arrival: due, resolution: later)
        return [
            (
                "routed",
                .routed(
                    .init(
                        team: team, organisation: centre, priority: .high, rule: "network",
                        reason: [.category],
                        isAssigned: true, responseDue: due, resolutionDue: later, policyVersion: 7,
                        arrivalDue: due, responseEnds: .contact, calendarVersion: 2))
            ),
            (
                "assigned",
                .assigned(.init(team: team, organisation: centre, resolutionDue: later, arrivalDue: due))
            ),
            (
                "reassigned",
                .reassigned(.init(team: team, organisation: centre, words: words(), dues: dues))
            ),
            (
                "transferred",
                .transferred(.init(team: team, organisation: centre, words: words(), dues: dues))
            ),
            ("located", .located(.init(place: PlaceID(3), path: SampleDesk.path.map(\.step), dues: dues))),
            (
                "relocated",
                .relocated(.init(place: PlaceID(3), path: SampleDesk.path.map(\.step), dues: dues))
            ),
            ("commented", .commented(.init(words: words(), isPublic: true, isByMachine: true))),
        ]
    }
}
