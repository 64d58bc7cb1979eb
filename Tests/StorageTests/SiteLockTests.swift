import Foundation
import Testing

@testable import Storage

@Suite struct SiteLockTests {
    @Test func `a lock that was let go is free, even while a forked child has the same open file`() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "lock-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: path) }
        let lock = try SiteLock(path: path)
        let descriptor = try #require(Self.descriptor(of: path))
        // What a fork leaves with the child, until exec closes it.
        let inherited = dup(descriptor)
        defer { close(inherited) }
        #expect(throws: StorageError.self) { try SiteLock(path: path) }
        lock.letGo()
        let next = try SiteLock(path: path)
        next.letGo()
    }

    private static func descriptor(of path: String) -> Int32? {
        let numbers = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return numbers.compactMap(Int32.init).first { number in
            (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\(number)")) == path
        }
    }
}
