import TicketTracking

/// Runs simulations, one after another, over one campus.
public struct SimulationRun: Sendable {
    private let campus: SimulatedCampus
    private let policies: [DeskPolicy]

    public init() async throws {
        campus = try await SimulatedCampus()
        policies = try (1...2).map { try SimulatedPolicy.policy(version: $0) }
    }

    /// - Parameters:
    ///   - sabotage: a fault put in on purpose; nil: none.
    ///   - trace: takes a line for each thing that happens.
    public func simulate(
        seed: UInt64, sabotage: Sabotage? = nil, trace: (@Sendable (String) -> Void)? = nil
    ) async -> Simulation.Outcome {
        await Simulation(
            seed: seed, campus: campus, policies: policies, sabotage: sabotage, trace: trace
        ).run()
    }
}

extension SimulationRun {
    /// Kinds of events that a thousand seeds must bring about.
    public static let kindsExpected = [
        "accepted", "acknowledged", "amended", "appointed", "appointmentCancelled", "appointmentMissed",
        "appointmentNear", "arrived", "assigned", "assignmentDeclined", "assisted", "classified", "closed",
        "commented", "contactRevealed", "contactShown", "deviceReplaced", "dismissed", "dispatchFrozen",
        "dispatchResumed", "entryAmended", "escalated", "extensionDecided", "extensionLapsed",
        "extensionRequested", "followedUp", "followUpChosen", "followUpMissed", "hazardPassedOn", "held",
        "incidentAccepted",
        "incidentGrew", "incidentProposed", "incidentRefused", "incidentWidened", "joined", "lateNoted",
        "listedLate", "located", "merged", "offered", "overdue", "partsUsed", "reassigned", "redacted",
        "referralAnswered", "referralOverdue", "referred", "relocated", "remoteWorkStarted", "reopened",
        "reportClosed", "reported", "reporterAnswered", "reporterAsked", "reportsReleased", "reportsTaken",
        "reprioritised",
        "resolved", "resumed", "reworked", "routed", "signedOff", "signOffLapsed", "signOffOverdue",
        "splitOff",
        "supervised", "supervisionAnswered", "supervisionOverdue", "supervisionRead", "transferred",
        "urgeAnswered", "urgeOverdue", "urged", "withdrawn",
    ].map { "ticket." + $0 }
}
