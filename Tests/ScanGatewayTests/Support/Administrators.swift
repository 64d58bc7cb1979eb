import Facility
import HTTPTypes
import Ledger
import MemoryStorage

@testable import ScanGateway

/// The three of a campus, signed in by turns: `xi` administers the system, `an` security, `shen` audits.
struct Administrators {
    let campus: Campus
    let browser: Browsing
    /// The technician's page.
    let wang: String

    init(_ campus: Campus, _ browser: Browsing) async throws {
        (self.campus, self.browser) = (campus, browser)
        wang = "/-/admin/people/\(campus.technician)"
        try await CampusMaker.addStaff(campus, "xi", .systemAdministrator, name: "习管理", number: 200)
        try await CampusMaker.addStaff(campus, "an", .securityAdministrator, name: "安管理", number: 210)
        try await CampusMaker.addStaff(campus, "shen", .auditor, name: "沈审计", number: 220)
    }

    func get(_ path: String, _ account: String) async throws -> Page {
        try await browser.get(path, try await browser.signIn(account).headers)
    }

    /// Sends a form with a fresh key.
    func post(
        _ path: String, _ account: String, _ fields: [String: String] = [:], key: UInt64
    ) async throws -> Page {
        let (session, csrf) = try await browser.signIn(account)
        let own = ["csrf": csrf, "key": campus.key(key)]
        return try await browser.post(path, own.merging(fields) { $1 }, session)
    }

    func person(_ account: String) async throws -> Person? {
        try await campus.storage.person(identity: .password(account))
    }

    /// How many events there are of accounts, but sign-ins.
    func changes() async throws -> Int {
        try await campus.storage.envelopes(after: .start, limit: 10_000).count(where: LedgerSort.people.holds)
    }
}
