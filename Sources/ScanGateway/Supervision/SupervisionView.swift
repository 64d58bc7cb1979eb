import Facility

/// What the page of those who supervise shows, as its address says.
struct SupervisionView: Hashable, Sendable {
    /// nil: every team's.
    var team: TeamKey?
    /// Whether supervisions that were answered are shown, too.
    var answeredToo = false
    /// Which part of a list is shown, 1 and up.
    var parts: [List: Int] = [:]

    /// A list that is shown in parts.
    enum List: String, CaseIterable, Sendable {
        case orders, urges
    }

    /// - Parameter list: at which the page is opened; nil: at its top.
    func link(to list: List? = nil) -> String {
        let queries =
            [team.map { "team=\($0.rawValue)" }, answeredToo ? "answered=1" : nil].compactMap(\.self)
            + List.allCases.compactMap { list in
                parts[list].flatMap { $0 > 1 ? "\(list.rawValue)=\($0)" : nil }
            }
        return Route.supervision.path + (queries.isEmpty ? "" : "?" + queries.joined(separator: "&"))
            + (list.map { "#\($0.rawValue)" } ?? "")
    }

    /// The members of a list that are shown; of a part that there isn't, those of the last.
    func shown(_ list: List, of count: Int, size: Int) -> Range<Int> {
        let last = max(1, (count + size - 1) / size)
        let part = min(max(1, parts[list] ?? 1), last)
        return (part - 1) * size..<min(count, part * size)
    }
}
