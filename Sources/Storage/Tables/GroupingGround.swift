import Facility
import Ledger
import TicketTracking

/// By what a ticket is found that may belong to an incident, or is one.
struct GroupingGround {
    var part: TicketRow.IncidentPart
    /// The first building of its path, or the path's first step where it leads through none.
    var house: PlaceID
    var family: String

    /// nil: no incident is made of it.
    init?(_ row: TicketRow, _ site: SiteID, _ session: any SQLSession) throws {
        guard let part = row.incidentPart, let category = row.category, let top = row.path.first else {
            return nil
        }
        let building = try row.path.first { id in
            try session.first(
                "SELECT 1 FROM places WHERE site = $1 AND id = $2 AND kind = 'building'",
                [.integer(site.rawValue), .integer(id.rawValue)]
            ) { _ in true } ?? false
        }
        (self.part, house, family) = (part, building ?? top, category.family)
    }
}
