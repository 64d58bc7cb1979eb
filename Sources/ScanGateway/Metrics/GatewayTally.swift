import Synchronization

/// What this gateway has counted since the process began; nothing of it tells of a person.
final class GatewayTally: Sendable {
    struct RequestKind: Hashable, Sendable {
        /// The route's pattern, e.g. `/{code}`; `none` where no route was met.
        var route: String
        var method: String
        var status: Int
    }

    /// What became of a code that nobody issued.
    enum UnknownCode: String, CaseIterable, Sendable {
        /// "Not found".
        case told
        /// Looked up, and answered "too many".
        case untold
        /// Of an address that guesses: live or not isn't known, it wasn't looked up.
        case notLookedUp = "not_looked_up"
    }

    /// Why a connection was closed from this side before its other side wanted it.
    enum Closing: String, CaseIterable, Sendable {
        /// No header in time, or no further request.
        case header
        case body
        /// Answers weren't taken.
        case stalled
    }

    private struct Counts {
        var requests: [RequestKind: Int] = [:]
        var unknownCodes: [UnknownCode: Int] = [:]
        var closings: [Closing: Int] = [:]
        var connections = 0
    }

    private let counts = Mutex(Counts())

    func count(_ request: RequestKind) { counts.withLock { $0.requests[request, default: 0] += 1 } }
    func count(_ code: UnknownCode) { counts.withLock { $0.unknownCodes[code, default: 0] += 1 } }
    func count(_ closing: Closing) { counts.withLock { $0.closings[closing, default: 0] += 1 } }
    func connectionBegan() { counts.withLock { $0.connections += 1 } }
    func connectionEnded() { counts.withLock { $0.connections -= 1 } }

    var families: [MetricFamily] {
        let counts = counts.withLock { $0 }
        let requests = counts.requests.sorted {
            ($0.key.route, $0.key.method, $0.key.status) < ($1.key.route, $1.key.method, $1.key.status)
        }
        return [
            MetricFamily(
                "requests_total", .counter, "Requests answered, by route, method and status.",
                samples: requests.map { kind, count in
                    MetricFamily.Sample(
                        labels: [
                            .init(name: "route", value: kind.route),
                            .init(name: "method", value: kind.method),
                            .init(name: "status", value: String(kind.status)),
                        ], value: count)
                }),
            MetricFamily(
                "unknown_codes_total", .counter,
                "Codes that nobody issued, or that weren't looked up for an address that guesses.",
                by: "answer", UnknownCode.allCases.map { ($0.rawValue, counts.unknownCodes[$0] ?? 0) }),
            MetricFamily(
                "connections_closed_total", .counter,
                "Connections that this side closed, by what took too long.",
                by: "reason", Closing.allCases.map { ($0.rawValue, counts.closings[$0] ?? 0) }),
            MetricFamily("connections", .gauge, "Connections that are open.", value: counts.connections),
        ]
    }
}
