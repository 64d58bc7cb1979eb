import Facility
import Ledger
import Testing

@testable import TicketTracking

extension GoldenFactTests {
    private static let why = PriorityDecision(
        ground: .matrix, impact: .init(level: .high, rule: 1, reasons: [.reports]),
        urgency: .init(level: .low, rule: nil, reasons: []), cell: .normal, lessonPriority: .high)

    /// What facts say of why a priority is what it is.
    static func grownPriorities() throws -> [(name: String, fact: TicketFact)] {
        let later = SampleDesk.monday + .seconds(3600)
        return [
            (
                "routed.why",
                .routed(
                    .init(
                        team: try #require(TeamKey("network")),
                        organisation: try #require(OrganisationKey("centre")), priority: .high,
                        rule: "network", reason: [.category], isAssigned: true,
                        responseDue: SampleDesk.monday, resolutionDue: later, policyVersion: 7, why: why))
            ),
            (
                "reprioritised.raised",
                .reprioritised(
                    .init(
                        priority: .high, resolutionDue: later, policyVersion: 7, cause: .joined, why: why))
            ),
        ]
    }
}
