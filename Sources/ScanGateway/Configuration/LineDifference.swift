/// What differs between two texts, line by line, with some lines around each change.
struct LineDifference: Hashable, Sendable {
    struct Line: Hashable, Sendable {
        enum Kind: Hashable, Sendable {
            case same, added, removed
            /// So many lines are left out.
            case gap(Int)
        }
        var kind: Kind
        var text: String
    }

    private(set) var lines: [Line] = []

    /// Beyond so many changed lines on both sides, multiplied, the changed part is told as replaced: finding the least
    /// difference takes time that grows with the product.
    private static let costMax = 4_000_000
    private static let linesMax = 2_000

    /// - Parameter around: lines that are kept on each side of a change, 0 and up.
    init(from before: String, to after: String, around: Int = 3) {
        let (old, new) = (Self.lines(before), Self.lines(after))
        let head = zip(old, new).prefix { $0 == $1 }.count
        let tail = zip(old.dropFirst(head).reversed(), new.dropFirst(head).reversed()).prefix { $0 == $1 }
            .count
        let (removed, added) = (old[head..<(old.count - tail)], new[head..<(new.count - tail)])
        var all = old[..<head].map { Line(kind: .same, text: $0) }
        all += Self.difference(Array(removed), Array(added))
        all += old[(old.count - tail)...].map { Line(kind: .same, text: $0) }
        lines = Self.cut(all, around: around)
    }

    var isEmpty: Bool { lines.isEmpty }

    private static func lines(_ text: String) -> [String] {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if lines.last == "" { lines.removeLast() }
        return lines
    }

    private static func difference(_ old: [String], _ new: [String]) -> [Line] {
        guard old.count * new.count <= costMax else {
            return old.map { Line(kind: .removed, text: $0) } + new.map { Line(kind: .added, text: $0) }
        }
        let changes = new.difference(from: old)
        let gone = Set(
            changes.removals.map { change -> Int in
                if case .remove(let offset, _, _) = change { offset } else { -1 }
            })
        let come = Set(
            changes.insertions.map { change -> Int in
                if case .insert(let offset, _, _) = change { offset } else { -1 }
            })
        var (lines, oldIndex, newIndex) = ([Line](), 0, 0)
        while oldIndex < old.count || newIndex < new.count {
            if gone.contains(oldIndex) {
                lines.append(Line(kind: .removed, text: old[oldIndex]))
                oldIndex += 1
            } else if come.contains(newIndex) {
                lines.append(Line(kind: .added, text: new[newIndex]))
                newIndex += 1
            } else {
                lines.append(Line(kind: .same, text: old[oldIndex]))
                (oldIndex, newIndex) = (oldIndex + 1, newIndex + 1)
            }
        }
        return lines
    }

    /// Leaves out what is far from any change; nothing is left where there is no change.
    private static func cut(_ all: [Line], around: Int) -> [Line] {
        var isKept = Array(repeating: false, count: all.count)
        for (index, line) in all.enumerated() where line.kind != .same {
            for near in max(0, index - around)...min(all.count - 1, index + around) { isKept[near] = true }
        }
        guard isKept.contains(true) else { return [] }
        var (lines, left) = ([Line](), 0)
        func close() {
            if left > 0 { lines.append(Line(kind: .gap(left), text: "")) }
            left = 0
        }
        for (line, isKept) in zip(all, isKept) {
            if isKept, lines.count < linesMax {
                close()
                lines.append(line)
            } else {
                left += 1
            }
        }
        close()
        return lines
    }
}
