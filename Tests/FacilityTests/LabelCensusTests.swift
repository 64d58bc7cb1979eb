import Facility
import Ledger
import RegisterShelf
import Testing

@Suite("How labels stand") struct LabelCensusTests {
    let shelf = RegisterShelf()
    let bits = SeededBits(seed: 23)
    var register: Register { Register(store: shelf) }

    /// Prints a label of each target, so that it says what `reference` is.
    private func printed(_ references: [String: String]) async throws -> [String: LabelCode] {
        var codes: [String: LabelCode] = [:]
        for (number, (reference, words)) in references.sorted(by: { $0.key < $1.key }).enumerated() {
            let target = try #require(await shelf.target(reference: reference))
            let label = try await register.mintLabels(
                for: [LabelOrder(target)], act: .byOperator(UInt64(100 + number)), random: bits.source)[0]
            let issue = LabelIssue(
                number: 1, text: "https://H/\(label.code.compact)", host: "h", version: 3, level: "Q",
                mask: 0,
                batch: BatchID(1), printedReference: words, printedAt: Instant(seconds: 9))
            try await register.recordPrinted(
                batch: BatchID(1), issues: [PrintedLabel(code: label.code, issue: issue)],
                act: .byOperator(UInt64(200 + number)))
            codes[reference] = label.code
        }
        return codes
    }

    private func standings(_ census: LabelCensus) -> [String: LabelStanding] {
        Dictionary(uniqueKeysWithValues: census.entries.map { ($0.target.reference, $0.standing) })
    }

    @Test("what has no printed label is missing, one with an old reference is out of date")
    func standings() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        let codes = try await printed(["3J-201": "3J-201", "3J-202": "3J-302", "AP-1": "AP-1"])
        let access = try #require(codes["AP-1"])
        _ = try await register.setLabelState(access, to: .confirmed, act: .byOperator(300))
        let rack = try #require(await shelf.target(reference: "R204"))
        _ = try await register.mintLabels(
            for: [LabelOrder(rack)], act: .byOperator(301), random: bits.source)

        #expect(
            standings(try await register.labelCensus(in: nil)) == [
                "3J-201": .unconfirmed, "3J-202": .outdated, "AP-1": .confirmed, "R204": .missing,
                "PDU-1": .missing,
            ])
        _ = try await register.setLabelState(access, to: .damaged, act: .byOperator(302))
        #expect(standings(try await register.labelCensus(in: nil))["AP-1"] == .faulty)
        _ = try await register.revokeLabel(access, reason: "burnt", act: .byOperator(303))
        #expect(standings(try await register.labelCensus(in: nil))["AP-1"] == .missing)
    }

    @Test("of several labels on one thing the one that needs most counts")
    func worstCounts() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        let front = try #require(try await printed(["3J-201": "3J-201"])["3J-201"])
        _ = try await register.setLabelState(front, to: .confirmed, act: .byOperator(300))
        let room = try #require(await shelf.target(reference: "3J-201"))
        let back = try await register.mintLabels(
            for: [LabelOrder(room, placement: "back door")], act: .byOperator(301), random: bits.source)[0]
        let entry = try #require(
            try await register.labelCensus(in: nil).entries.first { $0.target.target == room })

        #expect(entry.standing == .missing)
        #expect(entry.label?.code == back.code)
    }

    @Test("a building's parts are its floors; on a floor everything stands for itself, in walking order")
    func parts() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
        let campus = try #require(await shelf.place("EAST"))
        let building = try #require(await shelf.place("3J"))
        let floor = try #require(await shelf.place("3J-2F"))
        let census = try await register.labelCensus(in: nil)

        #expect(census.parts(of: nil).map(\.place.reference) == ["EAST"])
        #expect(census.parts(of: campus.id).map(\.place.reference) == ["3J"])
        #expect(census.parts(of: building.id).map(\.place.reference) == ["3J-2F"])
        #expect(census.parts(of: floor.id).isEmpty)
        #expect(census.loose(in: building.id).isEmpty)
        #expect(
            census.loose(in: floor.id).map(\.target.reference) == [
                "3J-201", "R204", "PDU-1", "3J-202", "AP-1",
            ])
        #expect(census.entries.map(\.kind) == [.rooms, .devices, .devices, .rooms, .devices])
        #expect(census.entries.tally() == [.missing: 5])
        await #expect(throws: RegisterRefusal.unknownPlace(PlaceID(500))) {
            try await register.labelCensus(in: PlaceID(500))
        }
    }
}
