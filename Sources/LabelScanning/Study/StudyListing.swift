import Foundation

/// A study as a reader's table, as TSV or as JSON.
public struct StudyListing: Hashable, Sendable, Codable {
    public let photos: Int
    /// Read by at least one pass.
    public let read: Int
    public let passes: [PassWorth]
    public let proposal: [LadderStudy.Step]

    public init(_ study: LadderStudy) {
        photos = study.count
        read = study.readCount
        passes = study.worths()
        proposal = study.proposal()
    }

    /// Two tables: each pass in the present order, then the proposed order.
    public var plain: String {
        let width = passes.map(\.pass.count).max() ?? 4
        func name(_ pass: String) -> String { pass.padding(toLength: width, withPad: " ", startingAt: 0) }
        func number(_ text: String, _ width: Int = 8) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        var lines = ["\(photos) photos, \(read) read by some pass", ""]
        lines.append(
            name("pass") + ["alone", "first", "unique", "wrong", "ms", "gain/s"].map { number($0) }.joined())
        for pass in passes {
            let counts = [pass.alone, pass.first, pass.unique, pass.wrong].map { number("\($0)") }.joined()
            lines.append(
                name(pass.pass) + counts + number(Self.short(pass.medianMilliseconds))
                    + number(Self.short(pass.gainPerSecond)))
        }
        lines += [
            "", name("proposed order") + ["gain", "read", "gain/s", "mean ms"].map { number($0) }.joined(),
        ]
        for step in proposal {
            lines.append(
                name(step.pass) + number("\(step.gain)") + number("\(step.read)")
                    + number(Self.short(step.gainPerSecond)) + number(Self.short(step.meanMilliseconds)))
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// A line a pass, in the present order: pass, alone, first, unique, wrong, ms, gain a second, place in the proposed
    /// order (from 1; empty where it gains nothing).
    public var tabSeparated: String {
        passes.map { pass in
            let place = proposal.firstIndex { $0.pass == pass.pass }.map { "\($0 + 1)" } ?? ""
            let counts = [pass.alone, pass.first, pass.unique, pass.wrong].map(String.init)
            let fields =
                [pass.pass] + counts
                + [Self.short(pass.medianMilliseconds), Self.short(pass.gainPerSecond), place]
            return fields.joined(separator: "\t") + "\n"
        }.joined()
    }

    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
    }

    /// Three digits or one decimal.
    private static func short(_ value: Double) -> String {
        value >= 100 ? String(Int(value.rounded())) : String(format: "%.1f", value)
    }
}
