import Ledger
import Testing

@testable import Storage

struct FiguresTests {
    @Test func `figures count what is there and how commits were grouped`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let before = try await storage.figures()
        #expect(before.reports == 0 && before.position == 0)
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 1...40 {
                group.addTask { _ = try await storage.commit(SampleCommits.report(number)) }
            }
            try await group.waitForAll()
        }
        let after = try await storage.figures()
        #expect(after.reports == 40 && after.openTickets == 40)
        let head = try await storage.head()
        #expect(after.position == head.rawValue)
        let groups = after.commits.groups.reduce(0, +) - before.commits.groups.reduce(0, +)
        #expect(after.commits.jobs - before.commits.jobs == 40)
        #expect((1...40).contains(groups) && after.commits.waiting == 0)
        try storage.close()
    }

    @Test(arguments: [(1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (129, 8), (256, 8), (300, 8)])
    func `a group counts in the range that ends at or above its size`(_ size: Int, _ range: Int) {
        var figures = CommitFigures()
        figures.count(groupOf: size)
        #expect(figures.groups.firstIndex(of: 1) == range && figures.jobs == size)
        #expect(CommitFigures.sizes.last == GroupCommitter.groupJobsMax)
    }
}
