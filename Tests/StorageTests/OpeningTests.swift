import ChildProcess
import Foundation
import GRDB
import Ledger
import Sealing
import Testing

@testable import Storage

/// What happens when a storage is opened.
struct OpeningTests {
    @Test func `a second opening is refused and told who holds the site`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let path = folder.location.database + ".lock"
        await #expect(throws: StorageError.locked(path: path, holder: "process \(getpid())")) {
            try await folder.open()
        }
        try storage.close()
    }

    @Test func `another process is refused while this one has the site open`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let flock = try ChildProcess.run(["flock", "--nonblock", folder.location.database + ".lock", "true"])
        #expect(flock.status == 1)
        try storage.close()
    }

    @Test func `closing lets go of the site, and everything is there when it is opened again`() async throws {
        let folder = try ScratchFolder()
        var storage = try await folder.open()
        _ = try await storage.commit(SampleCommits.report(1))
        let first = try await storage.reserve(.ticket, count: 1)
        try storage.close()
        await #expect(throws: CommitFailure.unavailable("the storage is closed")) {
            try await storage.commit(SampleCommits.report(2))
        }
        await #expect(throws: StorageError.closed) { try await storage.head() }
        storage = try await folder.open()
        #expect(try await storage.head() == Position(3))
        #expect(try await storage.reserve(.ticket, count: 1) > first)
        #expect(try await storage.events(of: .init(1)).count == 3)
        try storage.close()
    }

    @Test func `another site secret is refused`() async throws {
        let folder = try ScratchFolder()
        try await folder.open().close()
        await #expect(throws: StorageError.foreignSecret) {
            try await SiteStorage.open(
                folder.location, secret: try ScratchFolder.secret(6), clock: { SampleCommits.start })
        }
        try await folder.open().close()
    }

    @Test func `the settings on which durability depends are as promised`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let found = try await storage.committer.submit { session, _ in
            try ["journal_mode", "synchronous", "secure_delete", "wal_autocheckpoint"].map { name in
                try session.first("PRAGMA \(name)", []) { $0.text(0) ?? "" } ?? ""
            }
        }
        #expect(found == ["wal", "2", "1", "4000"])
        try storage.close()
    }

    @Test func `database files are for their owner only`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        for suffix in ["", "-wal", ".lock"] {
            let attributes = try FileManager.default.attributesOfItem(
                atPath: folder.location.database + suffix)
            #expect(attributes[.posixPermissions] as? Int == 0o600)
        }
        try storage.close()
    }

    @Test func `a folder that isn't there and a file that isn't a database are said so`() async throws {
        let folder = try ScratchFolder()
        try Data("this is no database, only some text that is long enough".utf8)
            .write(to: URL(fileURLWithPath: folder.location.database))
        await #expect(throws: StorageError.self) { try await folder.open() }
        await #expect(throws: StorageError.self) {
            try await SiteStorage.open(
                StorageLocation(database: folder.path + "/none/site.db", photos: folder.path),
                secret: try ScratchFolder.secret(), clock: { SampleCommits.start })
        }
    }
}
