public import Ledger

/// What a site's configuration is about. Each subject is a stream of its own.
public enum ConfigurationSubject: String, Hashable, Sendable, CaseIterable {
    case rules, calendar, teams, categories, hosts, priorities
    case rota
    case timetable
    /// By which ways people are told.
    case channels
    /// 演练: whether the site is only practised on.
    case practice

    /// The number of its stream; never another subject's, whatever order the cases stand in.
    var streamNumber: Int64 {
        switch self {
        case .rules: 1
        case .calendar: 2
        case .teams: 3
        case .categories: 4
        case .hosts: 5
        case .priorities: 6
        case .rota: 7
        case .timetable: 8
        case .channels: 9
        case .practice: 10
        }
    }

    /// - Returns: nil where no subject has such a stream.
    public init?(_ stream: StreamID) {
        guard stream.kind == .configuration,
            let subject = Self.allCases.first(where: { $0.streamNumber == stream.number })
        else { return nil }
        self = subject
    }

    /// UTF-8 bytes of a configuration's text.
    public static let textBytesMax = 1 << 20
}
