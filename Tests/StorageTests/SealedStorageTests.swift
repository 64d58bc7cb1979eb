import Facility
import Foundation
import GRDB
import Ledger
import Testing
import TicketTracking

@testable import Storage

/// What belongs to a person is sealed on disk, and the ledger can't be changed unnoticed.
struct SealedStorageTests {
    private let contact = Contact(name: "韩梅梅", phone: "13712345678", mail: "han.meimei@example.edu.cn")

    private func filled(_ folder: ScratchFolder) async throws -> SiteStorage {
        let storage = try await folder.open()
        _ = try await storage.commit(SampleCommits.report(1, contact: contact, words: "宿舍断网三天了"))
        _ = try await storage.commit(SampleCommits.report(2))
        let name = PersonAdded(name: .clear("王小明", of: PersonID(9)), identities: [.password("wxm")])
        _ = try await storage.commit(
            SampleCommits.register(
                3, [(StreamID(.person, 9), 1, .personAdded(name))], newSubjects: [PersonID(9)]))
        return storage
    }

    @Test func `no clear word of a person stands in the database or its journal`() async throws {
        let folder = try ScratchFolder()
        let storage = try await filled(folder)
        let bytes = try folder.databaseBytes()
        for word in ["宿舍断网三天了", "韩梅梅", "13712345678", "8613712345678", "5678", "han.meimei", "王小明"] {
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word) stands there in clear")
        }
        // The look itself works: what isn't personal is found.
        #expect(bytes.range(of: Data("ticket.reported".utf8)) != nil)
        #expect(bytes.range(of: Data("wxm".utf8)) != nil)
        try storage.close()
    }

    @Test func `after an erasure the key stands nowhere any more and the chain still holds`() async throws {
        let folder = try ScratchFolder()
        let storage = try await filled(folder)
        let wrapped = try #require(
            try await storage.read { try PersonKeyTable.find(PersonID(1), SiteID(1), $0) })
        let photo = try await storage.keep(
            jpeg: [1, 2, 3], width: 1, height: 1, of: PersonID(1), within: .standard)
        #expect(try folder.databaseBytes().range(of: Data(wrapped.bytes)) != nil)
        #expect(try await storage.erase(PersonID(1)))
        #expect(try folder.databaseBytes().range(of: Data(wrapped.bytes)) == nil)
        let file = "\(folder.location.photos)/\(photo.sha256.prefix(2))/\(photo.sha256)"
        #expect(!FileManager.default.fileExists(atPath: file))
        #expect(try await storage.verifyChain() == ChainVerdict(verified: 7, fault: nil))
        try storage.close()
    }

    @Test func `a photo's file is sealed and named by what it holds`() async throws {
        let folder = try ScratchFolder()
        let storage = try await folder.open()
        let jpeg = Array("JFIF and so on, a picture of a door".utf8)
        let photo = try await storage.keep(
            jpeg: jpeg, width: 2, height: 1, of: PersonID(1), within: .standard)
        let url = URL(fileURLWithPath: "\(folder.location.photos)/\(photo.sha256.prefix(2))/\(photo.sha256)")
        var sealed = try Data(contentsOf: url)
        #expect(sealed.range(of: Data("JFIF".utf8)) == nil)
        sealed[20] ^= 1
        try sealed.write(to: url)
        #expect(try await storage.photo(photo) == nil)
        var hostile = photo
        hostile.sha256 = "../../../../etc/passwd"
        #expect(try await storage.photo(hostile) == nil)
        try storage.close()
    }

    @Test(
        arguments: [
            (
                "UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 2",
                ChainFault.altered(at: Position(2))
            ),
            ("UPDATE events SET payload = x'7b7d' WHERE position = 4", .altered(at: Position(4))),
            ("UPDATE events SET actor = 'system:x' WHERE position = 1", .altered(at: Position(1))),
            ("DELETE FROM events WHERE position = 3", .gap(expected: Position(3), found: Position(4))),
            ("DELETE FROM events WHERE position = 7", .gap(expected: Position(7), found: Position(7))),
            ("UPDATE events SET previous_hash = hash WHERE position = 5", .broken(at: Position(5))),
            (
                "UPDATE events SET algorithm = 'none' WHERE position = 6",
                .algorithm(at: Position(6), found: "none")
            ),
            ("UPDATE site_heads SET hash = zeroblob(32)", .broken(at: Position(7))),
        ])
    func `a ledger that was tampered with is found out at the first fault`(
        _ tampering: String, _ fault: ChainFault
    ) async throws {
        let folder = try ScratchFolder()
        let storage = try await filled(folder)
        #expect(try await storage.verifyChain() == ChainVerdict(verified: 7, fault: nil))
        try storage.close()
        let queue = try DatabaseQueue(path: folder.location.database)
        try await queue.write { try $0.execute(sql: tampering) }
        try queue.close()
        let opened = try await folder.open()
        #expect(try await opened.verifyChain().fault == fault)
        try opened.close()
    }

    @Test func `checking goes on from a position that was checked before`() async throws {
        let folder = try ScratchFolder()
        let storage = try await filled(folder)
        #expect(try await storage.verifyChain(from: Position(4)) == ChainVerdict(verified: 3, fault: nil))
        try storage.close()
    }

    @Test func `old commands are forgotten after thirty days, with sessions that ended`() async throws {
        let folder = try ScratchFolder()
        let storage = try await filled(folder)
        try await storage.openSession(
            tokenHash: [UInt8](repeating: 1, count: 32), person: PersonID(9), until: SampleCommits.start)
        let kept = try await storage.purge(at: SampleCommits.start - .seconds(1))
        #expect(kept == (0, 0))
        let forgotten = try await storage.purge(at: SampleCommits.start + .seconds(30 * 86_400 + 1))
        #expect(forgotten == (3, 1))
        #expect(try await storage.result(of: SampleCommits.command(1)) == nil)
        try storage.close()
    }
}
