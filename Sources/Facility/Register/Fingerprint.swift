/// The bytes of what was asked: equal for equal requests, each part with its length so that none runs into
/// the next.
struct Fingerprint {
    private(set) var bytes: [UInt8]

    /// - Parameter verb: the use case's name.
    init(_ verb: StaticString) {
        bytes = []
        add(verb.description)
    }

    mutating func add(_ text: String?) {
        guard let text else {
            bytes.append(0)
            return
        }
        bytes.append(1)
        add(Int64(text.utf8.count))
        bytes.append(contentsOf: text.utf8)
    }

    mutating func add(_ number: Int64) {
        withUnsafeBytes(of: number.bigEndian) { bytes.append(contentsOf: $0) }
    }
}
