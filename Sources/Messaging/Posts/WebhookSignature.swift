import Crypto
import Foundation
public import Ledger

/// The secret that a webhook's receiver shares, `whsec_` and base64 of 24 to 64 bytes (Standard Webhooks 1.0).
public struct WebhookSecret: Sendable, CustomStringConvertible {
    private let key: SymmetricKey

    /// - Returns: nil for anything else.
    public init?(_ text: String) {
        guard text.hasPrefix("whsec_"), let bytes = Data(base64Encoded: String(text.dropFirst(6))),
            (24...64).contains(bytes.count)
        else { return nil }
        key = SymmetricKey(data: bytes)
    }

    /// Never the secret.
    public var description: String { "webhook secret" }

    /// The three headers of a message.
    ///
    /// - Parameters:
    ///   - id: the same for each try, so that a receiver can drop doubles; no full stop in it.
    ///   - instant: of this try; receivers refuse what is minutes old.
    public func headers(id: String, at instant: Instant, body: [UInt8]) -> [(String, String)] {
        let time = String(instant.secondsSinceEpoch)
        let signed = Array("\(id).\(time).".utf8) + body
        let mac = HMAC<SHA256>.authenticationCode(for: signed, using: key).withUnsafeBytes { Data($0) }
        return [
            ("webhook-id", id), ("webhook-timestamp", time),
            ("webhook-signature", "v1,\(mac.base64EncodedString())"),
        ]
    }
}
