/// A PDF dictionary whose values stay as they are written.
struct PDFDictionary: Hashable {
    private var entries: [(name: String, value: [UInt8])] = []

    /// Without its slash; nil: no such entry.
    subscript(name: String) -> [UInt8]? {
        get { entries.first { $0.name == name }?.value }
        set {
            let index = entries.firstIndex { $0.name == name }
            switch (index, newValue) {
            case (let index?, let value?): entries[index].value = value
            case (let index?, nil): entries.remove(at: index)
            case (nil, let value?): entries.append((name, value))
            case (nil, nil): break
            }
        }
    }

    /// A whole number; nil where there is none of that name.
    func integer(_ name: String) -> Int? {
        self[name].flatMap { Int(String(decoding: $0, as: UTF8.self)) }
    }

    /// The number and generation of the object that an entry refers to; nil where it doesn't refer to one.
    func reference(_ name: String) -> (number: Int, generation: Int)? {
        guard let value = self[name] else { return nil }
        var scanner = PDFScanner(value, at: 0)
        guard let number = scanner.integer(), let generation = scanner.integer(), scanner.take("R") else {
            return nil
        }
        return (number, generation)
    }

    /// In PDF syntax, an entry a line.
    var written: [UInt8] {
        entries.reduce(into: Array("<<\n".utf8)) { text, entry in
            text += Array("/\(entry.name) ".utf8) + entry.value + [10]
        } + Array(">>".utf8)
    }

    static func == (left: PDFDictionary, right: PDFDictionary) -> Bool { left.written == right.written }

    func hash(into hasher: inout Hasher) { hasher.combine(written) }
}
