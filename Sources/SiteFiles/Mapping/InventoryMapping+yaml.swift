import Facility
import Yams

extension InventoryMapping {
    /// - Parameter file: what the errors call it.
    /// - Throws: `SiteRulesFaults` with everything that is wrong, by line.
    public init(yaml text: String, file: String) throws(SiteRulesFaults) {
        let faults = SiteRulesFaultList()
        let mapping = Self.parse(text, faults)
        guard faults.faults.isEmpty, let mapping else {
            throw SiteRulesFaults(file: file, faults: faults.faults)
        }
        self = mapping
    }

    private static func parse(_ text: String, _ faults: SiteRulesFaultList) -> InventoryMapping? {
        let root: SiteRulesNode
        do {
            guard let node = try Yams.compose(yaml: text) else {
                faults.add(SiteRulesFault(line: nil, key: "", expected: "a mapping", found: "nothing"))
                return nil
            }
            root = SiteRulesNode(key: "", node: node, faults: faults)
        } catch {
            faults.add(SiteRulesFault(line: nil, key: "", expected: "YAML", found: "\(error)"))
            return nil
        }
        return InventoryMapping(root)
    }

    private init?(_ root: SiteRulesNode) {
        let fields = root.fields([
            "encoding", "separator", "quote", "header", "rows", "columns", "levels", "devices",
        ])
        encoding = fields["encoding"].flatMap { node in
            node.scalar == "auto" ? nil : node.choice(TextEncoding.self)
        }
        separator = fields["separator"].flatMap(Self.separator) ?? UInt8(ascii: ",")
        quote = UInt8(ascii: "\"")
        if let node = fields["quote"] { quote = node.scalar == "none" ? nil : Self.separator(node) }
        header = fields["header"].flatMap { $0.integer(0...100) } ?? 1
        rows = fields["rows"].flatMap { $0.text }
        columns = [:]
        for (name, node) in fields["columns"]?.members ?? [] { columns[name.tidied] = Self.rule(node) }
        if fields["levels"] == nil { root.missing("levels", expected: "what each level is made of") }
        levels = fields["levels"]?.items.compactMap { Self.level($0, isDevice: false) } ?? []
        devices = fields["devices"]?.items.compactMap { Self.level($0, isDevice: true) } ?? []
    }

    private static func separator(_ node: SiteRulesNode) -> UInt8? {
        if node.scalar == "tab" { return UInt8(ascii: "\t") }
        guard let text = node.scalar, text.utf8.count == 1, let byte = text.utf8.first,
            byte != UInt8(ascii: "\n"), byte != UInt8(ascii: "\r")
        else {
            node.fault(expected: "one ASCII character, or tab")
            return nil
        }
        return byte
    }

    private static func rule(_ node: SiteRulesNode) -> ColumnRule {
        let fields = node.fields(["pattern", "default"])
        let pattern = fields["pattern"].flatMap { field -> String? in
            guard let text = field.text else { return nil }
            guard (try? Regex(text)) != nil else {
                field.fault(expected: "a regular expression")
                return nil
            }
            return text
        }
        return ColumnRule(pattern: pattern, standard: fields["default"].flatMap { $0.scalar?.tidied })
    }

    private static func level(_ node: SiteRulesNode, isDevice: Bool) -> Level? {
        let none: Set<InventoryColumn> =
            isDevice
            ? [.kind, .parent, .order, .privacy, .timeZone, .responsible, .previousReference]
            : [.parent, .deviceKind, .model, .serial]
        let known = InventoryColumn.allCases.filter { !none.contains($0) }
        let fields = node.fields(known.map(\.rawValue))
        var cells: [InventoryColumn: CellTemplate] = [:]
        for column in known {
            guard let field = fields[column.rawValue], let text = field.scalar else { continue }
            cells[column] = CellTemplate(text)
            if cells[column] == nil { field.fault(expected: "text with columns in braces, e.g. {楼栋}-{房间号}") }
        }
        let needed: [InventoryColumn] = isDevice ? [.deviceKind, .reference] : [.kind, .reference]
        for column in needed where fields[column.rawValue] == nil {
            node.missing(column.rawValue, expected: "a text")
        }
        return Level(cells: cells, line: node.line ?? 0)
    }
}
