import Facility
import Ledger
import RegisterShelf
import Testing

/// 停机公告 on the small campus: building 3J with the room 3J-202.
@Suite struct NoticeTests {
    let shelf = RegisterShelf()
    var register: Register { Register(store: shelf) }

    init() async throws {
        _ = try await register.importInventory(smallInventory(), act: .byOperator(1))
    }

    private func place(_ reference: String) async throws -> PlaceID {
        try #require(await shelf.place(reference)).id
    }

    private func terms(hours: String? = nil, until: Int64? = nil) -> NoticeTerms {
        NoticeTerms(
            from: Instant(seconds: 1000), until: until.map { Instant(seconds: $0) },
            hours: hours.flatMap { DailyHours($0) }, text: LocalizedName(zh: "断网", en: "No network"))
    }

    @Test(arguments: [
        (minute: 23 * 60 + 29, isShown: false), (23 * 60 + 30, true), (0, true), (5 * 60 + 59, true),
        (6 * 60, false), (12 * 60, false),
    ])
    func `a nightly cut-off stands at its hours, across midnight`(_ minute: Int, _ isShown: Bool) {
        let notice = Notice(number: 1, terms: terms(hours: "23:30-06:00"))
        #expect(notice.stands(at: Instant(seconds: 1000), minute: minute) == isShown)
    }

    @Test(arguments: [(second: Int64(999), isShown: false), (1000, true), (1999, true), (2000, false)])
    func `a planned outage stands from its first moment to before its last`(_ second: Int64, _ isShown: Bool)
    {
        let notice = Notice(number: 1, terms: terms(until: 2000))
        #expect(notice.stands(at: Instant(seconds: second), minute: 0) == isShown)
    }

    @Test(arguments: ["24:00-06:00", "6-7", "06:00-06:00", "06:60-07:00", "-", "", "06:00-07:00-08:00"])
    func `hours of another form are none`(_ text: String) { #expect(DailyHours(text) == nil) }

    @Test func `a notice stands in its subtree and nowhere else, until it is ended`() async throws {
        let building = try await place("3J")
        let posted = try await register.postNotice(terms(), at: building, act: .byOperator(2))
        #expect(posted.number == 1)
        let below = try await shelf.path(to: place("3J-202"))
        #expect(below.notices(at: Instant(seconds: 1500), minute: 0) == [posted])
        let above = try await shelf.path(to: building).dropLast().map(\.self)
        #expect(!above.isEmpty && above.notices(at: Instant(seconds: 1500), minute: 0) == [])
        let changed = try await register.changeNotice(
            1, to: terms(until: 1200), at: building, act: .byOperator(3))
        let later = try await shelf.path(to: place("3J-202"))
        #expect(later.notices(at: Instant(seconds: 1500), minute: 0) == [])
        #expect(try await register.notices().map(\.notice) == [changed])
        try await register.endNotice(1, at: building, act: .byOperator(4))
        #expect(try await register.notices().isEmpty)
        let next = try await register.postNotice(terms(), at: building, act: .byOperator(5))
        #expect(next.number == 2)
        await #expect(throws: RegisterRefusal.unknownNotice(building, 1)) {
            try await register.endNotice(1, at: building, act: .byOperator(6))
        }
    }

    @Test func `a notice is about the categories that it names, and all below them`() throws {
        var named = terms()
        named.categories = [try #require(Key("network"))]
        let notice = Notice(number: 1, terms: named)
        #expect(
            notice.concerns(nil) && notice.concerns(Key("network.outage")) && notice.concerns(Key("network")))
        #expect(!notice.concerns(Key("power")) && !notice.concerns(Key("networks")))
    }
}
