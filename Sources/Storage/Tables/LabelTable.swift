import Facility
import Ledger

/// The projection of labels, and the directory of codes, which spans all sites.
enum LabelTable {
    private static let columns =
        "id, code, target_kind, target, placement, state, issues, replaced_by, revision, last_seen_at, problems"

    static func write(_ label: Label, _ site: SiteID, _ session: any SQLSession) throws {
        let (kind, number) = TargetColumns.columns(of: label.target)
        try session.run(
            """
            INSERT INTO labels (site, \(columns), open_problems)
            VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
            ON CONFLICT (site, id) DO UPDATE SET
                target_kind = excluded.target_kind, target = excluded.target, placement = excluded.placement,
                state = excluded.state, issues = excluded.issues, replaced_by = excluded.replaced_by,
                revision = excluded.revision, last_seen_at = excluded.last_seen_at, problems = excluded.problems,
                open_problems = excluded.open_problems
            """,
            [
                .integer(site.rawValue), .integer(label.id.rawValue), .integer(Int64(label.code.bits)),
                .text(kind),
                .integer(number), .optional(label.placement), .text(label.state.rawValue),
                try .list(label.issues),
                .optional(label.replacedBy.map { Int64($0.bits) }), .integer(label.revision),
                .optional(label.lastSeenAt?.microseconds), try .list(label.problems),
                .integer(Int64(label.problems.count { $0.state.isOpen })),
            ])
    }

    static func withProblems(_ site: SiteID, _ session: any SQLSession) throws -> [Label] {
        try session.all(
            "SELECT \(columns) FROM labels WHERE site = $1 AND open_problems > 0 ORDER BY id",
            [.integer(site.rawValue)], label)
    }

    /// - Throws: `SQLFault.constraint` where the code is another label's, at any site.
    static func register(_ label: Label, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "INSERT INTO label_codes (code, site, label) VALUES ($1, $2, $3)",
            [.integer(Int64(label.code.bits)), .integer(site.rawValue), .integer(label.id.rawValue)])
    }

    static func find(_ id: LabelID, _ site: SiteID, _ session: any SQLSession) throws -> Label? {
        try session.first(
            "SELECT \(columns) FROM labels WHERE site = $1 AND id = $2",
            [.integer(site.rawValue), .integer(id.rawValue)], label)
    }

    static func find(_ code: LabelCode, _ site: SiteID, _ session: any SQLSession) throws -> Label? {
        try session.first(
            """
            SELECT \(columns) FROM labels
            WHERE site = $1 AND id = (SELECT label FROM label_codes WHERE code = $2 AND site = $1)
            """, [.integer(site.rawValue), .integer(Int64(code.bits))], label)
    }

    static func on(_ target: LabelTarget, _ site: SiteID, _ session: any SQLSession) throws -> [Label] {
        let (kind, number) = TargetColumns.columns(of: target)
        return try session.all(
            "SELECT \(columns) FROM labels WHERE site = $1 AND target_kind = $2 AND target = $3 ORDER BY id",
            [.integer(site.rawValue), .text(kind), .integer(number)], label)
    }

    static func all(_ site: SiteID, _ session: any SQLSession) throws -> [LabelID: Label] {
        var found: [LabelID: Label] = [:]
        try session.each("SELECT \(columns) FROM labels WHERE site = $1", [.integer(site.rawValue)]) { row in
            let label = try label(row)
            found[label.id] = label
        }
        return found
    }

    static func printings(
        after label: LabelID, limit: Int, _ site: SiteID, _ session: any SQLSession
    ) throws -> [LabelPrintings] {
        try session.all(
            "SELECT id, code, issues FROM labels WHERE site = $1 AND id > $2 ORDER BY id LIMIT $3",
            [.integer(site.rawValue), .integer(label.rawValue), .integer(Int64(limit))]
        ) { row in
            LabelPrintings(
                id: LabelID(try row.int(0)), code: try code(try row.int(1)), forms: try row.list(2))
        }
    }

    private static func label(_ row: any SQLRow) throws -> Label {
        Label(
            id: LabelID(try row.int(0)), code: try code(try row.int(1)),
            target: try TargetColumns.target(kind: row.string(2), number: row.int(3)), placement: row.text(4),
            state: try row.named(5), issues: try row.list(6), replacedBy: try row.integer(7).map(code),
            lastSeenAt: row.integer(9).map(Instant.init(microseconds:)), problems: try row.list(10),
            revision: try row.int(8))
    }

    private static func code(_ bits: Int64) throws(StorageError) -> LabelCode {
        guard let code = LabelCode(bits: UInt64(bitPattern: bits)) else {
            throw .corrupt("label code \(bits)")
        }
        return code
    }
}
