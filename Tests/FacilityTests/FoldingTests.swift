import Facility
import Ledger
import Testing

@Suite struct FoldingTests {
    let stream = StreamID(.place, 12)
    let at = Instant(seconds: 1000)
    let later = Instant(seconds: 2000)

    private func folded(_ facts: RegisterFact..., stream: StreamID) throws -> RegisterSnapshot {
        var snapshot = RegisterSnapshot()
        for (index, fact) in facts.enumerated() {
            snapshot = try snapshot.applying(fact, in: stream, number: Int64(index + 1), at: later)
        }
        return snapshot
    }

    @Test func theFirstEventMakesThePlace() throws {
        let place = try Place.applying(.placeAdded(FactSamples.place), to: nil, in: stream, number: 1, at: at)
        var expected = FactSamples.place
        expected.revision = 1
        #expect(place == expected)
    }

    @Test func aRenamedPlaceKeepsItsOldNameUntilThatMoment() throws {
        let renamed = PlaceRenamed(reference: "3J-205", name: LocalizedName(zh: "新"), isNameGenerated: true)
        let place = try #require(
            try folded(.placeAdded(FactSamples.place), .placeRenamed(renamed), stream: stream).places[
                PlaceID(12)])
        #expect(place.reference == "3J-205" && place.name.zh == "新" && place.isNameGenerated)
        #expect(place.revision == 2)
        #expect(
            place.aliases.last
                == PlaceAlias(reference: "3J-204", name: FactSamples.place.name, until: later))
        #expect(place.aliases.count == 2)
    }

    @Test func aRenameToTheSameNameLeavesNoAlias() throws {
        let same = PlaceRenamed(
            reference: FactSamples.place.reference, name: FactSamples.place.name, isNameGenerated: true)
        let place = try folded(.placeAdded(FactSamples.place), .placeRenamed(same), stream: stream).places[
            PlaceID(12)]
        #expect(place?.aliases == FactSamples.place.aliases)
    }

    @Test func movesChangesAndRetirementAreFolded() throws {
        let changed = PlaceChanged(
            kind: .rack, externalIDs: [], order: nil, timeZone: "Asia/Urumqi", privacy: nil, responsible: nil)
        let place = try #require(
            try folded(
                .placeAdded(FactSamples.place), .placeMoved(PlaceMoved(parent: nil)), .placeChanged(changed),
                .placeRetired(Retired(reason: "gone")), stream: stream
            ).places[PlaceID(12)])
        #expect(place.parent == nil && place.kind == .rack && place.timeZone == "Asia/Urumqi")
        #expect(
            place.externalIDs.isEmpty && place.order == nil && place.privacy == nil
                && place.responsible == nil)
        #expect(place.retiredAt == later && place.revision == 4)
    }

    @Test func aChangedDeviceKeepsItsInstallationAndARetiredOneLosesIt() throws {
        let stream = StreamID(.device, 5)
        var changed = FactSamples.device
        changed.model = "X300"
        let installed = RegisterFact.deviceInstalled(DeviceInstalled(place: PlaceID(12)))
        let device = try folded(
            .deviceAdded(FactSamples.device), installed, .deviceChanged(changed), stream: stream
        ).devices[DeviceID(5)]
        #expect(device?.model == "X300" && device?.revision == 3)
        #expect(device?.installation == Installation(place: PlaceID(12), since: later))
        let retired = try folded(
            .deviceAdded(FactSamples.device), installed, .deviceRetired(Retired(reason: "x")), stream: stream
        ).devices[DeviceID(5)]
        #expect(retired?.installation == nil && retired?.retiredAt == later)
    }

    @Test func aLabelIsMintedPrintedBoundAndReplaced() throws {
        let stream = StreamID(.label, 3)
        let issue = LabelIssue(
            number: 1, text: "t", host: "h", version: 3, level: "Q", mask: 0, batch: BatchID(1),
            printedReference: "r", printedAt: at)
        let minted = RegisterFact.labelMinted(LabelMinted(code: FactSamples.code, target: .blank))
        let label = try #require(
            try folded(
                minted, .labelPrinted(issue), .labelBound(.place(PlaceID(1))),
                .labelStateChanged(LabelStateChanged(state: .stuck)), .labelPrinted(issue), stream: stream
            ).labels[LabelID(3)])
        #expect(
            label.state == .stuck && label.issues == [issue, issue] && label.target == .place(PlaceID(1)))
        let replaced = try folded(
            minted, .labelReplaced(LabelReplaced(by: FactSamples.code)), stream: stream
        ).labels[LabelID(3)]
        #expect(replaced?.state == .replaced && replaced?.replacedBy == FactSamples.code)
        #expect(replaced?.isLive == false)
    }

    @Test(arguments: LabelState.allCases)
    func printingTakesNoPaperOffTheWallAndRevivesNoEndedCode(_ state: LabelState) throws {
        var label = Label(id: LabelID(3), code: FactSamples.code, target: .blank, revision: 1)
        label.state = state
        guard case .labelPrinted = FactSamples.all[10] else {
            throw FactError.unknownKind(FactSamples.all[10].kind)
        }
        let printed = try Label.applying(
            FactSamples.all[10], to: label, in: StreamID(.label, 3), number: 2, at: at)
        let stays: Set<LabelState> = [.stuck, .confirmed, .replaced, .revoked]
        #expect(printed.state == (stays.contains(state) ? state : .printed))
    }

    @Test func grantsComeAndGo() throws {
        let stream = StreamID(.person, 8)
        func apply(_ fact: RegisterFact, to person: Person?, _ number: Int64) throws -> Person {
            try Person.applying(fact, to: person, in: stream, number: number, at: at)
        }
        var person = try apply(FactSamples.all[14], to: nil, 1)
        person = try apply(.personGranted(FactSamples.grant), to: person, 2)
        #expect(person.grants == [FactSamples.grant] && person.id == PersonID(8))
        person = try apply(.personGrantEnded(FactSamples.grant), to: person, 3)
        person = try apply(.personDisabled(Retired(reason: "left")), to: person, 4)
        #expect(person.grants.isEmpty && person.isDisabled && person.revision == 4)
    }

    @Test func streamsThatDoNotFitAreFaults() throws {
        let added = RegisterFact.placeAdded(FactSamples.place)
        let moved = RegisterFact.placeMoved(PlaceMoved(parent: nil))
        let place = try Place.applying(added, to: nil, in: stream, number: 1, at: at)
        #expect(throws: FoldFault.nothingThere(stream, moved.kind)) {
            try Place.applying(moved, to: nil, in: stream, number: 1, at: at)
        }
        #expect(throws: FoldFault.alreadyThere(stream, added.kind)) {
            try Place.applying(added, to: place, in: stream, number: 2, at: at)
        }
        #expect(throws: FoldFault.wrongNumber(stream, expected: 2, found: 3)) {
            try Place.applying(moved, to: place, in: stream, number: 3, at: at)
        }
        #expect(throws: FoldFault.wrongIdentity(StreamID(.place, 13), found: 12)) {
            try Place.applying(added, to: nil, in: StreamID(.place, 13), number: 1, at: at)
        }
        #expect(throws: FoldFault.foreignFact(stream, EventKind("label.bound"))) {
            try Place.applying(.labelBound(.blank), to: place, in: stream, number: 2, at: at)
        }
    }

    @Test(arguments: [StreamKind.place, .device, .label])
    func eachKindOfStreamRefusesAllFactsOfTheOthers(_ kind: StreamKind) {
        for fact in FactSamples.all where !fact.kind.name.hasPrefix(kind.rawValue + ".") {
            #expect(throws: FoldFault.self) {
                try RegisterSnapshot().applying(fact, in: StreamID(kind, 1), number: 1, at: at)
            }
        }
    }

    @Test func peopleAndConfigurationsLeaveTheSnapshotAlone() throws {
        let snapshot = try RegisterSnapshot().applying(
            FactSamples.all[14], in: StreamID(.person, 8), number: 1, at: at)
        #expect(snapshot.places.isEmpty && snapshot.devices.isEmpty && snapshot.labels.isEmpty)
    }
}
