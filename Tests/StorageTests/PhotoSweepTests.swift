import Facility
import Foundation
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// Photos outlive their upload only with the report that they were sent for.
struct PhotoSweepTests {
    private let day = Duration.seconds(86_400)
    /// Of this machine too, whose clock the files' times come from.
    private var now: Instant { Instant(seconds: Int64(Date().timeIntervalSince1970)) }

    private func keep(_ text: String, of owner: Int64, _ storage: SiteStorage) async throws -> PhotoReference
    {
        try await storage.keep(
            jpeg: Array(text.utf8), width: 1, height: 1, of: PersonID(owner), within: .standard)
    }

    private func files(_ folder: ScratchFolder) throws -> Set<String> {
        let photos = try FileManager.default.subpathsOfDirectory(atPath: folder.location.photos)
        return Set(photos.map { ($0 as NSString).lastPathComponent }.filter { $0.count > 2 })
    }

    @Test func `those of a report that was never filed go, with their owner's key, and no others`()
        async throws
    {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        _ = try await storage.commit(SampleCommits.report(1, contact: nil, words: "断网"))
        let reporter = try #require(try await storage.report(ReportID(1))).reporter
        let filed = try await keep("filed", of: reporter.rawValue, storage)
        let name = PersonAdded(name: .clear("王小明", of: PersonID(9)), identities: [.password("wxm")])
        _ = try await storage.commit(
            SampleCommits.register(
                3, [(StreamID(.person, 9), 1, .personAdded(name))], newSubjects: [PersonID(9)]))
        let work = try await keep("work", of: 9, storage)
        let lost = [try await keep("lost", of: 77, storage), try await keep("lost too", of: 77, storage)]
        let wrapped = try #require(
            try await storage.read { try PersonKeyTable.find(PersonID(77), SiteID(1), $0) })

        #expect(try await storage.sweepPhotos(at: SampleCommits.start + day) == (0, 0))
        #expect(try files(folder).count == 4)

        #expect(try await storage.sweepPhotos(at: now + day + day) == (2, 0))
        #expect(try files(folder) == [filed.sha256, work.sha256])
        for photo in lost { #expect(try await storage.photo(photo) == nil) }
        #expect(try await storage.photo(filed) == Array("filed".utf8))
        #expect(try await storage.photo(work) == Array("work".utf8))
        #expect(try folder.databaseBytes().range(of: Data(wrapped.bytes)) == nil)
        #expect(try await storage.sweepPhotos(at: now + day + day) == (0, 0))
        #expect(try await storage.verifyChain().fault == nil)
        try storage.close()
    }

    @Test func `files that no row names go, and what a power loss left of one`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let name = try await storage.photoFiles.write(Array("no row".utf8))
        let part = "\(folder.location.photos)/\(name.prefix(2))/.\(name).part"
        #expect(FileManager.default.createFile(atPath: part, contents: Data()))
        let foreign = "\(folder.location.photos)/README"
        #expect(FileManager.default.createFile(atPath: foreign, contents: Data()))

        #expect(try await storage.sweepPhotos(at: now) == (0, 0))
        #expect(try files(folder).count == 3)
        #expect(try await storage.sweepPhotos(at: now + day + day) == (0, 1))
        #expect(try files(folder) == ["README"])
        try storage.close()
    }

    @Test func `more people than one transaction takes are all swept`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open(durability: .full)
        for owner in 1_000..<1_205 { _ = try await keep("\(owner)", of: Int64(owner), storage) }
        #expect(try await storage.sweepPhotos(at: now + day + day) == (205, 0))
        #expect(try files(folder).isEmpty)
        try storage.close()
    }
}
