import Crypto
import Foundation

/// SHA-256 of bytes, as a file's name: 64 hexadecimal digits.
public func sha256Text(of bytes: [UInt8]) -> String {
    SHA256.hash(data: bytes).map { String(format: "%02x", $0) }.joined()
}
