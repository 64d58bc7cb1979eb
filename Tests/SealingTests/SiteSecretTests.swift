import Foundation
import Ledger
import Sealing
import Testing

struct SiteSecretTests {
    private let path = NSTemporaryDirectory() + "mendmark-secret-\(UUID().uuidString)"

    private func mode(_ path: String) throws -> Int? {
        try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
    }

    @Test func `a new secret is a file that only its owner may read, and it reads back`() throws {
        let made = try SiteSecret.create(path: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(try mode(path) == 0o600)
        #expect(try SiteSecret.load(path: path, environment: [:]).text == made.text)
    }

    @Test(arguments: [0o640, 0o604, 0o660, 0o777])
    func `a file that others may read or write is refused with its mode`(_ mode: Int) throws {
        _ = try SiteSecret.create(path: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
        #expect(throws: SiteSecretError.tooOpen(path: path, mode: UInt32(mode))) {
            try SiteSecret.load(path: path, environment: [:])
        }
    }

    @Test func `an existing secret is never replaced`() throws {
        let made = try SiteSecret.create(path: path)
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(throws: SiteSecretError.exists(path: path)) { try SiteSecret.create(path: path) }
        #expect(try SiteSecret.load(path: path, environment: [:]).text == made.text)
    }

    @Test func `the environment takes the place of the file`() throws {
        let secret = try SiteSecret.random(keyNumber: 3)
        let loaded = try SiteSecret.load(path: path, environment: [SiteSecret.environmentName: secret.text])
        #expect(loaded.text == secret.text)
        #expect(loaded.keyNumber == 3)
    }

    @Test func `a missing file is named`() {
        #expect(throws: SiteSecretError.missing(path: path)) {
            try SiteSecret.load(path: path, environment: [:])
        }
    }

    @Test(arguments: [
        "", "mendmark-secret", "mendmark-secret 1 00ff",
        "mendmark-secret 0 " + String(repeating: "ab", count: 32),
        "mendmark-secret x " + String(repeating: "ab", count: 32),
        "mendmark-secret 1 " + String(repeating: "zz", count: 32), String(repeating: "a", count: 5000),
        "mendmark-secret 1 " + String(repeating: "ab", count: 33),
    ])
    func `a text that isn't a secret is refused`(_ text: String) {
        #expect(throws: SiteSecretError.self) { try SiteSecret(text: text) }
    }

    @Test func `a secret never shows itself`() throws {
        let secret = try SiteSecret(bytes: [UInt8](repeating: 0xAB, count: 32))
        var dumped = ""
        dump(secret, to: &dumped)
        for shown in ["\(secret)", String(reflecting: secret), dumped] {
            #expect(!shown.lowercased().contains("abab"))
        }
    }

    @Test func `keys differ by purpose, by secret and by key number`() throws {
        let bytes = [UInt8](repeating: 7, count: 32)
        let secret = try SiteSecret(bytes: bytes)
        var keys = Set(KeyPurpose.allCases.map { secret.keyBytes(for: $0) })
        keys.insert(try SiteSecret(bytes: bytes, keyNumber: 2).keyBytes(for: .tracking))
        keys.insert(try SiteSecret.random().keyBytes(for: .tracking))
        #expect(keys.count == KeyPurpose.allCases.count + 2)
        #expect(secret.keyBytes(for: .tracking) == (try SiteSecret(bytes: bytes)).keyBytes(for: .tracking))
    }
}
