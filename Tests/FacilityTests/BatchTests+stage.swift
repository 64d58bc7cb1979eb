import Facility
import Ledger
import RegisterShelf

/// A small campus, and runs on sheets of four labels.
extension BatchTests {
    static let rooms = (1...9).map { "R-\($0)" }

    /// A building with nine rooms, an empty one, and an access point in the first room.
    func campus() async throws {
        var facts: [RegisterFact] = [
            .placeAdded(place(1, nil, .campus, "C")), .placeAdded(place(2, 1, .building, "B")),
            .placeAdded(place(3, 1, .building, "EMPTY")),
        ]
        for (index, reference) in Self.rooms.enumerated() {
            facts.append(.placeAdded(place(Int64(10 + index), 2, .room, reference)))
        }
        facts.append(
            .deviceAdded(
                Device(
                    id: DeviceID(1), kind: "access point", reference: "AP-1", name: LocalizedName(en: "AP"))))
        let act = Act.byOperator(1)
        var drafts = facts.map { fact -> EventDraft in
            let stream: StreamID =
                switch fact {
                case .placeAdded(let place): StreamID(.place, place.id.rawValue)
                default: StreamID(.device, 1)
                }
            return EventDraft(
                stream: stream, number: 1, actor: act.by.actor, channel: act.channel, command: act.command,
                fact: fact)
        }
        drafts.append(
            EventDraft(
                stream: StreamID(.device, 1), number: 2, actor: act.by.actor, channel: act.channel,
                command: act.command, fact: RegisterFact.deviceInstalled(DeviceInstalled(place: PlaceID(10))))
        )
        _ = try await shelf.commit(Commit(command: act.command, fingerprint: [], drafts: drafts, result: []))
    }

    func place(_ id: Int64, _ parent: Int64?, _ kind: PlaceKind, _ reference: String) -> Place {
        Place(
            id: PlaceID(id), parent: parent.map { PlaceID($0) }, kind: kind, reference: reference,
            name: LocalizedName(zh: reference), order: Int(id))
    }

    static let four = SheetLayout(stock: "four", labelsPerSheet: 4)

    func open(
        _ choice: LabelChoice, _ number: UInt64, on layout: SheetLayout = four
    ) async throws -> BatchPlan {
        try await register.openBatch(
            .choice(choice), title: "B", on: layout, act: .byOperator(number), random: bits.source)
    }

    func building(_ condition: LabelCondition = .any, _ bearers: Set<LabelBearer> = [.room])
        -> LabelChoice
    {
        LabelChoice(.references(["B"]), bearers: bearers, condition: condition)
    }

    func record(
        _ plan: BatchPlan, _ number: UInt64, after: Int? = nil, spoiled: Bool = false, stock: String = "four",
        perSheet: Int = 4
    ) async throws {
        let labels = plan.labels.map { planned in
            PrintedLabel(
                code: planned.label.code,
                issue: LabelIssue(
                    number: planned.label.issues.count + 1, text: "https://X/\(planned.label.code.compact)",
                    host: "X", version: 3, level: "Q", mask: 1, batch: plan.batch,
                    printedReference: planned.target?.reference ?? "", printedName: planned.target?.name,
                    printedPath: planned.target?.path, printedAt: Instant(seconds: 5)))
        }
        let printed = BatchPrinted(
            stock: stock, design: "door", dotsPerInch: 600, after: after, spoiled: spoiled,
            sheets: plan.sheets.map(\.sheet))
        try await register.recordBatch(
            BatchRecord(batch: plan.batch, printed: printed, labelsPerSheet: perSheet, labels: labels),
            act: .byOperator(number))
    }

    func states(_ id: BatchID) async throws -> String {
        try await register.batch(id).items.map { item in
            switch item.state {
            case .pending: "-"
            case .printed: "\(item.sheet ?? 0).\(item.place ?? 0)"
            case .spoiled: "x"
            }
        }.joined(separator: " ")
    }

    func startingAt(_ place: Int) -> SheetLayout {
        SheetLayout(stock: "four", labelsPerSheet: 4, startAt: place)
    }

    func commit(_ fact: RegisterFact, _ stream: StreamID, _ number: Int64, _ key: UInt64) async throws {
        let act = Act.byOperator(key)
        let draft = EventDraft(
            stream: stream, number: number, actor: act.by.actor, channel: act.channel, command: act.command,
            fact: fact)
        _ = try await shelf.commit(Commit(command: act.command, fingerprint: [], drafts: [draft], result: []))
    }
}
