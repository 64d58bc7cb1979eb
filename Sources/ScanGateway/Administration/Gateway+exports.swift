import Facility
import Ledger

extension Gateway {
    /// Notes in the ledger that somebody takes a file along. It is called before the file is handed out: where nothing can be
    /// written nothing leaves.
    ///
    /// - Throws: what `Register.recordExport` does.
    func recordExport(_ export: PersonExported, of staff: StaffSession) async throws {
        let now = clock()
        try await register.recordExport(
            export, by: staff.person.id,
            act: Act(by: staff.principal, at: now, channel: .desk, command: newKey(at: now)))
    }
}
