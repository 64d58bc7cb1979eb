import Dispatch
import Foundation
import Glibc

@testable import ScanGateway

/// A TCP connection of a test to this machine: sends any bytes, whole requests or none, and sees how it ends.
///
/// Each wait ends by itself after `patienceSeconds`, so that a gateway that never closes fails a test instead of
/// hanging it.
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

    /// Says that nothing more will be sent.
    func end() { shutdown(descriptor, Int32(SHUT_WR)) }

    func send(_ text: String) async { _ = await blocking { self.sendNow(Array(text.utf8)) } }

    /// What comes until the connection ends, or until it holds the wanted words.
    ///
    /// - Returns: also whether the other side ended it; false: it holds the words, or patience ran out.
    func receive(until words: String? = nil) async -> (text: String, isEnded: Bool) {
        await blocking { self.receiveNow(until: words.map { Array($0.utf8) }) }
    }

    /// Sends the same byte again and again.
    ///
    /// - Returns: after how many the other side ended the connection or said something; nil: it took them all.
    func dribble(_ byte: String, times: Int, everyMilliseconds pause: Int32) async -> Int? {
        await blocking {
            for sent in 0..<times {
                guard self.sendNow(Array(byte.utf8)) else { return sent }
                var watched = pollfd(fd: self.descriptor, events: Int16(POLLIN), revents: 0)
                if poll(&watched, 1, pause) > 0 { return sent + 1 }
            }
            return nil
        }
    }

    /// - Returns: whether the other side still took it.
    private func sendNow(_ bytes: [UInt8]) -> Bool {
        var bytes = bytes[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            bytes = bytes.dropFirst(count)
        }
        return true
    }

    private func receiveNow(until words: [UInt8]?) -> (text: String, isEnded: Bool) {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var isEnded = false
        while !isEnded {
            if let words, ByteSearch.firstIndex(of: words, in: bytes, from: 0) != nil { break }
            let count = recv(descriptor, &buffer, buffer.count, 0)
            isEnded = count == 0 || count < 0 && errno != EAGAIN
            guard count > 0 else { break }
            bytes += buffer.prefix(count)
        }
        return (String(decoding: bytes, as: UTF8.self), isEnded)
    }

    /// Off the threads that tasks run on.
    private func blocking<Value: Sendable>(_ body: @escaping @Sendable () -> Value) async -> Value {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: body()) }
        }
    }
}

struct SocketFailure: Error {
    var step: String
    var code: Int32
}
