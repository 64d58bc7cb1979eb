/// Writes the sketch of a mapping.
struct SketchWriter {
    private let rows: [[String]]
    private let index: [String: Int]
    private let guesses: [ColumnGuess: String]
    private let strangers: [String]
    private(set) var questions: [String] = []

    init(header: [String], rows: [[String]]) {
        self.rows = rows.filter { $0.count == header.count }
        index = Dictionary(header.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        guesses = ColumnGuess.columns(header)
        let known = Set(guesses.values)
        strangers = header.filter { !known.contains($0) && !$0.isEmpty }
    }

    mutating func yaml(_ encoding: TextEncoding, _ separator: UInt8) -> String {
        let character = separator == UInt8(ascii: "\t") ? "tab" : String(UnicodeScalar(separator))
        var text = "# Made by `mendmark import --sketch`; lines with a question mark want an answer.\n"
        text += "encoding: \(encoding.rawValue)\nseparator: \(Self.quoted(character))\nheader: 1\n"
        text += columns()
        text += "levels:\n" + campus()
        if let building = guesses[.building] ?? guesses[.buildingName] {
            let name = guesses[.buildingName] ?? building
            text += level("building", "{\(building)}", ["name_zh": "{\(name)}"])
        } else {
            text += ask("which building are these rooms in? No column seems to name it.")
            text += level("building", "B1", [:])
        }
        text += below()
        text += devices()
        for name in strangers { text += ask("the column \(name) isn't used. Should it be?") }
        return text
    }

    private mutating func campus() -> String {
        if let campus = guesses[.campus] { return level("campus", "{\(campus)}", ["name_zh": "{\(campus)}"]) }
        return ask("what is the campus called? No column seems to name it.")
            + level("campus", "MAIN", ["name_zh": "主校区", "name_en": "Main campus"])
    }

    /// Unit, floor and room, each with what is above it in its reference where its own isn't unique.
    private mutating func below() -> String {
        var text = ""
        let building = (guesses[.building] ?? guesses[.buildingName]).map { "{\($0)}" } ?? "B1"
        var above = building
        if let unit = guesses[.unit] {
            above += "-{\(unit)}"
            text += level("unit", above, [:])
        }
        if let floor = guesses[.floor] { text += level("floor", "\(above)-F{\(floor)}", [:]) }
        guard let room = guesses[.room] else {
            if guesses[.asset] == nil { text += ask("which column is the room? None seems to name it.") }
            return text
        }
        let prefix = isUnique(room) ? "" : above + "-"
        var cells: [String: String] = [:]
        if let name = guesses[.roomName] { cells["name_zh"] = "{\(name)}" }
        if let order = guesses[.order], values(order).allSatisfy({ Int($0) != nil }) {
            cells["order"] = "{\(order)}"
        }
        if let previous = guesses[.previous] { cells["previous_reference"] = "\(prefix){\(previous)}" }
        // A table of devices names a room several times, and may name its things in the same words.
        if guesses[.asset] != nil { cells = [:] }
        return text + level("room", "\(prefix){\(room)}", cells)
    }

    private mutating func devices() -> String {
        guard let asset = guesses[.asset] else { return "" }
        var text = "devices:\n"
        if !isUnique(asset) {
            text += ask("\(asset) stands on several rows; it should name one device. Which column does?")
        }
        var kind = "device"
        if let column = guesses[.deviceKind] ?? guesses[.deviceName] {
            kind = "{\(column)}"
        } else {
            text += ask("what kind of device are these? No column seems to say.")
        }
        text += "  - device_kind: \(Self.quoted(kind))\n    reference: \(Self.quoted("{\(asset)}"))\n"
        let named: [(String, ColumnGuess)] = [
            ("name_zh", .deviceName), ("model", .model), ("serial", .serial),
        ]
        for (key, guess) in named {
            if let column = guesses[guess] { text += "    \(key): \(Self.quoted("{\(column)}"))\n" }
        }
        return text
    }

    /// Patterns for numbers of one length, so that a lost zero is found later.
    private mutating func columns() -> String {
        var text = ""
        for guess in [ColumnGuess.room, .asset] {
            guard let name = guesses[guess] else { continue }
            let all = values(name).filter { !$0.isEmpty }
            guard !all.isEmpty, all.allSatisfy({ $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }) else {
                continue
            }
            let lengths = Set(all.map(\.count))
            let isPadded = all.contains { $0.hasPrefix("0") }
            if lengths.count == 1, let length = lengths.first {
                text += "  \(Self.quoted(name)): {pattern: \(Self.quoted("[0-9]{\(length)}"))}\n"
            } else if isPadded, let length = lengths.max() {
                text += ask(
                    "some of \(name) have \(length) digits, some fewer: did a spreadsheet drop zeros?")
                text += "  # \(Self.quoted(name)): {pattern: \(Self.quoted("[0-9]{\(length)}"))}\n"
            }
        }
        let lines = text.split(separator: "\n")
        return lines.contains { !$0.contains("#") } ? "columns:\n" + text : text
    }

    private func values(_ name: String) -> [String] {
        index[name].map { column in rows.map { $0[column] } } ?? []
    }

    private func isUnique(_ name: String) -> Bool {
        let all = values(name)
        return Set(all).count == all.count
    }

    private func level(_ kind: String, _ reference: String, _ cells: [String: String]) -> String {
        var text = "  - kind: \(kind)\n    reference: \(Self.quoted(reference))\n"
        for (key, value) in cells.sorted(by: { $0.key < $1.key }) {
            text += "    \(key): \(Self.quoted(value))\n"
        }
        return text
    }

    private mutating func ask(_ question: String) -> String {
        questions.append(question)
        return "  # ? \(question)\n"
    }

    /// YAML's double quotes.
    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
