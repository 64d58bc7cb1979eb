public import Facility
public import Ledger
import Synchronization
public import TicketTracking

extension MemoryStorage {
    public func findings(closedToo: Bool, limit: Int) async throws -> [FindingRow] {
        let rows = state.withLock { Array($0.findings.values.joined()) }
        return rows.filter { closedToo || $0.closedAt == nil }
            .sorted { ($0.foundAt, $0.ticket) > ($1.foundAt, $1.ticket) }.prefix(limit).map { $0 }
    }

    public func recent(of device: DeviceID, since: Instant, limit: Int) async throws -> [TicketRow] {
        recent(since, limit) { $0.device == device }
    }

    public func recent(at place: PlaceID, since: Instant, limit: Int) async throws -> [TicketRow] {
        recent(since, limit) { $0.place == place }
    }

    private func recent(_ since: Instant, _ limit: Int, _ isAsked: (TicketRow) -> Bool) -> [TicketRow] {
        state.withLock { Array($0.tickets.values) }.filter { $0.openedAt >= since && isAsked($0) }
            .sorted { ($0.openedAt, $0.id) > ($1.openedAt, $1.id) }.prefix(limit).map { $0 }
    }
}
