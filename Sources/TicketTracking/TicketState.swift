/// Where a ticket stands. Open are all but `resolved`, `closed` and `dismissed`.
public enum TicketState: String, Hashable, Sendable, Codable, CaseIterable {
    /// 已报修: nobody has it yet.
    case reported
    /// 已派单: a team has it, perhaps a person.
    case assigned
    /// 已接单: a person has taken it on.
    case accepted
    /// 处理中: on site, or remotely.
    case working
    /// 挂起: waits for something, until a date.
    case onHold
    /// 转办: another organisation has it; it stays ours until their answer is recorded.
    case referred
    /// 办结: done, with an answer.
    case resolved
    /// 结案: after round 1 of the follow-up.
    case closed
    /// 不予受理: abuse, a test, empty; the review may reopen it.
    case dismissed

    public static let open = Set(allCases.filter(\.isOpen))

    public var isOpen: Bool {
        switch self {
        case .reported, .assigned, .accepted, .working, .onHold, .referred: true
        case .resolved, .closed, .dismissed: false
        }
    }
}

/// How a report, and by the worst of its reports a ticket, was closed.
public enum Closing: Hashable, Sendable, Codable {
    case satisfied, dissatisfied
    /// The reporter said that it is mended, and nothing of how the service was.
    case mended
    /// Called as often as the rules ask, without reaching anyone.
    case unreached
    /// The report left nothing to call.
    case noContact
    /// 非受理范围: answered with where to go.
    case advised
    case withdrawn
    case merged(into: TicketID)
}

/// The urgency by which targets are chosen: 1 is the most urgent.
public enum Priority: Int, Hashable, Comparable, Sendable, Codable, CaseIterable {
    case hazard = 1
    case high = 2
    case normal = 3
    case low = 4

    public static func < (left: Priority, right: Priority) -> Bool { left.rawValue < right.rawValue }
}
