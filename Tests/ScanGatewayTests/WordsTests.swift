import Foundation
import Testing
import Wording

@testable import ScanGateway

@Suite("The gateway's words")
struct WordsTests {
    @Test("are all known before the gateway starts: the list holds every key that the code names")
    func keys() throws {
        let book = try Phrasebook(folder: Campus.assets + "/Locales")
        try book.require(SentenceKeys.all)
        let root =
            URL(fileURLWithPath: Campus.assets).deletingLastPathComponent().path + "/Sources/ScanGateway"
        let listed = Set(SentenceKeys.all)
        let files = FileManager.default.enumerator(atPath: root)?.compactMap { $0 as? String } ?? []
        #expect(files.count > 40)
        for file in files where file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
            for match in text.matches(of: /(?:say|count)\("([a-zA-Z.]+)"/) {
                #expect(listed.contains(String(match.1)), "\(file): \(match.1)")
            }
        }
    }

    @Test("has words for every kind of event in the audit ledger")
    func kinds() throws {
        let root = URL(fileURLWithPath: Campus.assets).deletingLastPathComponent().path + "/Sources"
        var kinds: Set<String> = []
        for file in FileManager.default.enumerator(atPath: root)?.compactMap({ $0 as? String }) ?? []
        where file.contains("Fact") && file.hasSuffix(".swift") {
            let text = try String(contentsOfFile: "\(root)/\(file)", encoding: .utf8)
            kinds.formUnion(
                text.matches(of: /"((?:ticket|person|label|place|device)\.[a-zA-Z]+)"/).map { String($0.1) })
        }
        #expect(kinds.count > 60)
        #expect(kinds.subtracting(SentenceKeys.ledgerKinds).sorted() == [])
    }
}
