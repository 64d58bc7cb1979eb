import LabelScanning

/// Cuts a stream of portable greymaps (P5, 8 bits), one behind the other, into pictures; holds one at a time.
struct GreymapStream {
    private var header: [UInt8] = []
    private var size: (width: Int, height: Int)?
    private var pixels: [UInt8] = []
    private(set) var pages: [GreyImage] = []

    /// A4 at 1,200 dpi has 139 million.
    private static let pixelsMax = 200_000_000
    private static let headerMax = 64

    /// Takes the next bytes; whole pictures are added to `pages`.
    mutating func append(_ bytes: UnsafeRawBufferPointer) throws(ProofError) {
        var rest = bytes[...]
        while !rest.isEmpty {
            if let size {
                let missing = size.width * size.height - pixels.count
                pixels.append(contentsOf: rest.prefix(missing))
                rest = rest.dropFirst(missing)
                if pixels.count == size.width * size.height { close(size) }
            } else {
                header.append(rest.removeFirst())
                try readHeader()
            }
        }
    }

    /// - Returns: the pictures that are whole, which are then forgotten here.
    mutating func takePages() -> [GreyImage] {
        defer { pages.removeAll() }
        return pages
    }

    /// Throws unless the stream ended behind a picture.
    func finish() throws(ProofError) {
        guard size == nil, header.isEmpty else {
            throw .badRaster(expected: "whole pictures", found: "an end amid the last one")
        }
    }

    private mutating func close(_ size: (width: Int, height: Int)) {
        pages.append(GreyImage(width: size.width, height: size.height, pixels: pixels))
        pixels = []
        header = []
        self.size = nil
    }

    /// `P5`, width, height and 255, each followed by one white space.
    private mutating func readHeader() throws(ProofError) {
        guard header.last == 0x0A || header.last == 0x20 else {
            guard header.count <= Self.headerMax else { throw bad("a longer header") }
            return
        }
        let fields = String(decoding: header, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard fields.count == 4 else { return }
        guard fields[0] == "P5", fields[3] == "255", let width = Int(fields[1]), let height = Int(fields[2]),
            width > 0, height > 0, width <= Self.pixelsMax / height
        else { throw bad(fields.joined(separator: " ")) }
        size = (width, height)
        pixels.reserveCapacity(width * height)
    }

    private func bad(_ found: String) -> ProofError {
        .badRaster(expected: "P5, a size up to \(Self.pixelsMax) pixels, 255", found: found)
    }
}
