import Foundation
import Glibc

/// A TCP connection of a test to this machine: sends any bytes, whole requests or none, and sees how it ends.
///
/// Each wait ends by itself after `patienceSeconds`, so that a gateway that never closes fails a test instead of
/// hanging it. Calls block; they are made on a thread that may wait.
final class RawSocket: Sendable {
    static let patienceSeconds = 30
    private let descriptor: Int32

    /// - Parameter receiveBuffer: bytes that the system keeps unread for it; nil: its default.
    init(port: Int, receiveBuffer: Int32? = nil) throws {
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        guard descriptor >= 0 else { throw SocketFailure(step: "socket", code: errno) }
        if var size = receiveBuffer {
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
        }
        var patience = timeval(tv_sec: Self.patienceSeconds, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let descriptor = descriptor
        let status = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else { throw SocketFailure(step: "connect", code: errno) }
    }

    deinit { close(descriptor) }

    /// - Returns: whether the other side still took it.
    @discardableResult
    func send(_ text: String) -> Bool {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    /// Says that nothing more will be sent.
    func end() { shutdown(descriptor, Int32(SHUT_WR)) }

    /// What comes until the connection ends, or until it holds the wanted words.
    ///
    /// - Returns: also whether the other side ended it; false: it holds the words, or patience ran out.
    func receive(until words: String? = nil) -> (text: String, isEnded: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let text = String(decoding: bytes, as: UTF8.self)
            if let words, text.contains(words) { return (text, false) }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            if count == 0 || count < 0 && errno != EAGAIN { return (text, true) }
            guard count > 0 else { return (text, false) }
            bytes += buffer.prefix(count)
        }
    }

    /// Sends the same byte again and again.
    ///
    /// - Returns: after how many the other side ended the connection; nil: it took them all.
    func dribble(_ byte: String, times: Int, everyMilliseconds pause: Int32) -> Int? {
        for sent in 0..<times {
            guard send(byte) else { return sent }
            var watched = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            if poll(&watched, 1, pause) > 0 { return sent + 1 }
        }
        return nil
    }
}

struct SocketFailure: Error {
    var step: String
    var code: Int32
}
