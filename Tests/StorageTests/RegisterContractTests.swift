import Facility
import Ledger
import Testing

/// What the register's look-ups promise, on every engine.
struct RegisterContractTests {
    private let campus = SampleCommits.place(1, kind: .campus, reference: "BQ", zh: "北校区", en: "North Campus")
    private let building = SampleCommits.place(2, parent: 1, kind: .building, reference: "3J", zh: "第三教学楼")
    private let room = SampleCommits.place(
        3, parent: 2, reference: "3J-204", zh: "第三教学楼204教室", en: "Room 204")
    private let other = SampleCommits.place(4, parent: 2, reference: "3J-205", zh: "100%教室_", order: 1)

    private func fill(_ store: any AnyStore) async throws {
        _ = try await store.commit(
            SampleCommits.register(900, [campus, building, room, other].map(SampleCommits.added)))
    }

    private func renamed(_ id: Int64, _ number: Int64, _ reference: String) -> (StreamID, Int64, RegisterFact)
    {
        let name = LocalizedName(zh: "新\(reference)")
        let fact = PlaceRenamed(reference: reference, name: name, isNameGenerated: false)
        return (StreamID(.place, id), number, .placeRenamed(fact))
    }

    @Test(arguments: TestedStore.allCases)
    func `places come back whole, with their path and children in walking order`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            try await fill(store)
            var expected = room
            expected.revision = 1
            #expect(try await store.place(PlaceID(3)) == expected)
            #expect(try await store.path(to: PlaceID(3)).map(\.id.rawValue) == [1, 2, 3])
            #expect(try await store.path(to: PlaceID(99)) == [])
            #expect(try await store.children(of: PlaceID(2)).map(\.id.rawValue) == [4, 3])
            #expect(try await store.snapshot().places.count == 4)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a path that was asked for before tells of every change at once`(_ tested: TestedStore) async throws
    {
        try await tested.run { store in
            try await fill(store)
            #expect(try await store.path(to: PlaceID(3)).last?.reference == "3J-204")
            _ = try await store.commit(SampleCommits.register(901, [renamed(2, 2, "4J")]))
            #expect(try await store.path(to: PlaceID(3)).map(\.reference) == ["BQ", "4J", "3J-204"])
            let moved = RegisterFact.placeMoved(PlaceMoved(parent: PlaceID(1)))
            _ = try await store.commit(SampleCommits.register(902, [(StreamID(.place, 3), 2, moved)]))
            #expect(try await store.path(to: PlaceID(3)).map(\.id.rawValue) == [1, 3])
        }
    }

    @Test(
        arguments: TestedStore.allCases,
        [
            ("3j-204", [Int64(3)]), ("教学楼", [2, 3]), ("第三 204", [3]), ("room 204", [3]), ("２０４", [3]),
            ("100%", [4]), ("%", [4]), ("_", [4]), ("", []), ("  ", []), ("无此地", []), ("'; --", []),
            ("NORTH", [1]), ("dsjxl", [2, 3]), ("jxl 204", [3]), ("bxq", [1]),
        ])
    func `a search finds words, parts of Chinese names and references, and takes no word as a pattern`(
        _ tested: TestedStore, _ asked: (String, [Int64])
    ) async throws {
        try await tested.run { store in
            try await fill(store)
            #expect(try await store.places(matching: asked.0, limit: 10).map(\.id.rawValue) == asked.1)
        }
    }

    @Test(
        arguments: TestedStore.allCases,
        [
            ("第三教学楼 205", [Int64(4)]), ("第三教学楼205", [4]), ("dsjxl205", [4]), ("北校区 205", [4]),
            ("3j 教室_", [4]), ("无此楼 205", []), ("204 205", []), ("第三教学楼 204", [3]),
        ])
    func `a room is found by its house's name, too`(
        _ tested: TestedStore, _ asked: (String, [Int64])
    ) async throws {
        try await tested.run { store in
            try await fill(store)
            let finder = PlaceFinder(store: store)
            #expect(try await finder.places(matching: asked.0, limit: 10).map(\.id.rawValue) == asked.1)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `an old name finds the renamed place, a retired one is not found`(_ tested: TestedStore) async throws
    {
        try await tested.run { store in
            try await fill(store)
            _ = try await store.commit(SampleCommits.register(901, [renamed(3, 2, "3J-304")]))
            #expect(try await store.places(matching: "3J-204", limit: 5).map(\.id.rawValue) == [3])
            #expect(try await store.target(reference: "3J-204") == nil)
            #expect(try await store.target(reference: "3J-304") == .place(PlaceID(3)))
            let retired = (StreamID(.place, 3), Int64(3), RegisterFact.placeRetired(Retired(reason: "拆除")))
            _ = try await store.commit(SampleCommits.register(902, [retired]))
            #expect(try await store.places(matching: "304", limit: 5) == [])
            #expect(try await store.target(reference: "3J-304") == nil)
            #expect(try await store.place(PlaceID(3))?.retiredAt != nil)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `rooms swap their references within one commit`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            _ = try await store.commit(
                SampleCommits.register(901, [renamed(3, 2, "3J-205"), renamed(4, 2, "3J-204")]))
            #expect(try await store.target(reference: "3J-205") == .place(PlaceID(3)))
            #expect(try await store.target(reference: "3J-204") == .place(PlaceID(4)))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a reference in force is one thing's, a place's or a device's`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            let device = Device(
                id: DeviceID(1), kind: "switch", reference: "3J-204", name: LocalizedName(en: "x"))
            await #expect(throws: CommitFailure.self) {
                try await store.commit(
                    SampleCommits.register(901, [(StreamID(.device, 1), 1, .deviceAdded(device))]))
            }
            #expect(try await store.device(DeviceID(1)) == nil)
            #expect(try await store.head() == Position(4))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `devices and labels follow their events`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            try await fill(store)
            let code = try #require(LabelCode(bits: 12_345))
            let device = Device(
                id: DeviceID(1), kind: "switch", reference: "SW-1", name: LocalizedName(en: "Switch"))
            _ = try await store.commit(
                SampleCommits.register(
                    901,
                    [
                        (StreamID(.device, 1), 1, .deviceAdded(device)),
                        (StreamID(.device, 1), 2, .deviceInstalled(DeviceInstalled(place: PlaceID(3)))),
                        (
                            StreamID(.label, 1), 1,
                            .labelMinted(LabelMinted(code: code, target: .device(DeviceID(1))))
                        ),
                        (StreamID(.label, 1), 2, .labelStateChanged(LabelStateChanged(state: .confirmed))),
                    ]))
            #expect(try await store.devices(at: PlaceID(3)).map(\.id) == [DeviceID(1)])
            #expect(try await store.label(code)?.state == .confirmed)
            #expect(try await store.labels(on: .device(DeviceID(1))).map(\.code) == [code])
            await #expect(throws: CommitFailure.self) {
                try await store.commit(
                    SampleCommits.register(
                        902, [(StreamID(.label, 2), 1, .labelMinted(LabelMinted(code: code, target: .blank)))]
                    ))
            }
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `what was printed comes back page by page, of labels in any state`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let codes = try (1...5).map { try #require(LabelCode(bits: UInt64($0) * 7)) }
            let issues = (1...2).map { number in
                LabelIssue(
                    number: number, text: "https://FIX/1", host: "fix.example.edu", version: 3, level: "Q",
                    mask: 4,
                    batch: BatchID(1), printedReference: "3J-204", printedAt: SampleCommits.start)
            }
            for (index, code) in codes.enumerated() {
                let stream = StreamID(.label, Int64(index + 1))
                var facts: [(StreamID, Int64, RegisterFact)] = [
                    (stream, 1, .labelMinted(LabelMinted(code: code, target: .blank)))
                ]
                if index != 3 {
                    facts += issues.enumerated().map { (stream, Int64($0 + 2), .labelPrinted($1)) }
                }
                if index == 1 {
                    facts.append((stream, 4, .labelStateChanged(LabelStateChanged(state: .revoked))))
                }
                _ = try await store.commit(SampleCommits.register(910 + index, facts))
            }
            let first = try await store.printings(after: LabelID(0), limit: 3)
            #expect(first.map(\.id.rawValue) == [1, 2, 3])
            #expect(first.map(\.code) == Array(codes[..<3]))
            let form = PrintedForm(host: "fix.example.edu", version: 3, level: "Q")
            #expect(first[1].forms == [form, form])
            let rest = try await store.printings(after: LabelID(3), limit: 3)
            #expect(rest.map(\.id.rawValue) == [4, 5])
            #expect(rest.map(\.forms.count) == [0, 2])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `people come back with name and grants until they are erased`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let identity = Identity.password("wang.fang")
            let grant = Grant(role: .technician, scope: .site)
            let added = PersonAdded(name: .clear("王芳", of: PersonID(1)), identities: [identity])
            _ = try await store.commit(
                SampleCommits.register(
                    1, [(StreamID(.person, 1), 1, .personAdded(added))], newSubjects: [PersonID(1)]))
            _ = try await store.commit(
                SampleCommits.register(2, [(StreamID(.person, 1), 2, .personGranted(grant))]))
            let person = try #require(try await store.person(identity: identity))
            #expect(person.name.value == "王芳")
            #expect(person.grants == [grant])
            #expect(try await store.people().map(\.id) == [PersonID(1)])
            _ = try await (store as? any Erasing)?.erase(PersonID(1))
            #expect(try await store.person(PersonID(1))?.name == .erased(of: PersonID(1)))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `the newest configuration of a subject is the one in force`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            for version in 1...2 {
                let loaded = ConfigurationLoaded(subject: "rules", version: version, text: "第\(version)版")
                _ = try await store.commit(
                    SampleCommits.register(
                        version, [(StreamID(.configuration, 1), Int64(version), .configurationLoaded(loaded))]
                    ))
            }
            #expect(try await store.configuration("rules")?.text == "第2版")
            #expect(try await store.configuration("calendar") == nil)
        }
    }
}
