/// A PDF's cross-reference tables (ISO 32000-1, 7.5.4), the newest first, read entry by entry: a table of a thousand
/// pages need not be in memory.
struct PDFReferences {
    private static let entryBytes = 20
    /// A section's heading, and a trailer, are read in pieces of this many bytes.
    private static let pieceBytes = 64 * 1024

    /// Objects `first` to `first + count - 1` have their entries from `offset` on.
    private struct Section {
        var first: Int
        var count: Int
        var offset: Int
    }

    private let source: any PDFSource
    private var sections: [Section] = []
    /// Of the newest revision.
    private(set) var trailer = PDFDictionary()
    /// Of the newest table.
    let start: Int

    init(_ source: any PDFSource) throws(PDFUpdateRefusal) {
        self.source = source
        start = try Self.start(source)
        var next: Int? = start
        var isNewest = true
        var revisions = 0
        while let offset = next {
            revisions += 1
            guard revisions <= PDFUpdate.revisionsMax else { throw .tooManyRevisions }
            let found = try readTable(at: offset)
            guard found["XRefStm"] == nil else { throw .compressedReferences(offset: offset) }
            if isNewest { trailer = found }
            isNewest = false
            next = found.integer("Prev")
        }
    }

    /// Where an object begins.
    func offset(of number: Int, generation: Int) throws(PDFUpdateRefusal) -> Int {
        guard let section = sections.first(where: { $0.first <= number && number < $0.first + $0.count })
        else { throw .badObject(number: number, offset: start) }
        let place = section.offset + (number - section.first) * Self.entryBytes
        var scanner = PDFScanner(source.bytes(in: place..<place + Self.entryBytes), at: place)
        guard let offset = scanner.integer(), scanner.integer() == generation, scanner.take("n") else {
            throw .badReferences(offset: place)
        }
        return offset
    }

    /// Where objects stand that aren't free, by their offsets; of a file in one revision.
    func objects() throws(PDFUpdateRefusal) -> [(number: Int, offset: Int)] {
        var found: [(number: Int, offset: Int)] = []
        for section in sections {
            let table = source.bytes(in: section.offset..<section.offset + section.count * Self.entryBytes)
            guard table.count == section.count * Self.entryBytes else {
                throw .unreadable(offset: section.offset)
            }
            var scanner = PDFScanner(table, at: section.offset)
            for number in section.first..<section.first + section.count {
                guard let offset = scanner.integer(), let generation = scanner.integer() else {
                    throw .badReferences(offset: scanner.offset)
                }
                if scanner.take("f") { continue }
                guard scanner.take("n"), generation == 0 else { throw .badReferences(offset: scanner.offset) }
                found.append((number, offset))
            }
        }
        return found.sorted { $0.offset < $1.offset }
    }

    /// An object that is a dictionary and no stream; at most so many bytes.
    func dictionary(
        _ number: Int, generation: Int = 0, bytesMax: Int
    ) throws(PDFUpdateRefusal) -> PDFDictionary {
        let offset = try offset(of: number, generation: generation)
        let end = min(offset + bytesMax, source.count)
        guard (0..<source.count).contains(offset) else { throw .badObject(number: number, offset: offset) }
        var scanner = PDFScanner(source.bytes(in: offset..<end), at: offset)
        guard scanner.integer() == number, scanner.integer() == generation, scanner.take("obj") else {
            throw .badObject(number: number, offset: offset)
        }
        let found = try scanner.dictionary()
        guard scanner.take("endobj") else { throw .badObject(number: number, offset: offset) }
        return found
    }

    private static func start(_ source: any PDFSource) throws(PDFUpdateRefusal) -> Int {
        let tail = source.bytes(in: max(0, source.count - 1_024)..<source.count)
        let word = Array("startxref".utf8)
        let last = tail.indices.reversed().first { tail[$0...].starts(with: word) }
        guard let last else { throw .noStart }
        var scanner = PDFScanner(Array(tail[(last + word.count)...]), at: 0)
        guard let start = scanner.integer(), start < source.count else { throw .noStart }
        return start
    }

    /// - Returns: the trailer after it.
    private mutating func readTable(at offset: Int) throws(PDFUpdateRefusal) -> PDFDictionary {
        var scanner = try piece(at: offset)
        guard scanner.take("xref") else {
            if scanner.integer() != nil { throw .compressedReferences(offset: offset) }
            throw .badReferences(offset: offset)
        }
        while !scanner.take("trailer") {
            let heading = scanner.offset
            guard let first = scanner.integer(), let count = scanner.integer() else {
                throw .badReferences(offset: heading)
            }
            let entries = try firstEntry(after: scanner.offset)
            let end = entries + count * Self.entryBytes
            guard count <= source.count / Self.entryBytes, end < source.count else {
                throw .badReferences(offset: heading)
            }
            sections.append(Section(first: first, count: count, offset: entries))
            scanner = try piece(at: end)
        }
        return try scanner.dictionary()
    }

    /// A heading ends with a line break, before which some programs write a space.
    private func firstEntry(after offset: Int) throws(PDFUpdateRefusal) -> Int {
        let bytes = source.bytes(in: offset..<min(offset + 4, source.count))
        let space = bytes.prefix { $0 == 32 || $0 == 13 || $0 == 10 }
        guard space.contains(where: { $0 != 32 }) else { throw .badReferences(offset: offset) }
        return offset + space.count
    }

    private func piece(at offset: Int) throws(PDFUpdateRefusal) -> PDFScanner {
        guard (0..<source.count).contains(offset) else { throw .badReferences(offset: offset) }
        let end = min(offset + Self.pieceBytes, source.count)
        let bytes = source.bytes(in: offset..<end)
        guard bytes.count == end - offset else { throw .unreadable(offset: offset) }
        return PDFScanner(bytes, at: offset)
    }
}
