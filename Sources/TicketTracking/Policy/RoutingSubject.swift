import Facility
import Ledger

/// What routing looks at.
struct RoutingSubject {
    /// References from the campus down; empty where there are only words.
    let references: [String]
    let isLocated: Bool
    /// Of the reported place itself; nil: it isn't known exactly.
    let kind: PlaceKind?
    /// The nearest that a place on the path names.
    let responsible: OrganisationKey?
    /// The category and all that it is part of: `network.outage` and `network`; empty: none was chosen.
    let categories: [String]
    let words: FoldedText
    let isHazard: Bool
    /// Of the local day.
    let minute: Int
    let group: String
    let priority: Priority

    /// - Parameter path: from the campus down.
    init(
        path: [Place], isLocated: Bool, category: FaultCategoryKey?, words: FoldedText, isHazard: Bool,
        minute: Int, group: ReporterGroupKey?, priority: Priority
    ) {
        references = path.map(\.reference)
        self.isLocated = isLocated
        kind = isLocated ? path.last?.kind : nil
        responsible = path.last { $0.responsible != nil }?.responsible
        categories = category.map(Self.whole) ?? []
        self.words = words
        self.isHazard = isHazard
        self.minute = minute
        self.group = group?.rawValue ?? ReporterGroup.unknown
        self.priority = priority
    }

    private static func whole(_ category: FaultCategoryKey) -> [String] {
        let text = category.rawValue
        return text.indices.filter { text[$0] == "." }.map { String(text[..<$0]) } + [text]
    }
}

extension DeskPolicy {
    /// - Parameter path: from the campus down to the place; empty where there are only words.
    func subject(_ ticket: Ticket, words: String?, along path: [Place], at instant: Instant) -> RoutingSubject
    {
        RoutingSubject(
            path: path, isLocated: ticket.place.isLocated, category: ticket.category,
            words: FoldedText(words ?? ""), isHazard: ticket.isHazard,
            minute: Int(zone.local(instant).second / 60), group: ticket.reports.first?.report.group,
            priority: ticket.priority)
    }
}
