import Facility
import Ledger

/// Finds what a new report has in common with those that came shortly before it.
struct IncidentDetector {
    /// The report that is being filed.
    struct Subject {
        /// From the campus down to the exact place.
        var path: [Place]
        var switches: [DeviceID]
        var category: FaultCategoryKey

        /// All that the detector looks at has the same; nil for an empty path.
        var house: PlaceID? { (path.first { $0.kind == .building } ?? path.first)?.id }
    }

    /// What should be proposed.
    struct Finding: Equatable {
        var grouping: IncidentRules.Grouping
        /// The common place; of a switch's rooms the deepest place that they share.
        var place: PlaceID
        /// nil unless they share a switch.
        var device: DeviceID?
        /// Tickets that came before, oldest first.
        var members: [TicketID]
        var openedAt: Instant
    }

    var rules: IncidentRules

    /// The open incident, proposed or accepted, in whose scope the report lies; the nearest place's.
    func incident(for subject: Subject, among rows: [TicketRow]) -> TicketRow? {
        let own = subject.path.map(\.id)
        return rows.filter { row in
            guard row.grouping == .proposed || row.grouping == .incident, isAkin(row, subject) else {
                return false
            }
            if !row.switches.isEmpty { return row.switches.contains(where: subject.switches.contains) }
            return row.place.map(own.contains) ?? false
        }.max { ($0.path.count, $1.id) < ($1.path.count, $0.id) }
    }

    /// - Parameter rows: tickets as `TicketStore.groupable` gives them, or the newest at each place, which say as well
    ///   whether there is a finding, but not which members it has.
    /// - Returns: nil where too few places have reported in time.
    func finding(for subject: Subject, among rows: [TicketRow], at now: Instant) -> Finding? {
        let akin = rows.filter { isFree($0, subject) }.sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
        for grouping in IncidentRules.Grouping.allCases {
            guard let rule = rules.rules[grouping] else { continue }
            let recent = akin.filter { $0.openedAt >= now - rule.window && $0.openedAt <= now }
            if let found = finding(grouping, rule, subject, recent) { return found }
        }
        return nil
    }

    /// A floor's, room's or plate's proposal in the building that the report comes from: other floors report the same now.
    ///
    /// - Parameter rows: as for `finding`.
    func widenable(for subject: Subject, among rows: [TicketRow]) -> TicketRow? {
        guard rules.rules[.building] != nil, let building = building(of: subject) else { return nil }
        return rows.filter {
            $0.grouping == .proposed && $0.switches.isEmpty && isAkin($0, subject)
                && $0.path.contains(building) && $0.path.last != building
        }.min { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
    }

    /// Tickets that come to a proposal that is widened to the building of the report; nil: too few places of it.
    ///
    /// - Parameter members: rows of the tickets that the proposal has.
    func widening(
        for subject: Subject, by members: [TicketRow], among rows: [TicketRow], at now: Instant
    ) -> (building: PlaceID, members: [TicketID])? {
        guard let rule = rules.rules[.building], let building = building(of: subject) else { return nil }
        let depth = roomDepth(subject)
        let free = rows.filter { isFree($0, subject) && $0.path.contains(building) }
            .sorted { ($0.openedAt, $0.id) < ($1.openedAt, $1.id) }
        let recent = (members + free).filter { $0.openedAt >= now - rule.window && $0.openedAt <= now }
        var places = Set(
            recent.compactMap { $0.path.isEmpty ? nil : $0.path[min(depth, $0.path.count - 1)] })
        places.insert(subject.path[min(depth, subject.path.count - 1)].id)
        guard places.count >= rule.least else { return nil }
        let room = max(0, IncidentRules.membersMax - members.count)
        return (building, free.filter { recent.contains($0) }.prefix(room).map(\.id))
    }

    private func building(of subject: Subject) -> PlaceID? {
        subject.path.dropLast().last { $0.kind == .building }?.id
    }

    /// Whether a ticket may become part of an incident of the subject's.
    private func isFree(_ row: TicketRow, _ subject: Subject) -> Bool {
        row.incidentPart == .member && isAkin(row, subject)
    }

    /// States in which a ticket may still become part of an incident.
    static let joinable: Set<TicketState> = [.reported, .assigned, .accepted]

    private func finding(
        _ grouping: IncidentRules.Grouping, _ rule: IncidentRules.Rule, _ subject: Subject,
        _ recent: [TicketRow]
    ) -> Finding? {
        switch grouping {
        case .sameSwitch:
            for device in subject.switches {
                let members = recent.filter { $0.switches.contains(device) }
                let shared = members.map(\.path).reduce(subject.path.map(\.id), Self.shared)
                guard let place = shared.last else { continue }
                if let found = finding(grouping, rule, subject, members, roomDepth(subject), place, device) {
                    return found
                }
            }
            return nil
        case .siblings:
            guard subject.path.last?.kind == .networkPoint else { return nil }
            for place in subject.path.dropLast().reversed() where Self.aroundPoints.contains(place.kind) {
                if let found = siblings(rule, subject, recent, around: place.id) { return found }
            }
            return nil
        case .floor: return finding(grouping, rule, subject, recent, around: .floor)
        case .building: return finding(grouping, rule, subject, recent, around: .building)
        }
    }

    /// What network points belong together by, the nearest first.
    private static let aroundPoints: Set<PlaceKind> = [.plate, .rack, .room, .telecomCloset]

    /// - Parameter place: the plate, or the room around several of them.
    private func siblings(
        _ rule: IncidentRules.Rule, _ subject: Subject, _ recent: [TicketRow], around place: PlaceID
    ) -> Finding? {
        let members = recent.filter { $0.path.contains(place) && $0.path.last != place }
        let paths = members.map(\.path) + [subject.path.map(\.id)]
        // A plate is no point beside those on it.
        let above = Set(paths.flatMap { $0.dropLast() })
        let points = Set(paths.compactMap(\.last)).subtracting(above)
        guard points.count >= rule.least, let first = members.first else { return nil }
        return Finding(
            grouping: .siblings, place: place, device: nil,
            members: members.prefix(IncidentRules.membersMax).map(\.id), openedAt: first.openedAt)
    }

    private func finding(
        _ grouping: IncidentRules.Grouping, _ rule: IncidentRules.Rule, _ subject: Subject,
        _ recent: [TicketRow], around kind: PlaceKind
    ) -> Finding? {
        guard let top = subject.path.last(where: { $0.kind == kind }), top.id != subject.path.last?.id else {
            return nil
        }
        let members = recent.filter { $0.path.contains(top.id) && $0.path.last != top.id }
        return finding(grouping, rule, subject, members, roomDepth(subject), top.id, nil)
    }

    /// - Parameter depth: of the places that are counted: several reports of one room are one.
    private func finding(
        _ grouping: IncidentRules.Grouping, _ rule: IncidentRules.Rule, _ subject: Subject,
        _ members: [TicketRow], _ depth: Int, _ place: PlaceID, _ device: DeviceID?
    ) -> Finding? {
        var places = Set(
            members.compactMap { $0.path.isEmpty ? nil : $0.path[min(depth, $0.path.count - 1)] })
        places.insert(subject.path[min(depth, subject.path.count - 1)].id)
        guard places.count >= rule.least, let first = members.first else { return nil }
        return Finding(
            grouping: grouping, place: place, device: device,
            members: members.prefix(IncidentRules.membersMax).map(\.id), openedAt: first.openedAt)
    }

    /// Where on the path the room stands, or the place itself where there is none.
    private func roomDepth(_ subject: Subject) -> Int {
        let rooms: Set<PlaceKind> = [.room, .telecomCloset, .outdoor]
        return subject.path.firstIndex { rooms.contains($0.kind) } ?? subject.path.count - 1
    }

    /// Of the same family: `network.outage` and `network.slow` are.
    private func isAkin(_ row: TicketRow, _ subject: Subject) -> Bool {
        row.category.map { $0.family == subject.category.family } ?? false
    }

    private static func shared(_ left: [PlaceID], _ right: [PlaceID]) -> [PlaceID] {
        zip(left, right).prefix { $0 == $1 }.map(\.0)
    }
}
