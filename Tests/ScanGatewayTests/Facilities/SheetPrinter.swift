import Facility
import Foundation
import Ledger
import ScanGateway
import Synchronization

/// A press that writes what it was asked to print as plain lines, waits where a test holds it, and fails where it is told to.
final class SheetPrinter: LabelPress {
    private let state = Mutex((problem: PressProblem?.none, isHeld: false))
    private let host = Mutex((findings: [HostFinding](), isSilent: false))

    /// The next orders fail with this; nil: they don't.
    func fail(with problem: PressProblem?) { state.withLock { $0.problem = problem } }
    func hold() { state.withLock { $0.isHeld = true } }
    func release() { state.withLock { $0.isHeld = false } }

    /// What the host is found to be from now on; nil: it never answers.
    func find(_ findings: [HostFinding]?) {
        host.withLock { ($0.findings, $0.isSilent) = (findings ?? [], findings == nil) }
    }

    func hostFindings() async -> [HostFinding] {
        while host.withLock(\.isSilent), !Task.isCancelled { try? await Task.sleep(for: .milliseconds(2)) }
        return host.withLock(\.findings)
    }

    func choices() async throws -> PressChoices {
        PressChoices(
            stocks: [
                .init(
                    key: "a4-21", title: LocalizedName(zh: "A4 21 格", en: "A4, 21 labels"),
                    size: "63.5 × 38.1 mm",
                    columns: 3, labelsPerSheet: 21, designs: ["door"]),
                .init(
                    key: "roll", title: LocalizedName(zh: "卷纸", en: "Roll"), size: "62 × 29 mm", columns: 1,
                    labelsPerSheet: 1,
                    designs: ["strip"]),
            ],
            designs: [
                .init(key: "door", title: LocalizedName(zh: "门牌", en: "Door plate")),
                .init(key: "strip", title: LocalizedName(zh: "长条", en: "Strip")),
            ],
            printers: [
                .init(key: "600", title: LocalizedName(zh: "激光 600", en: "Laser 600"), dotsPerInch: 600)
            ])
    }

    func check(_ order: PressOrder) async throws -> SheetCheck {
        try failIfTold()
        let reference = order.labels[0].reference
        return SheetCheck(
            shortened: [.init(reference: reference, text: "一个很长的名字")],
            outside: [.init(reference: reference, field: "symbol")])
    }

    func preview(_ order: PressOrder, pixelsMax: Int) async throws -> [UInt8] {
        try failIfTold()
        return Array("PNG of \(order.labels.count)".utf8)
    }

    func press(
        _ order: PressOrder, to path: String, progress: @escaping @Sendable (Int) -> Void
    ) async throws -> PressedLabels {
        progress(1)
        while state.withLock(\.isHeld) { try await Task.sleep(for: .milliseconds(2)) }
        try failIfTold()
        let lines =
            zip(order.labels, order.places).map { "\($0.code) \($0.reference) @\($1)" }
            .joined(separator: "\n") + "\n" + order.marginNotes.map { "page \($0): \($1)" }.joined()
        try lines.write(toFile: path, atomically: true, encoding: .utf8)
        let prints = order.labels.map {
            PressedLabels.Print(
                text: "https://H/\($0.code.compact)", host: "h", version: 3, level: "Q", mask: 1)
        }
        return PressedLabels(pages: 1, prints: prints, shortened: [])
    }

    private func failIfTold() throws { if let problem = state.withLock(\.problem) { throw problem } }
}
