/// What a site's configuration is about. Each subject is a stream of its own.
public enum ConfigurationSubject: String, Hashable, Sendable, CaseIterable {
    case rules, calendar, teams, categories, hosts, priorities
    case rota
    case timetable

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
        }
    }

    /// UTF-8 bytes of a configuration's text.
    public static let textBytesMax = 1 << 20
}
