import Facility
import RegisterShelf
import Synchronization
import Testing

@testable import SiteFiles

@Suite struct NetBoxAPITests {
    /// How long it would have waited.
    private final class Waits: Sendable {
        let all = Mutex<[Duration]>([])
    }

    private func reading(
        _ server: NetBoxServer, token: String? = "sesame", pageSize: Int = 2, _ waits: Waits = Waits(),
        _ change: (inout NetBoxAPI.Limits) -> Void = { _ in }
    ) async throws -> NetBoxReading {
        var limits = NetBoxAPI.Limits()
        limits.pageSize = pageSize
        change(&limits)
        let api = try NetBoxAPI(address: server.address, token: token, limits: limits) { wait in
            waits.all.withLock { $0.append(wait) }
        }
        return NetBoxDump().read(try await api.dump())
    }

    @Test func `a NetBox is read page by page and imported, twice without a change`() async throws {
        let server = try NetBoxServer()
        let read = try await reading(server)
        #expect(
            read.taken == [
                "dcim.site": 1, "dcim.location": 2, "dcim.rack": 1, "dcim.device": 2, "dcim.frontport": 3,
            ])
        let register = Register(store: RegisterShelf())
        let report = try await register.importInventory(read.inventory, act: .byOperator(1))
        #expect(report.counts == [.added: 9])
        let again = try await reading(server, pageSize: 500).inventory
        #expect(try await register.importInventory(again, act: .byOperator(2)).plan.isEmpty)
        let panel = read.inventory.devices.first { $0.reference == "PP1" }
        #expect(panel?.model == "Acme P24" && panel?.kind == "Patch Panel" && panel?.serialNumber == "S1")
        #expect(read.inventory.devices.first { $0.reference == "SW1" }?.installedAt == nil)
        #expect(read.inventory.places.count { $0.kind == .networkPoint } == 3)
    }

    @Test func `it tries again where NetBox is busy or failing, and waits as it is told`() async throws {
        let waits = Waits()
        let read = try await reading(try NetBoxServer(failures: [429, 503, 500]), waits)
        #expect(read.objectCount == 13)
        #expect(waits.all.withLock { $0 } == [.seconds(7), .seconds(2), .seconds(4)])
    }

    @Test func `it gives up after four tries, and at once over a token`() async throws {
        let waits = Waits()
        let busy = try NetBoxServer(failures: [503, 503, 503, 503])
        let path = "/api/dcim/sites/?limit=2&offset=0&ordering=id"
        await #expect(throws: NetBoxAPIError.status(503, path: path, tries: 4)) {
            _ = try await reading(busy, waits)
        }
        #expect(waits.all.withLock { $0.count } == 3)
        let closed = try NetBoxServer()
        await #expect(throws: NetBoxAPIError.status(403, path: path, tries: 1)) {
            _ = try await reading(closed, token: "guess")
        }
    }

    @Test func `a page or a list beyond the limits is refused`() async throws {
        let server = try NetBoxServer()
        let path = "/api/dcim/sites/?limit=2&offset=0&ordering=id"
        await #expect(throws: NetBoxAPIError.tooLarge(path: path, bytesMax: 20)) {
            _ = try await reading(server) { $0.pageBytesMax = 20 }
        }
        await #expect(throws: NetBoxAPIError.self) { _ = try await reading(server) { $0.objectsMax = 2 } }
    }

    @Test func `a server that is gone is told with its tries`() async throws {
        let address = try NetBoxServer().address
        var limits = NetBoxAPI.Limits()
        limits.connectSeconds = 1
        let api = try NetBoxAPI(address: address, token: nil, limits: limits) { _ in }
        let error = await #expect(throws: NetBoxAPIError.self) { _ = try await api.dump() }
        guard case .unreachable(_, tries: 4, _)? = error else {
            Issue.record("expected no answer after 4 tries, found \(String(describing: error))")
            return
        }
    }

    @Test(arguments: [
        "http://netbox.example.edu", "ftp://x", "netbox", "https://u:p@h", "https://h/?a=b", "",
    ])
    func `an address that would show the token is refused`(_ address: String) {
        #expect(throws: NetBoxAPIError.self) { _ = try NetBoxAPI(address: address, token: "t") }
    }

    @Test func `what isn't NetBox's answer is refused`() async throws {
        let server = try NetBoxServer(pages: ["sites": [["name": "no id"]]])
        await #expect(throws: NetBoxAPIError.self) { _ = try await reading(server) }
    }
}
