public import Facility
public import Ledger

/// In which order somebody on foot does a list of tickets, and why each stands where it does.
///
/// First what is dangerous, late or nearly so, by deadline; then the rest by nearness: the same room, floor, building and
/// campus, and within each as `Place.isWalkedBefore` goes, the nearest floors and rooms first; last what waits or has no
/// place. Pure: the same stops from the same place come in the same order.
public struct WalkingOrder: Sendable {
    /// A ticket and where it is.
    public struct Stop: Hashable, Sendable {
        public var ticket: TicketID
        /// From the campus down; empty where the place isn't known.
        public var path: [Place]
        public var isHazard: Bool
        /// On hold, or with another organisation: nobody need go there now.
        public var isWaiting: Bool
        /// When its running clock ends; nil: none runs.
        public var due: Instant?
        public var openedAt: Instant

        public init(
            ticket: TicketID, path: [Place], isHazard: Bool, isWaiting: Bool, due: Instant?, openedAt: Instant
        ) {
            self.ticket = ticket
            self.path = path
            self.isHazard = isHazard
            self.isWaiting = isWaiting
            self.due = due
            self.openedAt = openedAt
        }
    }

    /// The word by which a ticket has its place in the list.
    public enum Reason: String, Hashable, Sendable, CaseIterable {
        case hazard, late, soon
        /// Where the walk begins while nobody knows where the walker is: the first that is due.
        case first
        case here, floor, building, campus, elsewhere
        case unplaced, waiting
    }

    /// A clock that ends within this time goes before what is near.
    public static let soon = Duration.seconds(3600)

    /// From the campus down to where the walker is; empty: not known.
    public var from: [Place]
    public var at: Instant

    public init(from: [Place], at now: Instant) {
        self.from = from
        self.at = now
    }

    /// - Parameter stops: in any order, each ticket once.
    public func ordered(_ stops: [Stop]) -> [(stop: Stop, reason: Reason)] {
        let urgent = stops.filter { band($0) != .walk && band($0) != .waiting }
        let walk = stops.filter { band($0) == .walk }
        let waiting = stops.filter { band($0) == .waiting }
        let begun = urgent.sorted { Self.isDueBefore(($0, band($0)), ($1, band($1))) }
        let start = from.isEmpty ? (begun.first { !$0.path.isEmpty } ?? earliest(of: walk)) : nil
        let here = start?.path ?? from
        let isGuessed = start.map { band($0) == .walk } ?? false
        let near = walk.sorted { isNearer($0, $1, from: here) }
        return begun.map { ($0, Reason(band($0))) }
            + near.map { ($0, isGuessed && $0 == start ? .first : nearness($0, to: here)) }
            + waiting.sorted { isNearer($0, $1, from: here) }.map { ($0, .waiting) }
    }

    fileprivate enum Band: Int { case hazard, late, soon, walk, waiting }

    private func band(_ stop: Stop) -> Band {
        if stop.isWaiting { return .waiting }
        if stop.isHazard { return .hazard }
        guard let due = stop.due else { return .walk }
        if due < at { return .late }
        return due <= at + Self.soon ? .soon : .walk
    }

    private static func isDueBefore(_ left: (Stop, Band), _ right: (Stop, Band)) -> Bool {
        (left.1.rawValue, left.0.due ?? left.0.openedAt, left.0.ticket)
            < (right.1.rawValue, right.0.due ?? right.0.openedAt, right.0.ticket)
    }

    /// The one that is due first; where no clock runs, the oldest.
    private func earliest(of stops: [Stop]) -> Stop? {
        stops.filter { !$0.path.isEmpty }.min {
            ($0.due == nil ? 1 : 0, $0.due ?? $0.openedAt, $0.ticket)
                < ($1.due == nil ? 1 : 0, $1.due ?? $1.openedAt, $1.ticket)
        }
    }

    private func nearness(_ stop: Stop, to here: [Place]) -> Reason {
        guard !stop.path.isEmpty else { return .unplaced }
        guard let place = here.last else { return .elsewhere }
        if stop.path.contains(where: { $0.id == place.id })
            || here.contains(where: { $0.id == stop.path.last?.id })
        {
            return .here
        }
        let shared = zip(stop.path, here).prefix { $0.id == $1.id }.map(\.0)
        if shared.contains(where: { Self.rooms.contains($0.kind) }) { return .here }
        if shared.contains(where: { $0.kind == .floor }) { return .floor }
        if shared.contains(where: { $0.kind == .building || $0.kind == .unit }) { return .building }
        return shared.isEmpty ? .elsewhere : .campus
    }

    private static let rooms: Set<PlaceKind> = [.room, .telecomCloset, .outdoor]

    private func isNearer(_ left: Stop, _ right: Stop, from here: [Place]) -> Bool {
        let (one, other) = (steps(left.path, from: here), steps(right.path, from: here))
        for (first, second) in zip(one, other) where first != second { return first < second }
        if one.count != other.count { return !one.isEmpty && (other.isEmpty || one.count < other.count) }
        return (left.due ?? left.openedAt, left.ticket) < (right.due ?? right.openedAt, right.ticket)
    }

    /// One level of a path, as it lies from where the walker is.
    private struct Step: Comparable {
        /// How many siblings away in walking order; 0: on the way down to the walker, or not comparable.
        var distance: Int
        var isOther: Bool
        var order: Int
        var reference: [Part]

        static func < (left: Step, right: Step) -> Bool {
            if left.isOther != right.isOther { return right.isOther }
            if left.distance != right.distance { return left.distance < right.distance }
            if left.order != right.order { return left.order < right.order }
            for (one, other) in zip(left.reference, right.reference) where one != other { return one < other }
            return left.reference.count < right.reference.count
        }
    }

    /// A piece of a reference: a number counts as one, so that 9 comes before 10.
    private struct Part: Comparable {
        var number: Int
        var text: String
        static func < (left: Part, right: Part) -> Bool {
            (left.number, left.text) < (right.number, right.text)
        }
    }

    private func steps(_ path: [Place], from here: [Place]) -> [Step] {
        var isBeside = true
        return path.enumerated().map { level, place in
            let mine = level < here.count ? here[level] : nil
            defer { isBeside = isBeside && mine?.id == place.id }
            guard isBeside, let mine, mine.id != place.id else {
                return Step(
                    distance: 0, isOther: isBeside && mine != nil && mine?.id != place.id,
                    order: place.order ?? .max,
                    reference: Self.parts(place.reference))
            }
            let away: Int =
                if let one = place.order, let other = mine.order { abs(one - other) } else { .max }
            return Step(
                distance: away, isOther: true, order: place.order ?? .max,
                reference: Self.parts(place.reference))
        }
    }

    private static func parts(_ reference: String) -> [Part] {
        var parts: [Part] = []
        for character in reference {
            let digit = character.isASCII ? character.wholeNumberValue : nil
            if let digit, let last = parts.last, last.text.isEmpty, last.number < 1_000_000_000 {
                parts[parts.count - 1].number = last.number * 10 + digit
            } else if let digit {
                parts.append(Part(number: digit, text: ""))
            } else {
                parts.append(Part(number: -1, text: String(character)))
            }
        }
        return parts
    }
}

extension WalkingOrder.Reason {
    fileprivate init(_ band: WalkingOrder.Band) {
        self =
            switch band {
            case .hazard: .hazard
            case .late: .late
            case .soon: .soon
            case .walk: .elsewhere
            case .waiting: .waiting
            }
    }
}
