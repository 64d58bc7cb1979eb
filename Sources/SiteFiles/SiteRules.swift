public import TicketTracking
import Yams

/// The rules of a site as its operator edits them: one YAML file, read into the policy of the desk.
public enum SiteRules {
    /// A larger file is refused.
    public static let bytesMax = 1 << 20

    /// - Parameters:
    ///   - text: the file's text.
    ///   - file: its name, for complaints.
    ///   - version: 1 and up; stands in the events that are decided by these rules.
    /// - Throws: `SiteRulesFaults`: everything that is wrong, at once.
    public static func policy(text: String, file: String, version: Int) throws(SiteRulesFaults) -> DeskPolicy
    {
        let faults = SiteRulesFaultList()
        guard text.utf8.count <= bytesMax else {
            throw SiteRulesFaults(
                file: file,
                faults: [
                    SiteRulesFault(
                        line: nil, key: "", expected: "at most \(bytesMax) bytes", found: "\(text.utf8.count)"
                    )
                ])
        }
        guard let root = compose(text, faults) else {
            throw SiteRulesFaults(file: file, faults: faults.faults)
        }
        let policy = SiteRulesReader(root: root, faults: faults).policy(version: version)
        guard let policy, faults.faults.isEmpty else {
            throw SiteRulesFaults(file: file, faults: faults.faults.inOrder)
        }
        return policy
    }

    static func compose(_ text: String, _ faults: SiteRulesFaultList) -> SiteRulesNode? {
        do {
            if let node = try Yams.compose(yaml: text) {
                return SiteRulesNode(key: "", node: node, faults: faults)
            }
            faults.add(SiteRulesFault(line: nil, key: "", expected: "a mapping", found: "an empty file"))
        } catch let error as YamlError {
            faults.add(
                SiteRulesFault(line: error.line, key: "", expected: "well-formed YAML", found: error.summary))
        } catch {
            faults.add(SiteRulesFault(line: nil, key: "", expected: "well-formed YAML", found: "\(error)"))
        }
        return nil
    }
}

extension YamlError {
    fileprivate var line: Int? {
        switch self {
        case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark.line
        default: nil
        }
    }

    fileprivate var summary: String {
        switch self {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _):
            problem
        default: "\(self)"
        }
    }
}

extension [SiteRulesFault] {
    var inOrder: [SiteRulesFault] {
        enumerated().sorted { left, right in
            (left.element.line ?? .max, left.offset) < (right.element.line ?? .max, right.offset)
        }.map(\.element)
    }
}
