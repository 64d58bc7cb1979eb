import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct ConfigurationTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    @Test func eachTextIsAVersionOfItsSubject() async throws {
        let first = try await register.loadConfiguration(.rules, text: "a", act: .byOperator(1))
        let same = try await register.loadConfiguration(.rules, text: "a", act: .byOperator(2))
        let second = try await register.loadConfiguration(.rules, text: "b", act: .byOperator(3))
        let other = try await register.loadConfiguration(.calendar, text: "a", act: .byOperator(4))
        #expect(first == same && first.version == 1 && second.version == 2 && other.version == 1)
        #expect(await shelf.configuration("rules") == second)
        #expect(await shelf.commitCount == 3)
    }

    @Test func onlySystemAdministratorsLoadOne() async throws {
        for role in Role.allCases where role != .systemAdministrator {
            await #expect(throws: RegisterRefusal.notAllowed(.loadConfiguration, at: nil)) {
                try await register.loadConfiguration(.rules, text: "a", act: .by(1, role, .site, 1))
            }
        }
        _ = try await register.loadConfiguration(
            .rules, text: "a", act: .by(1, .systemAdministrator, .site, 1))
    }

    @Test func aTextHasALimit() async throws {
        let text = String(repeating: "x", count: ConfigurationSubject.textBytesMax + 1)
        await #expect(throws: RegisterRefusal.tooMany(field: "bytes of rules", max: 1 << 20)) {
            try await register.loadConfiguration(.rules, text: text, act: .byOperator(1))
        }
    }
}
