import Facility
import Ledger

/// A store of labels and of the events that printed them, nothing else.
actor PrintingsShelf: PrintingsStore {
    private var labels: [LabelPrintings] = []
    private var events: [EventEnvelope] = []
    private(set) var pagesRead = 0
    private var failures = 0

    /// Prints labels anew: of each number the next issue.
    func print(_ numbers: ClosedRange<Int>) throws {
        for number in numbers { try print(number) }
    }

    func failNext(_ count: Int) { failures = count }

    private func print(_ number: Int) throws {
        guard let code = Self.code(number) else { return }
        let id = LabelID(Int64(number))
        let index = labels.firstIndex { $0.id == id }
        let issue = LabelIssue(
            number: (index.map { labels[$0].forms.count } ?? 0) + 1, text: "", host: "fix.example.edu",
            version: 3,
            level: "Q", mask: 0, batch: BatchID(1), printedReference: "", printedAt: Campus.start)
        let form = PrintedForm(host: issue.host, version: issue.version, level: issue.level)
        if let index {
            labels[index].forms.append(form)
        } else {
            labels.append(LabelPrintings(id: id, code: code, forms: [form]))
        }
        let fact = RegisterFact.labelPrinted(issue)
        events.append(
            EventEnvelope(
                site: SiteID(1), position: Position(Int64(events.count + 1)),
                stream: StreamID(.label, id.rawValue),
                number: Int64(issue.number), kind: fact.kind, recordedAt: Campus.start, occurredAt: nil,
                basedOn: nil,
                actor: .system("test"), channel: .commandLine,
                command: CommandID(at: Campus.start, random: (1, UInt64(events.count))), audience: .staff,
                payload: try CanonicalEncoder().encode(issue), algorithm: "sha256", previousHash: [], hash: []
            ))
    }

    static func code(_ number: Int) -> LabelCode? {
        LabelCode(bits: UInt64(number) &* 0x9E37_79B9_7F4A_7C15 >> 9)
    }

    func printings(after label: LabelID, limit: Int) async throws -> [LabelPrintings] {
        pagesRead += 1
        if failures > 0 {
            failures -= 1
            throw CommitFailure.unavailable("test")
        }
        return Array(labels.sorted { $0.id < $1.id }.filter { $0.id > label }.prefix(limit))
    }

    func head() async throws -> Position { Position(Int64(events.count)) }

    func envelopes(after position: Position, limit: Int) async throws -> [EventEnvelope] {
        Array(events.dropFirst(Int(position.rawValue)).prefix(limit))
    }

    func envelopes(of stream: StreamID) async throws -> [EventEnvelope] {
        events.filter { $0.stream == stream }
    }

    func waitForEvents(after position: Position) async throws {
        while events.count <= Int(position.rawValue) { try await Task.sleep(for: .milliseconds(1)) }
    }
}
