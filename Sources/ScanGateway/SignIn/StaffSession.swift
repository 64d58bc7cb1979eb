import Crypto
import Facility
import Foundation
import Ledger

/// Somebody signed in.
struct StaffSession: Sendable {
    var person: Person
    var principal: Principal
    /// Sent with every form, since a cookie alone comes with any request that another page makes.
    var csrf: String
    /// The page is kept in the browser: nothing that was asked for stands on it in clear.
    var isForKeeping = false

    /// Roles by which the desk is opened.
    static let deskRoles: Set<Role> = [
        .technician, .dutyStudent, .dispatcher, .caller, .teamLead, .supervisor, .contractor, .buildingKeeper,
        .facilities, .head, .auditor, .systemAdministrator,
    ]

    var name: String { person.name.value ?? "" }
    var opensDesk: Bool { !principal.roles.isDisjoint(with: Self.deskRoles) }
}

/// A session's secret: 32 random bytes that only the browser keeps; the store keeps their hash.
struct SessionToken: Hashable, Sendable {
    static let cookie = "mendmark-session"
    let text: String

    init(random: () -> UInt64) {
        let words = (0..<4).map { _ in random() }
        text = Base64URL.encode(words.flatMap { withUnsafeBytes(of: $0.bigEndian, Array.init) })
    }

    /// - Returns: nil where the cookie isn't of our form.
    init?(cookie: String) {
        guard cookie.utf8.count == 43, Base64URL.decode(cookie)?.count == 32 else { return nil }
        text = cookie
    }

    var hash: [UInt8] { Array(SHA256.hash(data: Data(text.utf8))) }
    var csrf: String { Base64URL.encode(Array(SHA256.hash(data: Data("csrf:\(text)".utf8)).prefix(18))) }
}

/// Base 64 with the alphabet of addresses and without padding (RFC 4648 section 5).
enum Base64URL {
    static func encode(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing(
            "=", with: "")
    }

    static func decode(_ text: String) -> [UInt8]? {
        let plain = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4)).map(
            Array.init)
    }
}
