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

    @Test func aVersionSaysWhoAndWhy() async throws {
        _ = try await register.loadConfiguration(.rules, text: "a", act: .byOperator(1))
        let act = Act.by(7, .systemAdministrator, .site, 2)
        _ = try await register.loadConfiguration(.rules, text: "b", reason: "新学期", act: act)
        let versions = try await register.configurationVersions(.rules)
        #expect(versions.map(\.loaded.text) == ["a", "b"] && versions.map(\.loaded.reason) == [nil, "新学期"])
        #expect(versions.map(\.loaded.version) == [1, 2])
        #expect(versions[1].by == .staff(PersonID(7)) && versions[1].at == act.at)
        #expect(try await register.configurationVersions(.channels).isEmpty)
        for reason in ["", String(repeating: "长", count: Register.reasonMax + 1)] {
            await #expect(throws: RegisterRefusal.self) {
                try await register.loadConfiguration(.rules, text: "c", reason: reason, act: .byOperator(3))
            }
        }
        let bytes = try RegisterFact.configurationLoaded(versions[1].loaded).payload(
            CanonicalEncoder(sealer: PlainSealer()))
        #expect(
            String(decoding: bytes, as: UTF8.self)
                == #"{"reason":"新学期","subject":"rules","text":"b","version":2}"#)
    }

    @Test func eachSubjectHasAStreamOfItsOwn() async throws {
        for (index, subject) in ConfigurationSubject.allCases.enumerated() {
            _ = try await register.loadConfiguration(
                subject, text: subject.rawValue, act: .byOperator(UInt64(index + 1)))
        }
        for subject in ConfigurationSubject.allCases {
            #expect(try await register.configurations(subject).map(\.text) == [subject.rawValue])
        }
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
