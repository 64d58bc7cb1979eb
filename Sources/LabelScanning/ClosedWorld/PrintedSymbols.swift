public import Facility
import LabelSymbol

/// Every symbol that a site has ever printed, as photos are compared with them: of each issue of each label, replaced
/// and revoked ones too. A value; a copy goes on being what it was.
public struct PrintedSymbols: Sendable {
    /// Its mask doesn't count: it is found out.
    typealias Form = PrintedForm

    /// Codes in the order in which they came, a shelf at a time, so that a copy shares all full shelves.
    struct Shelf: Sendable {
        static let codesMax = 4_096

        var codes: [LabelCode] = []
        var packed: [UInt8] = []
    }

    struct Group: Sendable {
        let family: SymbolFamily
        var shelves: [Shelf] = []
        var known: Set<LabelCode> = []
    }

    private(set) var groups: [Form: Group] = [:]

    /// More forms than a site comes to in decades; each one costs as long as the others where a photo is compared.
    public static let formsMax = 16

    public init() {}

    public var count: Int { groups.values.reduce(0) { $0 + $1.known.count } }

    /// Whether a code was printed in any form.
    public func contains(_ code: LabelCode) -> Bool { groups.values.contains { $0.known.contains(code) } }

    /// Adds what was printed of a label; one that is there already, in the same form, changes nothing.
    ///
    /// - Returns: false where it can't be compared: a form beyond the limit, or one that no label of ours has.
    @discardableResult
    public mutating func add(_ code: LabelCode, _ issue: LabelIssue) -> Bool {
        add(code, PrintedForm(host: issue.host, version: issue.version, level: issue.level))
    }

    @discardableResult
    public mutating func add(_ code: LabelCode, _ form: PrintedForm) -> Bool {
        if groups[form] == nil {
            guard groups.count < Self.formsMax, let family = Self.family(form) else { return false }
            groups[form] = Group(family: family)
        }
        groups[form]?.add(code)
        return true
    }

    private static func family(_ form: Form) -> SymbolFamily? {
        guard (1...SymbolAnatomy.versionMax).contains(form.version),
            let host = try? LabelHost(form.host), let level = CorrectionLevel(rawValue: form.level),
            let encoder = try? SymbolEncoder(host: host, version: form.version, level: level)
        else { return nil }
        return try? SymbolFamily(encoder)
    }
}

extension PrintedSymbols.Group {
    fileprivate mutating func add(_ code: LabelCode) {
        guard known.insert(code).inserted else { return }
        if shelves.last.map({ $0.codes.count == PrintedSymbols.Shelf.codesMax }) ?? true {
            shelves.append(PrintedSymbols.Shelf())
        }
        shelves[shelves.count - 1].codes.append(code)
        family.append(code, to: &shelves[shelves.count - 1].packed)
    }
}
