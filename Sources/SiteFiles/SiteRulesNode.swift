import Yams

/// One place in a rules file. It never stops at a fault: it notes it, gives nil, and the rest is read on.
struct SiteRulesNode {
    let key: String
    let node: Node
    let faults: SiteRulesFaultList

    var line: Int? { node.mark?.line }
    /// nil for a list or a mapping.
    var scalar: String? { node.scalar?.string }

    var isMapping: Bool { node.mapping != nil }

    func fault(expected: String, found: String? = nil) {
        faults.add(SiteRulesFault(line: line, key: key, expected: expected, found: found ?? content))
    }

    /// What stands there, shortened.
    var content: String {
        switch node {
        case .scalar(let scalar): "\"\(scalar.string.prefix(60))\""
        case .mapping: "a mapping"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    var text: String? {
        guard let text = scalar else {
            fault(expected: "a text")
            return nil
        }
        guard (1...Self.textMax).contains(text.count) else {
            fault(expected: "a text of 1 to \(Self.textMax) characters", found: "\(text.count) characters")
            return nil
        }
        return text
    }

    private static let textMax = 500
    private static let entriesMax = 2_000

    /// Items of a list, or a single text as a list of one.
    var items: [SiteRulesNode] {
        if scalar != nil { return [self] }
        guard let sequence = node.sequence else {
            fault(expected: "a list")
            return []
        }
        return sequence.prefix(Self.entriesMax).enumerated().map { index, item in
            SiteRulesNode(key: "\(key)[\(index + 1)]", node: item, faults: faults)
        }
    }

    /// Members of a mapping in the file's order; a name that stands twice is a fault.
    var members: [(name: String, value: SiteRulesNode)] {
        guard let mapping = node.mapping else {
            fault(expected: "a mapping")
            return []
        }
        var seen: Set<String> = []
        return mapping.prefix(Self.entriesMax).compactMap { name, value in
            guard let name = name.scalar?.string else {
                fault(expected: "names as keys", found: "a list or mapping")
                return nil
            }
            let member = SiteRulesNode(
                key: key.isEmpty ? name : "\(key).\(name)", node: value, faults: faults)
            guard seen.insert(name).inserted else {
                member.fault(expected: "each key once", found: "it a second time")
                return nil
            }
            return (name, member)
        }
    }

    /// The members by name, after refusing those that the format doesn't know.
    func fields(_ known: [String]) -> [String: SiteRulesNode] {
        let members = members
        for member in members where !known.contains(member.name) {
            member.value.fault(
                expected: "one of the keys \(known.joined(separator: ", "))", found: "\"\(member.name)\"")
        }
        return Dictionary(members.map { ($0.name, $0.value) }, uniquingKeysWith: { first, _ in first })
    }

    func missing(_ name: String, expected: String) {
        let path = key.isEmpty ? name : "\(key).\(name)"
        faults.add(SiteRulesFault(line: line, key: path, expected: expected, found: "nothing"))
    }
}

/// The faults found so far; shared by the nodes of one file while it is read.
final class SiteRulesFaultList {
    private(set) var faults: [SiteRulesFault] = []

    func add(_ fault: SiteRulesFault) { faults.append(fault) }
}
