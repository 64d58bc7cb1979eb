import Facility
import Ledger
import RegisterShelf
import Testing

/// Who may do what at which scope, in one table.
@Suite struct RightsTests {
    static let table: [RegisterRight: Set<Role>] = [
        .importInventory: [.facilities], .manageLabels: [.facilities],
        .markLabels: [
            .facilities, .buildingKeeper, .technician, .dutyStudent, .teamLead, .dispatcher, .contractor,
        ],
        .installDevices: [.facilities, .technician, .teamLead], .retireDevices: [.facilities],
        .managePlaces: [.facilities],
        .managePeople: [.systemAdministrator], .manageGrants: [.securityAdministrator],
        .disablePeople: [.systemAdministrator, .securityAdministrator],
        .loadConfiguration: [.systemAdministrator],
        .postNotices: [.facilities, .dispatcher, .systemAdministrator],
    ]

    private func principal(_ role: Role, _ scope: GrantScope, from: Instant? = nil, until: Instant? = nil)
        -> Principal
    {
        Principal(
            actor: .staff(PersonID(1)), grants: [Grant(role: role, scope: scope, from: from, until: until)])
    }

    @Test(arguments: RegisterRight.allCases, Role.allCases)
    func aRoleHasItsRightsOnTheWholeSiteAndNoOthers(_ right: RegisterRight, _ role: Role) {
        let isHeld = right.isHeld(by: principal(role, .site), at: Instant(seconds: 1))
        #expect(isHeld == Self.table[right]?.contains(role))
    }

    @Test func aSubtreeCoversItselfAndWhatIsBelowOnly() {
        let keeper = principal(.facilities, .subtree(PlaceID(2)))
        let now = Instant(seconds: 1)
        #expect(RegisterRight.manageLabels.isHeld(by: keeper, at: now, path: [PlaceID(1), PlaceID(2)]))
        #expect(
            RegisterRight.manageLabels.isHeld(
                by: keeper, at: now, path: [PlaceID(1), PlaceID(2), PlaceID(3)]))
        #expect(!RegisterRight.manageLabels.isHeld(by: keeper, at: now, path: [PlaceID(1)]))
        #expect(!RegisterRight.manageLabels.isHeld(by: keeper, at: now))
    }

    @Test func teamsRoamTheSiteButOnlyToMarkLabels() throws {
        let team = GrantScope.team(try #require(TeamKey("network")))
        let now = Instant(seconds: 1)
        #expect(
            RegisterRight.markLabels.isHeld(by: principal(.technician, team), at: now, path: [PlaceID(5)]))
        #expect(
            !RegisterRight.manageLabels.isHeld(by: principal(.facilities, team), at: now, path: [PlaceID(5)]))
    }

    @Test func aGrantHoldsFromItsFirstMomentToBeforeItsLast() {
        let timed = principal(.facilities, .site, from: Instant(seconds: 10), until: Instant(seconds: 20))
        let held = [9, 10, 19, 20].map {
            RegisterRight.manageLabels.isHeld(by: timed, at: Instant(seconds: $0))
        }
        #expect(held == [false, true, true, false])
    }

    @Test func theMachineMayDoAllAndAReporterNothing() {
        let reporter = Principal(
            actor: .reporter(PersonID(3)), grants: [Grant(role: .facilities, scope: .site)])
        for right in RegisterRight.allCases {
            #expect(right.isHeld(by: .system("cli"), at: Instant(seconds: 0)))
            #expect(!right.isHeld(by: reporter, at: Instant(seconds: 0)))
        }
    }

    @Test func everyLabelUseCaseAsksForItsRightAtTheTarget() async throws {
        let shelf = RegisterShelf()
        let register = Register(store: shelf)
        let bits = SeededBits(seed: 3)
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        let room = try #require(await shelf.place("3J-201"))
        let campus = try #require(await shelf.place("EAST"))
        let elsewhere = GrantScope.subtree(try #require(await shelf.place("3J-202")).id)
        let order = LabelOrder(.place(room.id))
        let inside = Act.by(9, .facilities, .subtree(campus.id), 2)
        let label = try await register.mintLabels(for: [order], act: inside, random: bits.source)[0]
        let refused = RegisterRefusal.notAllowed(.manageLabels, at: "3J-201")
        let wrong = Act.by(9, .facilities, elsewhere, 3)
        await #expect(throws: refused) {
            try await register.mintLabels(for: [order], act: wrong, random: bits.source)
        }
        await #expect(throws: refused) { try await register.revokeLabel(label.code, reason: "x", act: wrong) }
        await #expect(throws: refused) {
            try await register.replaceLabel(label.code, act: wrong, random: bits.source)
        }
        await #expect(throws: refused) {
            let issue = LabelIssue(
                number: 1, text: "t", host: "h", version: 3, level: "Q", mask: 0, batch: BatchID(1),
                printedReference: "r", printedAt: Instant(seconds: 1))
            try await register.recordPrinted(
                batch: BatchID(1), issues: [PrintedLabel(code: label.code, issue: issue)], act: wrong)
        }
        await #expect(throws: RegisterRefusal.notAllowed(.markLabels, at: "3J-201")) {
            try await register.setLabelState(label.code, to: .spoiled, act: wrong)
        }
        await #expect(throws: RegisterRefusal.notAllowed(.manageLabels, at: nil)) {
            try await register.mintBlankLabels(1, act: inside, random: bits.source)
        }
        let blank = try await register.mintBlankLabels(1, act: .byOperator(7), random: bits.source)[0]
        await #expect(throws: refused) { try await register.bind(blank.code, to: order.target, act: wrong) }
        let caller = Act.by(9, .caller, .site, 4)
        await #expect(throws: RegisterRefusal.notAllowed(.markLabels, at: "3J-201")) {
            try await register.setLabelState(label.code, to: .spoiled, act: caller)
        }
    }
}
