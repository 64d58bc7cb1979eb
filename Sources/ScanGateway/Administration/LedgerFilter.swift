import Facility
import Ledger
import TicketTracking

/// What the auditor asked for, as typed and as read.
struct LedgerFilter: Sendable {
    var sort: LedgerSort
    /// As typed: a sign-in name, or a number.
    var person: String
    var since: String
    var until: String
    /// Only events before this one; nil: from the newest.
    var after: Position?

    /// Who caused the events; nil: anybody.
    var actor: PersonID?
    /// The first moment that counts; nil: from the first event on.
    var from: Instant?
    /// The first moment that no longer counts; nil: to the newest.
    var end: Instant?
    var problems: [Problem] = []

    init(_ value: (String) -> String?, _ zone: ServiceZone, _ voice: Voice) {
        sort = value("kind").flatMap(LedgerSort.init(rawValue:)) ?? .all
        person = String((value("person") ?? "").prefix(64))
        since = String((value("since") ?? "").prefix(20))
        until = String((value("until") ?? "").prefix(20))
        after = value("after").flatMap { Int64($0) }.map { Position(max(1, $0)) }
        func midnight(_ text: String, _ field: String) -> Instant? {
            if text.isEmpty { return nil }
            if let moment = zone.moment(text + "T00:00") { return moment }
            problems.append(Problem(field: field, sentence: voice.say("admin.ledger.noDay", ["found": text])))
            return nil
        }
        from = midnight(since, "since")
        end = midnight(until, "until").map { zone.instant(zone.local($0).day, minute: 1_440) }
        if let from, let end, end <= from {
            problems.append(Problem(field: "until", sentence: voice.say("admin.ledger.noSpan")))
        }
    }

    func holds(_ event: EventEnvelope) -> Bool {
        sort.holds(event) && (actor == nil || event.actor.person == actor)
    }

    /// The address's query of the same events.
    ///
    /// - Parameter after: instead of the own; nil: from the newest.
    func query(after: Position? = nil) -> String {
        Gateway.query([
            ("kind", sort == .all ? "" : sort.rawValue), ("person", person), ("since", since),
            ("until", until),
            ("after", after.map { String($0.rawValue) } ?? ""),
        ])
    }
}
