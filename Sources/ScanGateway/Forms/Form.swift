/// What a form holds: texts and files by field.
struct Form: Sendable {
    private(set) var texts: [String: [String]] = [:]
    private(set) var files: [String: [FormFile]] = [:]

    /// The first value of a field without white space around it and with line feeds as line ends; "" where it is absent.
    subscript(_ field: String) -> String { texts[field]?.first ?? "" }

    /// Files that were chosen, empty ones too; inputs left empty don't count.
    func files(_ field: String) -> [FormFile] {
        (files[field] ?? []).filter { !$0.bytes.isEmpty || $0.isTooLarge || $0.isNamed }
    }

    /// - Throws: `FormError.notUTF8`
    mutating func add(text bytes: some Collection<UInt8>, to field: String) throws(FormError) {
        guard let text = String(validating: bytes, as: UTF8.self) else { throw .notUTF8 }
        texts[field, default: []].append(Self.tidied(text))
    }

    mutating func add(_ file: FormFile, to field: String) {
        var file = file
        file.number = (files[field]?.count ?? 0) + 1
        files[field, default: []].append(file)
    }

    /// Control characters but line feed and tab are dropped: no reporter types them, and they'd spoil a log or a page.
    static func tidied(_ text: String) -> String {
        var scalars = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            let isControl = scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
            let isOverride =
                (0x202A...0x202E).contains(scalar.value) || (0x2066...0x2069).contains(scalar.value)
            if scalar == "\n" || scalar == "\t" || !(isControl || isOverride) { scalars.append(scalar) }
        }
        let kept = String(scalars).drop { $0.isWhitespace }
        guard let last = kept.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(kept[...last])
    }
}
