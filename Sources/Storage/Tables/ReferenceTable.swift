import Facility
import Ledger

/// Which place or device in force bears a display reference.
enum ReferenceTable {
    static func find(_ reference: String, _ site: SiteID, _ session: any SQLSession) throws -> LabelTarget? {
        try session.first(
            "SELECT target_kind, target FROM references_in_force WHERE site = $1 AND reference = $2",
            [.integer(site.rawValue), .text(reference)]
        ) { try TargetColumns.target(kind: $0.string(0), number: $0.int(1)) }
    }

    /// - Throws: `SQLFault.constraint` where another thing bears it.
    static func insert(
        _ reference: String, _ target: LabelTarget, _ site: SiteID, _ session: any SQLSession
    ) throws {
        let (kind, number) = TargetColumns.columns(of: target)
        try session.run(
            "INSERT INTO references_in_force (site, reference, target_kind, target) VALUES ($1, $2, $3, $4)",
            [.integer(site.rawValue), .text(reference), .text(kind), .integer(number)])
    }

    static func delete(_ reference: String, _ site: SiteID, _ session: any SQLSession) throws {
        try session.run(
            "DELETE FROM references_in_force WHERE site = $1 AND reference = $2",
            [.integer(site.rawValue), .text(reference)])
    }
}

/// A label's target in two columns.
enum TargetColumns {
    static func columns(of target: LabelTarget) -> (kind: String, number: Int64) {
        switch target {
        case .place(let id): ("place", id.rawValue)
        case .device(let id): ("device", id.rawValue)
        case .blank: ("blank", 0)
        }
    }

    static func target(kind: String, number: Int64) throws(StorageError) -> LabelTarget {
        switch kind {
        case "place": .place(PlaceID(number))
        case "device": .device(DeviceID(number))
        case "blank": .blank
        default: throw .corrupt("target kind \(kind)")
        }
    }
}
