import Facility
import Ledger
import Testing
import TicketTracking

/// What the repair desk's look-ups promise, on every engine.
struct TicketContractTests {
    @Test(arguments: TestedStore.allCases)
    func `rows bear the instant at which the storage records the events, not an earlier one`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            var asked = SampleCommits.report(1)
            asked.tickets[0].changedAt = SampleCommits.start - .seconds(5)
            let commit = TicketCommit(
                commit: asked.commit, tickets: asked.tickets, reports: asked.reports,
                deadlines: asked.deadlines,
                recording: { commit, instant in
                    commit.tickets[0].changedAt = instant
                    commit.deadlines = commit.deadlines.map {
                        Deadline(ticket: $0.ticket, kind: $0.kind, due: instant + .seconds(60))
                    }
                })
            _ = try await store.commit(commit)
            let recordedAt = try await store.events(of: TicketID(1)).last?.envelope.recordedAt
            #expect(try await store.ticketRow(TicketID(1))?.changedAt == recordedAt)
            let due = SampleCommits.start + .seconds(60)
            let claimed = try await store.claimDeadlines(
                dueBy: due, leaseUntil: due + .seconds(60), limit: 10)
            #expect(claimed.count == asked.deadlines.count && claimed.allSatisfy { $0.due == due })
        }
    }

    private let contact = Contact(name: "李雷", phone: "138 0013 8000", mail: "Li.Lei@example.edu.cn")

    @Test(arguments: TestedStore.allCases)
    func `a report is found by phone, mail and the phone's last four digits`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            _ = try await store.commit(SampleCommits.report(1, contact: contact))
            _ = try await store.commit(SampleCommits.report(2, contact: Contact(phone: "13900008000")))
            _ = try await store.commit(SampleCommits.report(3))
            func found(_ search: ContactSearch) async throws -> [Int64] {
                try await store.tickets(contact: search, limit: 10).map(\.id.rawValue)
            }
            #expect(try await found(.phone("+86-13800138000")) == [1])
            #expect(try await found(.mail("li.lei@EXAMPLE.edu.cn")) == [1])
            #expect(try await found(.phoneEnding("8000")) == [2, 1])
            #expect(try await found(.phone("13800138001")) == [])
            #expect(try await found(.phone("")) == [])
            #expect(try await store.report(ReportID(1))?.contact == nil)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a contact left later is found by, the one before no more, and is sealed`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            _ = try await store.commit(SampleCommits.report(1, contact: Contact(phone: "13900008000")))
            _ = try await store.commit(SampleCommits.amend(20, on: 1, number: 4, contact: contact))
            func found(_ search: ContactSearch) async throws -> [Int64] {
                try await store.tickets(contact: search, limit: 10).map(\.id.rawValue)
            }
            #expect(try await found(.phone("13800138000")) == [1])
            #expect(try await found(.mail("li.lei@example.edu.cn")) == [1])
            #expect(try await found(.phone("13900008000")) == [])
            guard case .amended(let amended)? = try await store.events(of: TicketID(1)).last?.fact else {
                Issue.record("expected an amended contact last")
                return
            }
            #expect(amended.contact == .clear(contact, of: PersonID(1)))
            let envelope = try await store.envelopes(after: .start, limit: 10).last
            let payload = String(decoding: envelope?.payload ?? [], as: UTF8.self)
            #expect(payload.contains("sealed") && !payload.contains("8000"))
            _ = try await (store as? any Erasing)?.erase(PersonID(1))
            #expect(try await found(.phone("13800138000")) == [])
            guard case .amended(let erased)? = try await store.events(of: TicketID(1)).last?.fact else {
                return
            }
            #expect(erased.contact == .erased(of: PersonID(1)))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `an erased person's reports are found by no contact any more`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let erasing = try #require(store as? any Erasing)
            _ = try await store.commit(SampleCommits.report(1, contact: contact))
            _ = try await store.commit(SampleCommits.report(2, contact: contact))
            #expect(try await erasing.erase(PersonID(1)))
            #expect(
                try await store.tickets(contact: .phone("13800138000"), limit: 9).map(\.id) == [TicketID(2)])
            let events = try await store.events(of: TicketID(1))
            guard case .reported(let reported)? = events.first?.fact else {
                Issue.record("expected a report first, found \(events)")
                return
            }
            #expect(reported.report.words == .erased(of: PersonID(1)))
            #expect(reported.report.contact == .erased(of: PersonID(1)))
            #expect(try await erasing.erase(PersonID(1)) == false)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a due deadline goes to one of two workers, and back when its lease ends`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            for number in 1...20 { _ = try await store.commit(SampleCommits.report(number)) }
            let (now, lease) = (SampleCommits.start + .seconds(700), SampleCommits.start + .seconds(760))
            async let left = store.claimDeadlines(dueBy: now, leaseUntil: lease, limit: 15)
            async let right = store.claimDeadlines(dueBy: now, leaseUntil: lease, limit: 15)
            let claimed = try await left + right
            #expect(claimed.count == 20)
            #expect(Set(claimed.map(\.ticket)).count == 20)
            #expect(claimed.allSatisfy { $0.kind == .response })
            #expect(try await store.claimDeadlines(dueBy: now, leaseUntil: lease, limit: 15) == [])
            #expect(
                try await store.claimDeadlines(dueBy: lease, leaseUntil: lease + .seconds(9), limit: 50).count
                    == 20)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a commit replaces its ticket's deadlines and leaves a lease that still holds`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            _ = try await store.commit(SampleCommits.report(1))
            let (now, lease) = (SampleCommits.start + .seconds(700), SampleCommits.start + .seconds(90_000))
            #expect(try await store.claimDeadlines(dueBy: now, leaseUntil: lease, limit: 5).count == 1)
            _ = try await store.commit(SampleCommits.comment(50, on: 1, number: 4))
            #expect(try await store.claimDeadlines(dueBy: now, leaseUntil: lease, limit: 5) == [])
            var ended = SampleCommits.comment(51, on: 1, number: 5)
            ended.deadlines = []
            _ = try await store.commit(ended)
            #expect(try await store.claimDeadlines(dueBy: lease, leaseUntil: lease, limit: 5) == [])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `a list narrows by what is asked, most urgent and oldest first`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let team = try #require(TeamKey("network"))
            let rows = [
                SampleCommits.row(1), SampleCommits.row(2, place: PlaceID(2), priority: .hazard),
                SampleCommits.row(3, state: .closed), SampleCommits.row(4, place: nil, team: team),
            ]
            for row in rows {
                var commit = SampleCommits.report(Int(row.id.rawValue))
                commit.tickets = [row]
                _ = try await store.commit(commit)
            }
            func found(_ query: TicketQuery) async throws -> [Int64] {
                try await store.ticketRows(query).map(\.id.rawValue)
            }
            #expect(try await found(TicketQuery()) == [2, 1, 3, 4])
            #expect(try await found(TicketQuery(states: TicketState.open)) == [2, 1, 4])
            #expect(try await found(TicketQuery(states: [.closed])) == [3])
            #expect(try await found(TicketQuery(places: [PlaceID(1), PlaceID(9)])) == [1, 3])
            #expect(try await found(TicketQuery(teams: [team])) == [4])
            #expect(try await found(TicketQuery(unlocatedOnly: true)) == [4])
            #expect(try await found(TicketQuery(proposalsOnly: true)) == [])
            #expect(try await found(TicketQuery(limit: 1)) == [2])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `photos come back until their owner is erased`(_ tested: TestedStore) async throws {
        try await tested.run { store in
            let jpeg = Array("not really a picture, but bytes".utf8)
            let photo = try await store.keep(
                jpeg: jpeg, width: 4, height: 3, of: PersonID(1), within: .standard)
            #expect(try await store.photo(photo) == jpeg)
            // The person has a key before the report that makes it.
            _ = try await store.commit(SampleCommits.report(1))
            #expect(try await store.photo(photo) == jpeg)
            #expect(try await store.events(of: TicketID(1)).count == 3)
            _ = try await (store as? any Erasing)?.erase(PersonID(1))
            #expect(try await store.photo(photo) == nil)
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `photos beyond the quota of a day are refused, and nothing is kept of them`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            func keep(_ quota: PhotoQuota) async throws -> PhotoReference {
                try await store.keep(
                    jpeg: [UInt8](repeating: 7, count: 1_000), width: 1, height: 1, of: PersonID(1),
                    within: quota)
            }
            let two = PhotoQuota(photosMax: 2, bytesMax: 1 << 20)
            _ = try await keep(two)
            let second = try await keep(two)
            await #expect(throws: PhotoQuota.UsedUp(quota: two)) { try await keep(two) }
            let small = PhotoQuota(photosMax: 10, bytesMax: 2_500)
            await #expect(throws: PhotoQuota.UsedUp(quota: small)) { try await keep(small) }
            #expect(try await store.photo(second)?.count == 1_000)
            _ = try await keep(PhotoQuota(photosMax: 3, bytesMax: 1 << 20))
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `sessions hold until their end, passwords until they are replaced`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let (token, end) = ([UInt8](repeating: 3, count: 32), SampleCommits.start + .seconds(60))
            try await store.openSession(tokenHash: token, person: PersonID(1), until: end)
            #expect(try await store.session(tokenHash: token, at: SampleCommits.start) == PersonID(1))
            #expect(try await store.session(tokenHash: token, at: end) == nil)
            try await store.endSession(tokenHash: token)
            #expect(try await store.session(tokenHash: token, at: SampleCommits.start) == nil)
            #expect(try await store.passwordHash(of: PersonID(1)) == nil)
            try await store.setPasswordHash("one", of: PersonID(1))
            try await store.setPasswordHash("two", of: PersonID(1))
            #expect(try await store.passwordHash(of: PersonID(1)) == "two")
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `all sessions of a person end but the one that is kept, and nobody else's`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let tokens = (1...3).map { [UInt8](repeating: $0, count: 32) }
            let end = SampleCommits.start + .seconds(60)
            for (token, person) in zip(tokens, [1, 1, 2]) {
                try await store.openSession(tokenHash: token, person: PersonID(Int64(person)), until: end)
            }
            func held() async throws -> [PersonID?] {
                var held: [PersonID?] = []
                for token in tokens {
                    held.append(try await store.session(tokenHash: token, at: SampleCommits.start))
                }
                return held
            }
            try await store.endSessions(of: PersonID(1), but: tokens[1])
            #expect(try await held() == [nil, PersonID(1), PersonID(2)])
            try await store.endSessions(of: PersonID(1), but: nil)
            #expect(try await held() == [nil, nil, PersonID(2)])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `deadlines of some kinds are listed from an instant on, the earliest first, leased or not`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let start = SampleCommits.start
            var commit = SampleCommits.report(1)
            commit.deadlines = [
                Deadline(ticket: TicketID(1), kind: .followUp, due: start + .seconds(90)),
                Deadline(ticket: TicketID(1), kind: .thirdRound, due: start + .seconds(60)),
                Deadline(ticket: TicketID(1), kind: .secondRound, due: start + .seconds(30)),
                Deadline(ticket: TicketID(1), kind: .response, due: start + .seconds(70)),
            ]
            _ = try await store.commit(commit)
            _ = try await store.claimDeadlines(
                dueBy: start + .seconds(99), leaseUntil: start + .seconds(999), limit: 10)
            let kinds: Set<Deadline.Kind> = [.followUp, .secondRound, .thirdRound]
            let listed = try await store.deadlines(kinds, from: start + .seconds(60), limit: 10)
            #expect(listed.map(\.kind) == [.thirdRound, .followUp])
            #expect(listed.map(\.due) == [start + .seconds(60), start + .seconds(90)])
            #expect(try await store.deadlines(kinds, from: start, limit: 1).map(\.kind) == [.secondRound])
            #expect(try await store.deadlines([], from: start, limit: 10).isEmpty)
        }
    }
}
