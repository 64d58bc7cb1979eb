import Facility
import Ledger
import RegisterShelf
import Testing

@Suite struct BatchTests {
    let shelf = RegisterShelf()
    let bits = SeededBits(seed: 21)
    var register: Register { Register(store: shelf) }

    @Test func anOpenedRunIsPendingAndMintsWhatLacksALabelInWalkingOrder() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        #expect(plan.labels.compactMap { $0.target?.reference } == Self.rooms)
        #expect(try await states(plan.batch) == "- - - - - - - - -")
        #expect(plan.sheets.map(\.sheet.places) == [[1, 2, 3, 4], [1, 2, 3, 4], [1]])
        #expect(plan.sheets.map(\.free) == [[], [], [2, 3, 4]])
        #expect(await shelf.wallet().isEmpty)
    }

    @Test func theSameOpeningTwiceOpensOneRun() async throws {
        try await campus()
        let first = try await open(building(), 2)
        let again = try await open(building(), 2)
        #expect(first.batch == again.batch)
        #expect(await shelf.batches.count == 1)
    }

    @Test func aRecordedRunIsPrintedSheetBySheetAndLeavesItsRestInTheWallet() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        try await record(plan, 3)
        #expect(try await states(plan.batch) == "1.1 1.2 1.3 1.4 2.1 2.2 2.3 2.4 3.1")
        let kept = try #require(await shelf.wallet().first)
        #expect(kept.free == [2, 3, 4] && kept.batch == plan.batch && plan.sheets[2].sheet.wallet == kept.id)
        #expect(
            await shelf.register.labels.values.allSatisfy { $0.state == .printed && $0.issues.count == 1 })
    }

    @Test func recordingTwiceOrWhatTheRunDoesNotWaitForWritesNothing() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        let opened = await shelf.commitCount
        var fewer = plan
        fewer.labels.removeLast()
        await #expect(throws: RegisterRefusal.batchMoved(plan.batch)) { try await record(fewer, 3) }
        var swapped = plan
        swapped.labels.swapAt(0, 1)
        await #expect(throws: RegisterRefusal.batchMoved(plan.batch)) { try await record(swapped, 4) }
        #expect(await shelf.commitCount == opened)
        try await record(plan, 5)
        try await record(plan, 5)
        await #expect(throws: RegisterRefusal.batchMoved(plan.batch)) { try await record(plan, 6) }
        #expect(await shelf.commitCount == opened + 1)
    }

    @Test func aRunGoesOnAfterASheetWithTheSameCodesOnOtherStock() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        try await record(plan, 3)
        let other = SheetLayout(stock: "two", labelsPerSheet: 2)
        let rest = try await register.planResume(plan.batch, after: 1, on: other, act: .byOperator(4))
        #expect(rest.labels.map(\.label.code) == plan.labels.dropFirst(4).map(\.label.code))
        #expect(rest.sheets.map(\.sheet.number) == [2, 3, 4])
        try await record(rest, 5, after: 1, stock: "two", perSheet: 2)
        #expect(try await states(plan.batch) == "1.1 1.2 1.3 1.4 2.1 2.2 3.1 3.2 4.1")
        let wallet = await shelf.wallet()
        #expect(wallet.map(\.stock) == ["two"], "the sheet that was never printed isn't in the wallet")
        #expect(try await register.batch(plan.batch).runs.map(\.stock) == ["four", "two"])
    }

    @Test func aSheetOfTheWalletThatWasNotPrintedAfterAllIsFreeAgain() async throws {
        try await campus()
        let first = try await register.openBatch(
            .blank(1), title: "blank", on: Self.four, act: .byOperator(2), random: bits.source)
        try await record(first, 3)
        let plan = try await open(building(), 4)
        try await record(plan, 5)
        #expect(await shelf.sheet(SheetID(1))?.free == [])
        let same = try await register.planResume(plan.batch, after: 0, on: Self.four, act: .byOperator(6))
        #expect(same.sheets.map(\.sheet.places) == [[2, 3, 4], [1, 2, 3, 4], [1, 2]])
        let other = SheetLayout(stock: "nine", labelsPerSheet: 9)
        let rest = try await register.planResume(plan.batch, after: 0, on: other, act: .byOperator(6))
        try await record(rest, 7, after: 0, stock: "nine", perSheet: 9)
        #expect(await shelf.sheet(SheetID(1))?.free == [2, 3, 4])
    }

    @Test func theWalletIsFilledFirst() async throws {
        try await campus()
        try await record(try await open(LabelChoice(.references(["R-1"])), 2), 3)
        let plan = try await open(building(.missing), 4)
        #expect(plan.sheets.map(\.sheet.places) == [[2, 3, 4], [1, 2, 3, 4], [1]])
        #expect(plan.sheets.map(\.isPartUsed) == [true, false, false])
        try await record(plan, 5)
        #expect(await shelf.wallet().map(\.free) == [[2, 3, 4]])
        #expect(await shelf.sheet(SheetID(1))?.isUsable == false)
        let byHand = try await open(building(.any, [.device]), 6, on: startingAt(3))
        #expect(byHand.sheets.map(\.sheet.places) == [[3]] && byHand.sheets[0].free == [4])
    }

    @Test func twoRunsNeverTakeTheSamePlace() async throws {
        try await campus()
        try await record(try await open(LabelChoice(.references(["R-1"])), 2), 3)
        let one = try await open(LabelChoice(.references(["R-2"])), 4)
        let two = try await open(LabelChoice(.references(["R-3"])), 5)
        try await record(one, 6)
        await #expect(
            throws: RegisterRefusal.sheetPlaces(SheetID(1), expected: [3, 4], found: [2])
        ) { try await record(two, 7) }
    }

    @Test func spoiledLabelsArePrintedAgainWithTheirCodesAndTheirPlacesNeverReturn() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        try await record(plan, 3)
        let count = try await register.spoil(
            plan.batch, sheet: 3, place: nil, reason: "jammed", act: .byOperator(4))
        #expect(count == 1)
        #expect(try await states(plan.batch).hasSuffix("2.4 x"))
        #expect(try await register.label(plan.labels[8].label.code).state == .spoiled)
        let corrected = try await register.correctSheet(SheetID(1), free: [2, 4], act: .byOperator(5))
        #expect(corrected.free == [2, 4])
        await #expect(throws: RegisterRefusal.sheetPlaces(SheetID(1), expected: [2, 4], found: [1])) {
            try await register.correctSheet(SheetID(1), free: [1, 2], act: .byOperator(6))
        }
        let again = try await register.planResume(
            plan.batch, spoiled: true, on: Self.four, act: .byOperator(7))
        #expect(again.labels.map(\.label.code) == [plan.labels[8].label.code])
        #expect(again.sheets.map(\.sheet) == [BatchSheet(number: 4, wallet: SheetID(1), places: [2])])
        try await record(again, 8, spoiled: true)
        #expect(try await states(plan.batch).hasSuffix("2.4 4.2"))
        #expect(try await register.label(plan.labels[8].label.code).state == .printed)
    }

    @Test func aVoidRunSpoilsWhatHangsNowhere() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        try await record(plan, 3)
        _ = try await register.setLabelState(plan.labels[0].label.code, to: .stuck, act: .byOperator(4))
        #expect(try await register.voidBatch(plan.batch, reason: "wrong paper", act: .byOperator(5)) == 8)
        #expect(try await states(plan.batch) == "1.1 x x x x x x x x")
        #expect(try await register.label(plan.labels[0].label.code).state == .stuck)
        await #expect(throws: RegisterRefusal.voidBatch(plan.batch)) {
            try await register.planResume(plan.batch, on: Self.four, act: .byOperator(6))
        }
    }

    @Test func aChoiceTakesWhatIsMissingChangedOrDamagedAndNothingElse() async throws {
        try await campus()
        try await record(try await open(LabelChoice(.references(["R-1", "R-2", "R-3"])), 2), 3)
        func chosen(_ condition: LabelCondition, _ number: UInt64) async throws -> [String] {
            try await open(building(condition), number).labels.compactMap { $0.target?.reference }
        }
        #expect(try await chosen(.missing, 4) == ["R-4", "R-5", "R-6", "R-7", "R-8", "R-9"])
        await #expect(throws: RegisterRefusal.nothingToPrint(.changed)) { try await chosen(.changed, 5) }
        await #expect(throws: RegisterRefusal.nothingToPrint(.damaged)) { try await chosen(.damaged, 6) }
        let room = try #require(await shelf.place(PlaceID(11)))
        let renamed = PlaceRenamed(
            reference: room.reference, name: LocalizedName(zh: "新"), isNameGenerated: false)
        try await commit(.placeRenamed(renamed), StreamID(.place, 11), 2, 40)
        let label = try #require(await shelf.labels(on: .place(PlaceID(12))).first)
        _ = try await register.setLabelState(label.code, to: .damaged, act: .byOperator(7))
        #expect(try await chosen(.changed, 8) == ["R-2"])
        #expect(try await chosen(.damaged, 9) == ["R-3"])
    }

    @Test func aRunWithNothingToPrintIsRefusedAndNothingIsLeft() async throws {
        try await campus()
        let commits = await shelf.commitCount
        await #expect(throws: RegisterRefusal.nothingToPrint(.any)) {
            try await open(LabelChoice(.references(["EMPTY"])), 2)
        }
        await #expect(throws: RegisterRefusal.unknownReference("Z")) {
            try await open(LabelChoice(.references(["Z"])), 3)
        }
        await #expect(throws: RegisterRefusal.startAt(expected: 1...4, found: 5)) {
            try await open(building(), 4, on: startingAt(5))
        }
        await #expect(throws: RegisterRefusal.unknownBatch(BatchID(9))) {
            try await register.planResume(BatchID(9), on: Self.four, act: .byOperator(5))
        }
        #expect(await shelf.commitCount == commits)
        #expect(await shelf.register.labels.isEmpty)
    }

    @Test func aSheetNumberOutOfRangeIsTold() async throws {
        try await campus()
        let plan = try await open(building(), 2)
        await #expect(throws: RegisterRefusal.sheetNumber(plan.batch, expected: nil, found: 1)) {
            try await register.spoil(plan.batch, sheet: 1, place: nil, reason: "x", act: .byOperator(3))
        }
        try await record(plan, 4)
        await #expect(throws: RegisterRefusal.sheetNumber(plan.batch, expected: 0...3, found: 4)) {
            try await register.planResume(plan.batch, after: 4, on: Self.four, act: .byOperator(5))
        }
        await #expect(throws: RegisterRefusal.noLabelAt(plan.batch, sheet: 3, place: 2)) {
            try await register.spoil(plan.batch, sheet: 3, place: 2, reason: "x", act: .byOperator(6))
        }
    }

    @Test func onlyFacilitiesOpenRuns() async throws {
        try await campus()
        await #expect(throws: RegisterRefusal.self) {
            try await register.openBatch(
                .choice(building()), title: "B", on: Self.four, act: .by(4, .technician, .site, 9),
                random: bits.source)
        }
        let plan = try await register.openBatch(
            .choice(building()), title: "B", on: Self.four,
            act: .by(5, .facilities, .subtree(PlaceID(2)), 10),
            random: bits.source)
        #expect(try await register.batch(plan.batch).openedBy == .staff(PersonID(5)))
    }
}
