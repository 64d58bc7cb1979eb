import Glibc

/// Frames over one end of a pair of sockets.
struct WorkerLink: Sendable {
    let descriptor: Int32
    /// Of a frame's body.
    let bodyBytesMax: Int

    typealias Deadline = ContinuousClock.Instant

    /// - Parameter deadline: nil: as long as it takes.
    func send(_ frame: WorkerFrame, until deadline: Deadline? = nil) throws(WorkerFault) {
        for part in [frame.header + frame.head, frame.body] {
            var sent = 0
            while sent < part.count {
                try wait(for: POLLOUT, until: deadline)
                // Without a signal where the other side has gone; not blocking, since poll tells of a first byte only.
                let count = part.withUnsafeBytes {
                    Glibc.send(
                        descriptor, $0.baseAddress?.advanced(by: sent), $0.count - sent,
                        Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
                }
                if count < 0, errno == EAGAIN || errno == EINTR { continue }
                guard count > 0 else { throw .ended }
                sent += count
            }
        }
    }

    /// - Throws: `.ended` also where the other side closed its end in good order.
    func receive(until deadline: Deadline? = nil) throws(WorkerFault) -> WorkerFrame {
        let header = try read(WorkerFrame.headerLength, until: deadline)
        let lengths = try WorkerFrame.lengths(of: header, bodyBytesMax: bodyBytesMax)
        var frame = WorkerFrame(lengths.kind)
        frame.head = try read(lengths.head, until: deadline)
        frame.body = try read(lengths.body, until: deadline)
        return frame
    }

    private func read(_ count: Int, until deadline: Deadline?) throws(WorkerFault) -> [UInt8] {
        var fault: WorkerFault?
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count, fault == nil {
                do throws(WorkerFault) {
                    try wait(for: POLLIN, until: deadline)
                } catch {
                    fault = error
                    return
                }
                let got = Glibc.read(descriptor, buffer.baseAddress?.advanced(by: filled), count - filled)
                if got < 0, errno == EINTR || errno == EAGAIN { continue }
                if got <= 0 { fault = .ended } else { filled += got }
            }
        }
        if let fault { throw fault }
        return bytes
    }

    private func wait(for event: Int32, until deadline: Deadline?) throws(WorkerFault) {
        while true {
            var entry = pollfd(fd: descriptor, events: Int16(event), revents: 0)
            var milliseconds: Int32 = -1
            if let deadline {
                let left = ContinuousClock.now.duration(to: deadline)
                guard left > .zero else { throw .late }
                let (seconds, attoseconds) = left.components
                milliseconds = Int32(clamping: seconds * 1_000 + attoseconds / 1_000_000_000_000_000 + 1)
            }
            let ready = poll(&entry, 1, milliseconds)
            if ready > 0 { return }
            guard ready == 0 || errno == EINTR else { throw .ended }
        }
    }
}
