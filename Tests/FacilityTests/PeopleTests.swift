import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct PeopleTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    private func person(_ name: String, _ number: UInt64) async throws -> Person {
        try await register.addPerson(name: name, identities: [.password(name)], act: .byOperator(number))
    }

    private func grant(_ role: Role, until: Instant? = nil) -> Grant {
        Grant(role: role, scope: .site, until: until)
    }

    @Test func aPersonIsAddedOnceWithANameOfItsOwn() async throws {
        let first = try await person("wang", 1)
        #expect(first.name == .clear("wang", of: first.id) && first.identities == [.password("wang")])
        #expect(try await person("wang", 1) == first)
        await #expect(throws: RegisterRefusal.identityTaken(.password("wang"))) {
            try await person("wang", 2)
        }
        await #expect(throws: RegisterRefusal.identityTaken(.password("li"))) {
            try await register.addPerson(
                name: "Li", identities: [.password("li"), .password("li")], act: .byOperator(3))
        }
    }

    @Test(arguments: ["", "a\nb", String(repeating: "x", count: 65)])
    func aNameThatIsNoneIsRefused(_ name: String) async throws {
        await #expect(throws: RegisterRefusal.text(field: "name", charactersMax: 64)) {
            try await register.addPerson(name: name, identities: [], act: .byOperator(1))
        }
    }

    @Test func onlySystemAdministratorsAddPeople() async throws {
        for role in Role.allCases where role != .systemAdministrator {
            await #expect(throws: RegisterRefusal.notAllowed(.managePeople, at: nil)) {
                try await register.addPerson(name: "x", identities: [], act: .by(99, role, .site, 5))
            }
        }
        _ = try await register.addPerson(
            name: "x", identities: [], act: .by(99, .systemAdministrator, .site, 6))
    }

    @Test func aRoleIsGivenAndTakenAway() async throws {
        let wang = try await person("wang", 1)
        let security = Act.by(99, .securityAdministrator, .site, 2)
        let granted = try await register.grant(grant(.technician), to: wang.id, act: security)
        #expect(granted.grants == [grant(.technician)])
        await #expect(throws: RegisterRefusal.alreadyGranted(grant(.technician))) {
            try await register.grant(grant(.technician), to: wang.id, act: .byOperator(3))
        }
        await #expect(throws: RegisterRefusal.noSuchGrant(grant(.caller))) {
            try await register.endGrant(grant(.caller), of: wang.id, act: .byOperator(4))
        }
        let ended = try await register.endGrant(grant(.technician), of: wang.id, act: .byOperator(5))
        #expect(ended.grants.isEmpty)
    }

    @Test(arguments: Role.separated, Role.separated)
    func noAccountHoldsTwoOfTheThree(_ first: Role, _ second: Role) async throws {
        let wang = try await person("wang", 1)
        _ = try await register.grant(grant(first), to: wang.id, act: .byOperator(2))
        let wanted = Grant(role: second, scope: .site, from: Instant(seconds: 1_900_000_000))
        let result = await Result { try await register.grant(wanted, to: wang.id, act: .byOperator(3)) }
        switch result {
        case .success: #expect(first == second)
        case .failure(let error):
            #expect(first != second)
            #expect(error as? RegisterRefusal == .separatedRoles(held: first, wanted: second))
        }
    }

    @Test func aTermThatIsOverMakesRoomForAnotherOfTheThree() async throws {
        let wang = try await person("wang", 1)
        let until = Instant(seconds: 1_788_000_100)
        _ = try await register.grant(grant(.auditor, until: until), to: wang.id, act: .byOperator(2))
        await #expect(throws: RegisterRefusal.separatedRoles(held: .auditor, wanted: .systemAdministrator)) {
            try await register.grant(
                grant(.systemAdministrator), to: wang.id, act: .byOperator(3, at: until - .microseconds(1)))
        }
        _ = try await register.grant(grant(.systemAdministrator), to: wang.id, act: .byOperator(4, at: until))
    }

    @Test func aTermMustBeOne() async throws {
        let wang = try await person("wang", 1)
        let past = grant(.caller, until: Instant(seconds: 1))
        await #expect(throws: RegisterRefusal.emptyTerm(past)) {
            try await register.grant(past, to: wang.id, act: .byOperator(2))
        }
        let later = Instant(seconds: 1_900_000_000)
        let turned = Grant(role: .caller, scope: .site, from: later, until: later)
        await #expect(throws: RegisterRefusal.emptyTerm(turned)) {
            try await register.grant(turned, to: wang.id, act: .byOperator(3))
        }
        await #expect(throws: RegisterRefusal.unknownPlace(PlaceID(77))) {
            let nowhere = Grant(role: .facilities, scope: .subtree(PlaceID(77)))
            return try await register.grant(nowhere, to: wang.id, act: .byOperator(4))
        }
    }

    @Test func nobodyGrantsToTheOwnAccount() async throws {
        let wang = try await person("wang", 1)
        let own = Act.by(wang.id.rawValue, .securityAdministrator, .site, 2)
        await #expect(throws: RegisterRefusal.ownAccount) {
            try await register.grant(grant(.dispatcher), to: wang.id, act: own)
        }
        await #expect(throws: RegisterRefusal.ownAccount) {
            try await register.disable(wang.id, reason: "x", act: own)
        }
    }

    @Test func onlySecurityAdministratorsGrant() async throws {
        let wang = try await person("wang", 1)
        for role in Role.allCases where role != .securityAdministrator {
            await #expect(throws: RegisterRefusal.notAllowed(.manageGrants, at: nil)) {
                try await register.grant(grant(.caller), to: wang.id, act: .by(99, role, .site, 3))
            }
            await #expect(throws: RegisterRefusal.notAllowed(.manageGrants, at: nil)) {
                try await register.endGrant(grant(.caller), of: wang.id, act: .by(99, role, .site, 3))
            }
        }
    }

    @Test func aDisabledAccountDoesNothingMore() async throws {
        let wang = try await person("wang", 1)
        let granted = try await register.grant(grant(.technician), to: wang.id, act: .byOperator(2))
        #expect(register.principal(granted, at: Instant(seconds: 1)).roles == [.technician])
        let disabled = try await register.disable(
            wang.id, reason: "left", act: .by(99, .systemAdministrator, .site, 3))
        #expect(disabled.isDisabled && register.principal(disabled, at: Instant(seconds: 1)).grants.isEmpty)
        await #expect(throws: RegisterRefusal.disabledPerson(wang.id)) {
            try await register.grant(grant(.caller), to: wang.id, act: .byOperator(4))
        }
        await #expect(throws: RegisterRefusal.unknownPerson(PersonID(50))) {
            try await register.disable(PersonID(50), reason: "x", act: .byOperator(5))
        }
    }

    @Test func peopleSetTheirOwnPasswordsAndSignIn() async throws {
        let wang = try await person("wang", 1)
        let own = Act.by(wang.id.rawValue, .technician, .site, 2)
        #expect(try await register.recordPasswordSet(wang.id, act: own).revision == 2)
        let signIn = Act.by(wang.id.rawValue, .technician, .site, 3)
        #expect(try await register.recordSignIn(wang.id, provider: "password", act: signIn).revision == 3)
        await #expect(throws: RegisterRefusal.notAllowed(.managePeople, at: nil)) {
            try await register.recordPasswordSet(wang.id, act: .by(98, .technician, .site, 4))
        }
        let export = PersonExported(subject: .report, format: "csv", part: "2026-11", position: Position(7))
        try await register.recordExport(
            export, by: wang.id, act: .by(wang.id.rawValue, .technician, .site, 5))
        #expect(try await register.person(wang.id).revision == 4)
    }
}
