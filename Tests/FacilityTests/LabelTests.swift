import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct LabelTests {
    let shelf = RegisterShelf()
    let bits = SeededBits(seed: 11)
    var register: Register { Register(store: shelf) }

    /// Imports the small campus and gives the rooms and the access point.
    private func campus() async throws -> (room: LabelTarget, other: LabelTarget, device: LabelTarget) {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1000))
        return (
            .place(try #require(await shelf.place("3J-201")).id),
            .place(try #require(await shelf.place("3J-202")).id),
            .device(try #require(await shelf.device("AP-1")).id)
        )
    }

    private func mint(_ targets: [LabelTarget], _ number: UInt64) async throws -> [Label] {
        try await register.mintLabels(
            for: targets.map { LabelOrder($0) }, act: .byOperator(number), random: bits.source)
    }

    private func issue(_ label: Label, number: Int = 1, batch: BatchID = BatchID(1)) -> PrintedLabel {
        PrintedLabel(
            code: label.code,
            issue: LabelIssue(
                number: number, text: "https://MEND.EXAMPLE/\(label.code.compact)", host: "mend.example",
                version: 3,
                level: "Q", mask: 2, batch: batch, printedReference: "3J-201", printedAt: Instant(seconds: 9))
        )
    }

    @Test func eachTargetGetsOneLabelInTheOrdersSequence() async throws {
        let campus = try await campus()
        let labels = try await mint([campus.device, campus.room, campus.device], 1)
        #expect(labels.map(\.target) == [campus.device, campus.room, campus.device])
        #expect(labels[0] == labels[2] && labels[0].code != labels[1].code)
        #expect(await shelf.register.labels.count == 2)
        #expect(await shelf.label(labels[1].code) == labels[1])
    }

    @Test func aTargetWithALiveLabelGetsNoOther() async throws {
        let campus = try await campus()
        let first = try await mint([campus.room], 1)
        let second = try await mint([campus.room, campus.other], 2)
        #expect(second[0] == first[0] && second[1].code != first[0].code)
        _ = try await register.revokeLabel(first[0].code, reason: "stolen", act: .byOperator(3))
        #expect(try await mint([campus.room], 4)[0].code != first[0].code)
    }

    @Test func aPlacementOfItsOwnGetsALabelOfItsOwn() async throws {
        let campus = try await campus()
        let plain = try await mint([campus.room], 1)[0]
        let back = LabelOrder(campus.room, placement: "back door")
        let door = try await register.mintLabels(for: [back], act: .byOperator(2), random: bits.source)[0]
        #expect(door.code != plain.code && door.placement == "back door")
        let again = try await register.mintLabels(for: [back], act: .byOperator(3), random: bits.source)
        #expect(again == [door])
    }

    @Test func codesThatCollideAreDrawnAgain() async throws {
        let campus = try await campus()
        let first = try await register.mintLabels(for: [LabelOrder(campus.room)], act: .byOperator(1)) { 5 }[
            0]
        let script = ScriptedBits([5, 0, 5, 6])
        let second = try await register.mintLabels(
            for: [LabelOrder(campus.other)], act: .byOperator(2), random: script.source)[0]
        #expect(first.code == LabelCode(bits: 5) && second.code == LabelCode(bits: 6))
    }

    @Test func aBrokenRandomSourceIsTold() async throws {
        let campus = try await campus()
        await #expect(throws: RegisterRefusal.codesExhausted(tries: 32)) {
            try await register.mintLabels(for: [LabelOrder(campus.room)], act: .byOperator(1)) { 0 }
        }
        await #expect(throws: RegisterRefusal.codesExhausted(tries: 32)) {
            try await register.mintLabels(
                for: [LabelOrder(campus.room), LabelOrder(campus.other)], act: .byOperator(1)
            ) { 9 }
        }
        #expect(await shelf.register.labels.isEmpty)
    }

    @Test func theSameMintingTwiceMintsOnce() async throws {
        let campus = try await campus()
        let first = try await mint([campus.room, campus.device], 1)
        #expect(try await mint([campus.room, campus.device], 1) == first)
        await #expect(throws: CommitFailure.self) { try await mint([campus.other], 1) }
    }

    @Test func blankLabelsAreMintedAndBoundByHand() async throws {
        let campus = try await campus()
        let blanks = try await register.mintBlankLabels(3, act: .byOperator(1), random: bits.source)
        #expect(Set(blanks.map(\.code)).count == 3 && blanks.allSatisfy { $0.target == .blank })
        let again = try await register.mintBlankLabels(3, act: .byOperator(1), random: bits.source)
        #expect(again == blanks)
        let bound = try await register.bind(blanks[0].code, to: campus.device, act: .byOperator(2))
        #expect(bound.target == campus.device)
        await #expect(throws: RegisterRefusal.alreadyBound(blanks[0].code)) {
            try await register.bind(blanks[0].code, to: campus.room, act: .byOperator(3))
        }
        await #expect(throws: RegisterRefusal.blankOrder) {
            try await register.bind(blanks[1].code, to: .blank, act: .byOperator(4))
        }
        await #expect(throws: RegisterRefusal.tooMany(field: "blank labels", max: 200)) {
            try await register.mintBlankLabels(201, act: .byOperator(5), random: bits.source)
        }
    }

    @Test func thereIsNoLabelForWhatIsNotThere() async throws {
        _ = try await campus()
        await #expect(throws: RegisterRefusal.unknownPlace(PlaceID(99))) {
            try await mint([.place(PlaceID(99))], 1)
        }
        await #expect(throws: RegisterRefusal.unknownDevice(DeviceID(9))) {
            try await mint([.device(DeviceID(9))], 1)
        }
        await #expect(throws: RegisterRefusal.blankOrder) { try await mint([.blank], 1) }
        var inventory = smallInventory()
        let device = LabelTarget.device(try #require(await shelf.device("AP-1")).id)
        inventory.remove(["ap"])
        _ = try await register.importInventory(inventory, act: .byOperator(2), retireMissing: true)
        await #expect(throws: RegisterRefusal.targetRetired(device)) { try await mint([device], 3) }
    }

    @Test func printsAreRecordedWithTheirNumbers() async throws {
        let campus = try await campus()
        let label = try await mint([campus.room], 1)[0]
        let batch = try await register.reserveBatch()
        try await register.recordPrinted(
            batch: batch, issues: [issue(label, batch: batch)], act: .byOperator(2))
        let printed = try await register.label(label.code)
        #expect(printed.state == .printed && printed.issues == [issue(label, batch: batch).issue])
        await #expect(throws: RegisterRefusal.issueNumber(label.code, expected: 2, found: 1)) {
            try await register.recordPrinted(
                batch: batch, issues: [issue(label, batch: batch)], act: .byOperator(3))
        }
        try await register.recordPrinted(
            batch: batch, issues: [issue(label, batch: batch)], act: .byOperator(2))
        #expect(try await register.label(label.code) == printed)
    }

    @Test func aReplacedCodeLeadsToTheNewOne() async throws {
        let campus = try await campus()
        let old = try await mint([campus.room], 1)[0]
        let new = try await register.replaceLabel(old.code, act: .byOperator(2), random: bits.source)
        #expect(new.target == campus.room && new.code != old.code)
        let ended = try await register.label(old.code)
        #expect(ended.state == .replaced && ended.replacedBy == new.code)
        #expect(try await register.replaceLabel(old.code, act: .byOperator(2), random: bits.source) == new)
        await #expect(throws: RegisterRefusal.labelState(old.code, found: .replaced, wanted: .replaced)) {
            try await register.replaceLabel(old.code, act: .byOperator(3), random: bits.source)
        }
        await #expect(throws: RegisterRefusal.labelState(old.code, found: .replaced, wanted: .revoked)) {
            try await register.revokeLabel(old.code, reason: "x", act: .byOperator(4))
        }
    }

    @Test func anUnknownCodeIsTold() async throws {
        await #expect(throws: RegisterRefusal.unknownLabel(FactSamples.code)) {
            try await register.setLabelState(FactSamples.code, to: .stuck, act: .byOperator(1))
        }
    }

    /// Every state with every wish: only those of the table are carried out.
    @Test(arguments: LabelState.allCases, LabelState.allCases)
    func aStateLeadsOnlyWhereTheTableSays(_ found: LabelState, _ wanted: LabelState) async throws {
        let label = Label(id: LabelID(1), code: FactSamples.code, target: .blank)
        _ = try await shelf.commit(seed(label, found))
        let allowed = Self.table[found, default: []].contains(wanted)
        let result = await Result {
            try await register.setLabelState(label.code, to: wanted, act: .byOperator(50))
        }
        switch result {
        case .success(let label): #expect(allowed && label.state == wanted)
        case .failure(let refusal as RegisterRefusal):
            #expect(!allowed)
            #expect(refusal == .labelState(label.code, found: found, wanted: wanted))
        case .failure(let error): Issue.record(error)
        }
    }

    private func seed(_ label: Label, _ state: LabelState) -> Commit {
        let act = Act.byOperator(40)
        let facts: [RegisterFact] = [
            .labelMinted(LabelMinted(code: label.code, target: .blank)),
            .labelStateChanged(LabelStateChanged(state: state)),
        ]
        let drafts = facts.enumerated().map { index, fact in
            EventDraft(
                stream: StreamID(.label, 1), number: Int64(index + 1), actor: act.by.actor,
                channel: .commandLine,
                command: act.command, fact: fact)
        }
        return Commit(command: act.command, fingerprint: [], drafts: drafts, result: [])
    }

    private static let onWall: Set<LabelState> = [.stuck, .confirmed, .misplaced, .damaged, .covered, .lost]
    private static let table: [LabelState: Set<LabelState>] = [
        .minted: [.spoiled], .printed: onWall.union([.spoiled]),
        .stuck: onWall.subtracting([.stuck]), .confirmed: onWall.subtracting([.stuck]),
        .misplaced: onWall.subtracting([.misplaced]), .damaged: onWall.subtracting([.damaged]),
        .covered: onWall.subtracting([.covered]), .lost: onWall.subtracting([.lost]),
    ]
}

extension Result where Failure == any Error {
    init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
