/// What the `meta` box of a HEIC tells of its pictures (ISO/IEC 14496-12, 8.11; ISO/IEC 23008-12, 6).
struct HEICItems {
    typealias Refusal = PhotoRefusal

    /// More items, properties or tiles than any camera writes: 64 megapixels in tiles of 512 are 250.
    static let itemsMax = 4_096

    private(set) var primary: Int?
    /// Kind by item, as a number of four characters.
    private(set) var kinds: [Int: Int] = [:]
    /// Where each property's box is, in their order; numbers in `used` count from 1.
    private(set) var properties: [BoxWalk.Box] = []
    /// Properties by item, in their order.
    private(set) var used: [Int: [Int]] = [:]
    /// Tiles by item.
    private(set) var tiles: [Int: [Int]] = [:]

    private let bytes: ByteReader

    /// - Parameter meta: the content of the box, which begins with version and flags.
    init(_ bytes: ByteReader, meta: Range<Int>) throws(Refusal) {
        self.bytes = bytes
        guard meta.count >= 4 else { throw .damaged(.heic, reason: "an empty meta box") }
        var walk = BoxWalk(bytes, in: meta.dropFirst(4))
        while let box = try walk.next() {
            switch box.type {
            case BoxWalk.code("pitm"):
                primary = try number(at: box.content.lowerBound + 4, isLong: version(box) > 0)
            case BoxWalk.code("iinf"): try readKinds(box)
            case BoxWalk.code("iprp"): try readProperties(box)
            case BoxWalk.code("iref"): try readTiles(box)
            default: break
            }
        }
    }

    /// The boxes of an item's properties, in the order in which they apply.
    func properties(of item: Int) -> [BoxWalk.Box] {
        (used[item] ?? []).compactMap { properties.indices.contains($0 - 1) ? properties[$0 - 1] : nil }
    }

    private func version(_ box: BoxWalk.Box) -> Int { bytes.byte(at: box.content.lowerBound) ?? 0 }

    private func number(at index: Int, isLong: Bool) throws(Refusal) -> Int {
        guard let number = isLong ? bytes.long(at: index) : bytes.short(at: index) else {
            throw .truncated(.heic)
        }
        return number
    }

    private func requireFew(_ count: Int) throws(Refusal) {
        guard count <= Self.itemsMax else {
            throw .damaged(.heic, reason: "more than \(Self.itemsMax) items")
        }
    }

    private mutating func readKinds(_ box: BoxWalk.Box) throws(Refusal) {
        let start = box.content.lowerBound + (version(box) == 0 ? 6 : 8)
        guard start <= box.content.upperBound else {
            throw .damaged(.heic, reason: "a list of items cut short")
        }
        var walk = BoxWalk(bytes, in: start..<box.content.upperBound)
        while let entry = try walk.next() {
            guard entry.type == BoxWalk.code("infe"), version(entry) >= 2 else { continue }
            let isLong = version(entry) > 2
            let item = try number(at: entry.content.lowerBound + 4, isLong: isLong)
            kinds[item] = try number(at: entry.content.lowerBound + (isLong ? 10 : 8), isLong: true)
            try requireFew(kinds.count)
        }
    }

    private mutating func readProperties(_ box: BoxWalk.Box) throws(Refusal) {
        var walk = BoxWalk(bytes, in: box.content)
        while let part = try walk.next() {
            if part.type == BoxWalk.code("ipma") { try readUse(part) }
            guard part.type == BoxWalk.code("ipco") else { continue }
            var container = BoxWalk(bytes, in: part.content)
            while let property = try container.next() {
                properties.append(property)
                try requireFew(properties.count)
            }
        }
    }

    private mutating func readUse(_ box: BoxWalk.Box) throws(Refusal) {
        let start = box.content.lowerBound
        let isLong = version(box) > 0
        let isWide = (bytes.byte(at: start + 3) ?? 0) & 1 == 1
        let count = try number(at: start + 4, isLong: true)
        try requireFew(count)
        var position = start + 8
        for _ in 0..<count {
            let item = try number(at: position, isLong: isLong)
            position += isLong ? 4 : 2
            guard let uses = bytes.byte(at: position) else { throw .truncated(.heic) }
            position += 1
            for _ in 0..<uses {
                // The highest bit says whether a reader must know the property.
                let wide = isWide ? bytes.short(at: position) : bytes.byte(at: position)
                guard let wide else { throw .truncated(.heic) }
                used[item, default: []].append(wide & (isWide ? 0x7FFF : 0x7F))
                position += isWide ? 2 : 1
            }
        }
    }

    private mutating func readTiles(_ box: BoxWalk.Box) throws(Refusal) {
        let isLong = version(box) > 0
        guard box.content.count >= 4 else { throw .damaged(.heic, reason: "an empty list of references") }
        var walk = BoxWalk(bytes, in: box.content.dropFirst(4))
        while let reference = try walk.next() {
            guard reference.type == BoxWalk.code("dimg") else { continue }
            let start = reference.content.lowerBound
            let size = isLong ? 4 : 2
            let count = try number(at: start + size, isLong: false)
            try requireFew(count)
            tiles[try number(at: start, isLong: isLong)] = try (0..<count).map { (index) throws(Refusal) in
                try number(at: start + size + 2 + index * size, isLong: isLong)
            }
        }
    }
}
