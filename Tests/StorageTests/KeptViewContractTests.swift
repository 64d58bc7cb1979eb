import Facility
import Ledger
import Testing

@testable import Storage

/// What people keep of the board under a name, on every engine.
struct KeptViewContractTests {
    private static func view(_ name: String, _ query: String = "?only=late", at second: Int64 = 0) -> KeptView
    {
        KeptView(name: name, query: query, keptAt: SampleCommits.start + .seconds(second))
    }

    @Test(arguments: TestedStore.allCases)
    func `views are one's own, in their order, renamed and dropped by name`(_ tested: TestedStore)
        async throws
    {
        try await tested.run { store in
            let (mine, yours) = (PersonID(7), PersonID(8))
            #expect(try await store.keep(Self.view("晚班", at: 2), of: mine))
            #expect(try await store.keep(Self.view("E座", "?place=3", at: 1), of: mine))
            #expect(try await store.keep(Self.view("晚班", "?team=network", at: 9), of: mine))
            #expect(
                try await store.keptViews(of: mine) == [
                    Self.view("E座", "?place=3", at: 1), Self.view("晚班", "?team=network", at: 2),
                ])
            #expect(try await store.keptViews(of: yours) == [])
            #expect(try await store.renameView("晚班", to: "E座", of: mine) == false)
            #expect(try await store.renameView("没有", to: "夜班", of: mine) == false)
            #expect(try await store.renameView("晚班", to: "夜班", of: yours) == false)
            #expect(try await store.renameView("晚班", to: "夜班", of: mine))
            try await store.dropView("E座", of: mine)
            #expect(try await store.keptViews(of: mine).map(\.name) == ["夜班"])
        }
    }

    @Test(arguments: TestedStore.allCases)
    func `nobody keeps more than there is room for, and what somebody keeps goes with the person`(
        _ tested: TestedStore
    ) async throws {
        try await tested.run { store in
            let mine = PersonID(7)
            for number in 1...KeptView.viewsMax {
                #expect(try await store.keep(Self.view("\(number)", at: Int64(number)), of: mine))
            }
            #expect(try await store.keep(Self.view("more"), of: mine) == false)
            #expect(try await store.keep(Self.view("1", "?only=new"), of: mine))
            _ = try await (store as? any Erasing)?.erase(mine)
            #expect(try await store.keptViews(of: mine) == [])
        }
    }
}
