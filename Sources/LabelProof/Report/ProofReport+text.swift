import LabelScanning

extension ProofReport {
    /// A few lines for a terminal; each failing label has one, up to `failuresMax`.
    public func summary(failuresMax: Int = 20) -> String {
        var lines = ["\(file): \(labels.count) symbols on \(pages) pages at \(terms.dotsPerInch) dpi"]
        lines.append("read by both decoders: \(readByBoth) of \(labels.count)")
        let (all, read) = damaged
        if all > 0 {
            let kinds = terms.damages.map { damage in
                let readings = labels.compactMap { $0.damaged[damage] }
                return "\(damage.rawValue) \(readings.count { !$0.isEmpty })/\(readings.count)"
            }
            lines.append(
                "read by one or the other after damage: \(read) of \(all) (\(kinds.joined(separator: ", ")))")
        }
        let grades = histogram(nil)
        let counts = Grade.allCases.reversed().compactMap { grade in
            grades[grade].map { "\($0) × \(grade.letter)" }
        }
        lines.append("pre-check with the parameters of ISO/IEC 15415: \(counts.joined(separator: ", "))")
        for label in failing.prefix(failuresMax) {
            let place = "page \(label.page)" + (label.position > 0 ? ", position \(label.position)" : "")
            let name = [label.reference, label.code].compactMap { $0 }.joined(separator: " ")
            lines.append("  \(place) \(name): \(label.faults.map(\.description).joined(separator: "; "))")
        }
        if failing.count > failuresMax { lines.append("  … and \(failing.count - failuresMax) more") }
        if !survives {
            lines.append("  unread after damage: \(all - read), expected \(lossesMax) at most")
            for label in labels.filter({ $0.passes && !$0.lost.isEmpty }).prefix(failuresMax) {
                let name = [label.reference, label.code].compactMap { $0 }.joined(separator: " ")
                let kinds = label.lost.map(\.rawValue).joined(separator: ", ")
                lines.append("  page \(label.page) \(name): \(kinds)")
            }
        }
        lines.append(passes ? "passes" : "FAILS")
        return lines.joined(separator: "\n")
    }
}
