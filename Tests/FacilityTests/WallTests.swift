import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct WallTests {
    let stage = BatchTests()
    var register: Register { stage.register }

    /// Nine rooms with printed labels; the labels in walking order.
    private func printed() async throws -> (batch: BatchID, labels: [Label]) {
        try await stage.campus()
        let plan = try await stage.open(stage.building(), 2)
        try await stage.record(plan, 3)
        return (plan.batch, plan.labels.map(\.label))
    }

    private func states(_ labels: [Label]) async throws -> [LabelState] {
        var states: [LabelState] = []
        for label in labels { states.append(try await register.label(label.code).state) }
        return states
    }

    @Test func aWalkConfirmsWhatHangsRightAndMarksWhatHangsWrong() async throws {
        let (batch, labels) = try await printed()
        let report = try await register.confirm(
            [
                Sighting(code: labels[0].code), Sighting(code: labels[1].code, at: labels[1].target),
                Sighting(code: labels[2].code, at: labels[3].target),
            ], of: batch, act: .byOperator(10))
        #expect(report.confirmed == 2 && report.misplaced == [labels[2].code])
        #expect(
            try await states(Array(labels.prefix(4))) == [.confirmed, .confirmed, .misplaced, .printed])
        #expect(try await register.label(labels[0].code).lastSeenAt != nil)
        #expect(try await register.label(labels[3].code).isUnconfirmed)
    }

    @Test func aLabelOfAnotherRunStopsTheWholeWalk() async throws {
        let (batch, labels) = try await printed()
        let other = try await stage.open(LabelChoice(.references(["AP-1"])), 11)
        let foreign = other.labels[0].label.code
        await #expect(
            throws: RegisterRefusal.badSightings([
                BadSighting(line: 2, code: foreign, problem: .foreign(batch)),
                BadSighting(line: 3, code: FactSamples.code, problem: .unknown),
            ])
        ) {
            try await register.confirm(
                [Sighting(code: labels[0].code), Sighting(code: foreign), Sighting(code: FactSamples.code)],
                of: batch, act: .byOperator(12))
        }
        #expect(try await states([labels[0]]) == [.printed])
    }

    @Test func blankRevokedAndSpoiledLabelsAreNotConfirmed() async throws {
        let (batch, labels) = try await printed()
        _ = try await register.revokeLabel(labels[0].code, reason: "stolen", act: .byOperator(10))
        _ = try await register.spoil(batch, sheet: 1, place: 2, reason: "torn", act: .byOperator(11))
        let blank = try await register.mintBlankLabels(1, act: .byOperator(12), random: stage.bits.source)[0]
        await #expect(
            throws: RegisterRefusal.badSightings([
                BadSighting(line: 1, code: labels[0].code, problem: .state(.revoked)),
                BadSighting(line: 2, code: labels[1].code, problem: .state(.spoiled)),
                BadSighting(line: 3, code: blank.code, problem: .blank),
            ])
        ) {
            try await register.confirm(
                [Sighting(code: labels[0].code), Sighting(code: labels[1].code), Sighting(code: blank.code)],
                act: .byOperator(13))
        }
    }

    @Test func labelsAreMarkedAllOrNone() async throws {
        let (_, labels) = try await printed()
        let codes = labels.prefix(3).map(\.code)
        #expect(try await register.markLabels(codes, as: .stuck, act: .byOperator(10)) == 3)
        await #expect(throws: RegisterRefusal.labelState(codes[2], found: .stuck, wanted: .stuck)) {
            try await register.markLabels([labels[3].code, codes[2]], as: .stuck, act: .byOperator(11))
        }
        #expect(
            try await states(Array(labels.suffix(6) + labels.prefix(3))) == Array(
                repeating: .printed, count: 6)
                + Array(repeating: .stuck, count: 3))
    }

    @Test func aPatrolListsWhatHangsAndUnseenWhatNobodyScannedSince() async throws {
        let (_, labels) = try await printed()
        let scope = LabelScope.references(["B"])
        #expect(try await register.patrolLabels(in: scope).map(\.label.code) == labels.map(\.code))
        let now = Instant(seconds: 1_788_000_000)
        let before = now + .seconds(-1)
        #expect(
            try await register.see(try await register.label(labels[0].code), act: .byOperator(10, at: now)))
        #expect(
            try await register.unseenLabels(in: scope, since: before).map(\.label.code)
                == labels.dropFirst().map(\.code))
        #expect(try await register.patrolLabels(in: .references(["EMPTY"])).isEmpty)
    }

    @Test func aScanOnTheSameDayIsNoSecondFact() async throws {
        let (_, labels) = try await printed()
        let now = Instant(seconds: 1_788_000_000)
        await stage.shelf.setNow(now)
        func see(_ number: UInt64, after seconds: Int) async throws -> Bool {
            try await register.see(
                try await register.label(labels[0].code),
                act: .byOperator(number, at: now + .seconds(seconds)))
        }
        #expect(try await see(10, after: 0))
        #expect(try await !see(11, after: 86_399))
        #expect(try await see(12, after: 86_400))
    }

    /// Every state of a task with every wish.
    @Test(arguments: LabelProblem.State.allCases, LabelProblem.State.allCases)
    func aTaskMovesOnlyWhereTheTableSays(
        _ found: LabelProblem.State, _ wanted: LabelProblem.State
    ) async throws {
        let table: [LabelProblem.State: Set<LabelProblem.State>] = [
            .open: [.taken, .settled, .dismissed], .taken: [.open, .settled, .dismissed],
        ]
        let code = try await printed().labels[0].code
        _ = try await register.reportProblem(.torn, with: code, act: .byOperator(10))
        if found != .open { _ = try await register.moveProblem(1, of: code, to: found, act: .byOperator(11)) }
        let result = await Result {
            try await register.moveProblem(1, of: code, to: wanted, note: "x", act: .byOperator(12))
        }
        switch result {
        case .success(let label):
            #expect(table[found, default: []].contains(wanted) && label.problems[0].state == wanted)
        case .failure(let refusal as RegisterRefusal):
            #expect(!table[found, default: []].contains(wanted))
            #expect(refusal == .problemState(code, found: found, wanted: wanted))
        case .failure(let error): Issue.record(error)
        }
    }

    @Test func whatIsSaidTwiceIsOneTaskUntilItIsSettled() async throws {
        let code = try await printed().labels[0].code
        for number in [10, 11] as [UInt64] {
            _ = try await register.reportProblem(.torn, with: code, act: .byOperator(number))
        }
        #expect(try await register.label(code).problems.count == 1)
        #expect(await stage.shelf.labelsWithProblems().map(\.code) == [code])
        _ = try await register.moveProblem(1, of: code, to: .settled, note: "new one", act: .byOperator(12))
        #expect(await stage.shelf.labelsWithProblems().isEmpty)
        _ = try await register.reportProblem(.torn, with: code, act: .byOperator(13))
        #expect(try await register.label(code).problems.map(\.number) == [1, 2])
        await #expect(throws: RegisterRefusal.unknownProblem(code, 3)) {
            try await register.moveProblem(3, of: code, to: .taken, act: .byOperator(14))
        }
        await #expect(throws: RegisterRefusal.self) {
            try await register.moveProblem(2, of: code, to: .taken, act: .by(1, .reporter, .site, 15))
        }
    }

    @Test func aBuildingRotatesWholeAndOldCodesLeadToTheNew() async throws {
        let (_, labels) = try await printed()
        let count = try await register.rotateLabels(
            in: .references(["B"]), act: .byOperator(10), random: stage.bits.source)
        #expect(count == 9)
        for old in labels {
            let ended = try await register.label(old.code)
            let successor = try #require(try await register.successor(of: ended))
            #expect(ended.state == .replaced && successor.target == old.target)
        }
        let plan = try await stage.open(stage.building(.missing), 11)
        #expect(
            plan.labels.count == 9 && Set(plan.labels.map(\.label.code)).isDisjoint(with: labels.map(\.code)))
        await #expect(throws: RegisterRefusal.nothingToPrint(.any)) {
            try await register.rotateLabels(
                in: .references(["EMPTY"]), act: .byOperator(12), random: stage.bits.source)
        }
    }

    @Test func aBuildingIsRevokedWholeAndASuccessorCanBeNamed() async throws {
        let (_, labels) = try await printed()
        _ = try await register.supersede(labels[0].code, by: labels[1].code, act: .byOperator(10))
        #expect(try await register.label(labels[0].code).replacedBy == labels[1].code)
        await #expect(throws: RegisterRefusal.ownSuccessor(labels[1].code)) {
            try await register.supersede(labels[1].code, by: labels[1].code, act: .byOperator(11))
        }
        let count = try await register.revokeLabels(
            in: .references(["B"]), reason: "fire", act: .byOperator(12))
        #expect(count == 8)
        #expect(try await states(labels) == [.replaced] + Array(repeating: .revoked, count: 8))
    }
}
