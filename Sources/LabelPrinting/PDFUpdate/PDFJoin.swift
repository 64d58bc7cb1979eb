/// Puts the pages of one PDF behind those of another, by an incremental update of the first: the pages of both were
/// pressed at the same time on two cores.
///
/// Both are cairo's, in one revision or joined before; what else they hold is refused. Page trees and tagged
/// structures are nested, so that nothing but their roots changes.
struct PDFJoin {
    /// The kids of a thousand pages' labels are 200 KB.
    private static let rootBytesMax = 64 * 1024 * 1024
    private static let pieceBytes = 1024 * 1024

    /// A document's roots.
    private struct Document {
        let references: PDFReferences
        let size: Int
        let root: Int
        let info: Int?
        let pages: Int
        let structure: Int?

        init(_ source: any PDFSource) throws(PDFUpdateRefusal) {
            references = try PDFReferences(source)
            let trailer = references.trailer
            guard let root = trailer.reference("Root")?.number else { throw .badTrailer(entry: "Root") }
            guard let size = trailer.integer("Size") else { throw .badTrailer(entry: "Size") }
            let catalog = try references.dictionary(root, bytesMax: PDFJoin.rootBytesMax)
            guard let pages = catalog.reference("Pages")?.number else { throw .badTrailer(entry: "Pages") }
            self.root = root
            self.size = size
            self.pages = pages
            info = trailer.reference("Info")?.number
            structure = catalog.reference("StructTreeRoot")?.number
        }

        func dictionary(_ number: Int) throws(PDFUpdateRefusal) -> PDFDictionary {
            try references.dictionary(number, bytesMax: PDFJoin.rootBytesMax)
        }
    }

    private let first: Document
    private let second: Document
    private let source: any PDFSource
    /// Where the update begins.
    private let start: Int
    private let renumbering: PDFRenumbering

    /// - Throws: `PDFUpdateRefusal`
    init(_ first: any PDFSource, _ second: any PDFSource) throws(PDFUpdateRefusal) {
        self.first = try Document(first)
        self.second = try Document(second)
        source = second
        start = first.count
        guard let pages = try self.first.dictionary(self.first.pages).integer("Count") else {
            throw .badTrailer(entry: "Count")
        }
        renumbering = PDFRenumbering(objects: self.first.size - 1, structParents: pages)
    }

    /// Hands over what has to be appended to the first file, piece by piece.
    func append(_ write: ([UInt8]) -> Void) throws(PDFUpdateRefusal) {
        var offset = start
        var places: [Int: Int] = [:]
        func put(_ number: Int, _ object: [UInt8]) {
            places[number] = offset
            offset += object.count
            write(object)
        }
        let replaced = try replacedObjects()
        try forEachObject { number, bytes in
            if replaced[number + renumbering.objects] == nil, number != second.root, number != second.info {
                put(number + renumbering.objects, renumbering.renumbered(bytes))
            }
        }
        for (number, object) in replaced.sorted(by: { $0.key < $1.key }) {
            put(number, Array("\(number) 0 obj\n".utf8) + object.written + Array("\nendobj\n".utf8))
        }
        write(table(places, at: offset))
    }

    /// The roots of both, by their numbers in the joined file.
    private func replacedObjects() throws(PDFUpdateRefusal) -> [Int: PDFDictionary] {
        var found: [Int: PDFDictionary] = [:]
        var pages = try first.dictionary(first.pages)
        var morePages = try second.dictionary(second.pages)
        let (count, more) = (pages.integer("Count"), morePages.integer("Count"))
        guard let count, let more else { throw .badTrailer(entry: "Count") }
        pages["Count"] = Array(String(count + more).utf8)
        pages["Kids"] = Self.joined(pages["Kids"], [reference(second.pages)])
        morePages["Kids"] = morePages["Kids"].map(renumbering.renumbered)
        morePages["Parent"] = Array("\(first.pages) 0 R".utf8)
        found[first.pages] = pages
        found[second.pages + renumbering.objects] = morePages
        if let root = first.structure, let moreRoot = second.structure {
            try joinStructures(root, moreRoot, into: &found)
        }
        return found
    }

    /// The second root becomes a section of the first, so its elements keep their parent.
    private func joinStructures(
        _ root: Int, _ moreRoot: Int, into found: inout [Int: PDFDictionary]
    ) throws(PDFUpdateRefusal) {
        var tree = try first.dictionary(root)
        let more = try second.dictionary(moreRoot)
        guard let parents = tree.reference("ParentTree")?.number,
            let moreParents = more.reference("ParentTree")?.number
        else { throw .badTrailer(entry: "ParentTree") }
        tree["K"] = Self.joined(tree["K"], [reference(moreRoot)])
        var section = PDFDictionary()
        section["Type"] = Array("/StructElem".utf8)
        section["S"] = Array("/Sect".utf8)
        section["P"] = Array("\(root) 0 R".utf8)
        section["K"] = more["K"].map(renumbering.renumbered)
        found[root] = tree
        found[moreRoot + renumbering.objects] = section
        var numbers = try first.dictionary(parents)
        let others = try second.dictionary(moreParents)
        var scanner = PDFScanner(Array((others["Nums"] ?? []).dropFirst()), at: 0)
        var added: [[UInt8]] = []
        while let key = scanner.integer() {
            added.append(
                Array("\(key + renumbering.structParents) ".utf8)
                    + renumbering.renumbered(try scanner.value()))
        }
        numbers["Nums"] = Self.joined(numbers["Nums"], added)
        found[parents] = numbers
        found[moreParents + renumbering.objects] = PDFDictionary()
    }

    private func reference(_ number: Int) -> [UInt8] { Array("\(number + renumbering.objects) 0 R".utf8) }

    /// An array's text with more entries at its end.
    private static func joined(_ array: [UInt8]?, _ more: [[UInt8]]) -> [UInt8] {
        var text = array ?? Array("[]".utf8)
        text.removeLast()
        for entry in more { text += [10] + entry }
        return text + Array("]".utf8)
    }

    private func forEachObject(_ body: (Int, ArraySlice<UInt8>) -> Void) throws(PDFUpdateRefusal) {
        let objects = try second.references.objects()
        var piece: [UInt8] = []
        var pieceStart = 0
        for (index, object) in objects.enumerated() {
            let end = index + 1 < objects.count ? objects[index + 1].offset : second.references.start
            guard object.offset <= end, end <= source.count else {
                throw .badObject(number: object.number, offset: object.offset)
            }
            if end > pieceStart + piece.count {
                pieceStart = object.offset
                piece = source.bytes(
                    in: pieceStart..<min(max(end, pieceStart + Self.pieceBytes), source.count))
                guard pieceStart + piece.count >= end else { throw .unreadable(offset: pieceStart) }
            }
            body(object.number, piece[object.offset - pieceStart..<end - pieceStart])
        }
    }

    /// Cross-references of what was appended, and the trailer.
    private func table(_ places: [Int: Int], at offset: Int) -> [UInt8] {
        var text = Array("xref\n".utf8)
        let numbers = places.keys.sorted()
        var index = 0
        while index < numbers.count {
            var end = index
            while end < numbers.count, numbers[end] == numbers[index] + end - index { end += 1 }
            text += Array("\(numbers[index]) \(end - index)\n".utf8)
            for number in numbers[index..<end] {
                text += Array((PDFUpdate.padded(places[number] ?? 0, 10) + " 00000 n \n").utf8)
            }
            index = end
        }
        var trailer = first.references.trailer
        trailer["Size"] = Array(String(max(first.size, (numbers.last ?? 0) + 1)).utf8)
        trailer["Prev"] = Array(String(first.references.start).utf8)
        return text + Array("trailer\n".utf8) + trailer.written
            + Array("\nstartxref\n\(offset)\n%%EOF\n".utf8)
    }
}
