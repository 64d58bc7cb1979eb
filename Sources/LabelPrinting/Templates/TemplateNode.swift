import Yams

/// One place in a YAML file, with the way there, so that every complaint can name it.
struct TemplateNode {
    let file: String
    let key: String
    private let node: Node

    private init(file: String, key: String, node: Node) {
        self.file = file
        self.key = key
        self.node = node
    }

    /// - Parameter yaml: one document, a mapping.
    init(yaml: String, file: String) throws(TemplateFault) {
        do {
            guard let node = try Yams.compose(yaml: yaml) else {
                throw TemplateFault(file: file, key: "", expected: "a mapping", found: "an empty file")
            }
            self.init(file: file, key: "", node: node)
        } catch let fault as TemplateFault {
            throw fault
        } catch {
            throw TemplateFault(file: file, key: "", expected: "well-formed YAML", found: "\(error)")
        }
    }

    func fault(expected: String, found: String? = nil) -> TemplateFault {
        TemplateFault(file: file, key: key, line: line, expected: expected, found: found ?? content)
    }

    /// Refuses keys that the format doesn't know, so that a mistyped one can't be overlooked.
    func allow(_ keys: String...) throws(TemplateFault) { try allow(keys) }

    func allow(_ keys: [String]) throws(TemplateFault) {
        guard let mapping = node.mapping else { throw fault(expected: "a mapping") }
        for case (let name, let value) in mapping {
            guard let text = name.string, keys.contains(text) else {
                throw TemplateFault(
                    file: file, key: key, line: name.scalar?.mark?.line ?? line,
                    expected: "one of the keys \(keys.joined(separator: ", "))",
                    found: name.string ?? Self.content(of: value))
            }
        }
    }

    /// Whether a mapping has this key.
    func has(_ name: String) -> Bool { node.mapping?[Node(name)] != nil }

    /// Whether this is a mapping rather than a plain value.
    var isMapping: Bool { node.mapping != nil }

    func child(_ name: String) throws(TemplateFault) -> TemplateNode {
        guard let mapping = node.mapping else { throw fault(expected: "a mapping") }
        let path = key.isEmpty ? name : "\(key).\(name)"
        guard let value = mapping[Node(name)] else {
            throw TemplateFault(file: file, key: path, line: line, expected: "a value", found: "nothing")
        }
        return TemplateNode(file: file, key: path, node: value)
    }

    /// - Returns: nil where the key is absent.
    func optionalChild(_ name: String) -> TemplateNode? {
        has(name) ? try? child(name) : nil
    }

    /// The names and values of a mapping, in the file's order.
    func children(max: Int) throws(TemplateFault) -> [(name: String, value: TemplateNode)] {
        guard let mapping = node.mapping, (1...max).contains(mapping.count) else {
            throw fault(expected: "a mapping of 1 to \(max) entries")
        }
        var pairs: [(String, TemplateNode)] = []
        for case (let name, let value) in mapping {
            guard let name = name.string else {
                throw fault(expected: "names as keys", found: Self.content(of: name))
            }
            pairs.append((name, TemplateNode(file: file, key: "\(key).\(name)", node: value)))
        }
        return pairs
    }

    func items(max: Int) throws(TemplateFault) -> [TemplateNode] {
        guard let sequence = node.sequence, (1...max).contains(sequence.count) else {
            throw fault(expected: "a list of 1 to \(max) entries")
        }
        return sequence.enumerated().map { TemplateNode(file: file, key: "\(key)[\($0)]", node: $1) }
    }

    /// - Returns: 1 to 2,000 characters.
    func text() throws(TemplateFault) -> String {
        guard let text = node.scalar?.string, (1...2000).contains(text.count) else {
            throw fault(expected: "a text")
        }
        return text
    }

    func number(_ range: ClosedRange<Double>) throws(TemplateFault) -> Double {
        guard let text = node.scalar?.string, let number = Double(text), range.contains(number) else {
            throw fault(
                expected: "a number from \(Self.brief(range.lowerBound)) to \(Self.brief(range.upperBound))")
        }
        return number
    }

    func millimetres(_ range: ClosedRange<Double>) throws(TemplateFault) -> Millimetres {
        Millimetres(try number(range))
    }

    func integer(_ range: ClosedRange<Int>) throws(TemplateFault) -> Int {
        guard let text = node.scalar?.string, let number = Int(text), range.contains(number) else {
            throw fault(expected: "a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    func choice<Choice: RawRepresentable<String> & CaseIterable>() throws(TemplateFault) -> Choice {
        guard let text = node.scalar?.string, let choice = Choice(rawValue: text) else {
            throw fault(expected: "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return choice
    }

    func boolean() throws(TemplateFault) -> Bool {
        switch node.scalar?.string {
        case "true": return true
        case "false": return false
        default: throw fault(expected: "true or false")
        }
    }

    /// Where the value begins, from 1; a mapping or list in lines of its own begins at its first entry.
    var line: Int? {
        switch node {
        case .scalar(let scalar): scalar.mark?.line
        case .mapping(let mapping): mapping.mark?.line
        case .sequence(let sequence): sequence.mark?.line
        case .alias: nil
        }
    }

    private var content: String { Self.content(of: node) }

    private static func content(of node: Node) -> String {
        switch node {
        case .scalar(let scalar): "'\(scalar.string.prefix(80))'"
        case .mapping(let mapping): "a mapping of \(mapping.count)"
        case .sequence(let sequence): "a list of \(sequence.count)"
        case .alias: "an alias"
        }
    }

    private static func brief(_ number: Double) -> String {
        number == number.rounded() ? String(Int(number)) : String(number)
    }
}
