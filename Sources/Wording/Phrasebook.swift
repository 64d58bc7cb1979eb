public import Foundation

/// Every sentence and term that Mendmark says, in every language, from one JSON file a language.
///
/// A file is an object of groups and texts, addressed by their path with dots (`report.send`). A text may name
/// parameters in braces; an object with `other`, and perhaps `one`, is a plural chosen by the parameter `count`.
public struct Phrasebook: Sendable {
    private let phrases: [Language: [String: Phrase]]

    /// Reads `zh.json`, `en.json` and so on from a folder.
    ///
    /// - Throws: `PhrasebookError`; the languages must have the same keys with the same parameters.
    public init(folder: String) throws {
        var texts: [Language: Data] = [:]
        for language in Language.allCases {
            let path = "\(folder)/\(language.rawValue).json"
            do {
                texts[language] = try Data(contentsOf: URL(fileURLWithPath: path))
            } catch {
                throw PhrasebookError.unreadable(path: path, reason: error.localizedDescription)
            }
        }
        try self.init(texts)
    }

    /// - Parameter texts: one JSON object a language; a language without one is missing every key.
    public init(_ texts: [Language: Data]) throws {
        var phrases: [Language: [String: Phrase]] = [:]
        for language in Language.allCases {
            phrases[language] = try texts[language].map { try Self.read($0, language) } ?? [:]
        }
        self.phrases = phrases
        try Self.compare(phrases)
    }

    /// All keys, in order.
    public var keys: [String] { (phrases[.zh] ?? [:]).keys.sorted() }

    /// - Throws: `PhrasebookError.unknownKeys` with every one of them that no file has.
    public func require(_ keys: some Sequence<String>) throws {
        let unknown = Set(keys).filter { phrases[.zh]?[$0] == nil }.sorted()
        guard unknown.isEmpty else { throw PhrasebookError.unknownKeys(unknown) }
    }

    /// The sentence for a key.
    ///
    /// - Parameter values: by parameter's name; `count` chooses the plural form.
    /// - Returns: nil where there is no such key: `require` at load time makes sure that there is.
    public func text(_ key: String, in language: Language, _ values: [String: String] = [:]) -> String? {
        phrases[language]?[key]?.text(values)
    }

    /// The parameters of a key's sentence; nil where there is no such key.
    public func parameters(of key: String) -> Set<String>? { phrases[.zh]?[key]?.parameters }

    private static func read(_ data: Data, _ language: Language) throws -> [String: Phrase] {
        let object: Any
        do {
            object = try JSONSerialization.jsonObject(with: data)
        } catch {
            throw PhrasebookError.unreadable(path: "\(language.rawValue).json", reason: "\(error)")
        }
        var found: [String: Phrase] = [:]
        try collect(object, key: "", language, into: &found)
        return found
    }

    private static func collect(
        _ value: Any, key: String, _ language: Language, into found: inout [String: Phrase]
    ) throws {
        do {
            switch value {
            case let text as String where !key.isEmpty:
                found[key] = try Phrase(other: text)
            case let group as [String: Any]:
                if let other = group["other"] as? String, Set(group.keys).isSubset(of: ["one", "other"]) {
                    found[key] = try Phrase(other: other, one: group["one"] as? String)
                    return
                }
                for (name, member) in group {
                    try collect(member, key: key.isEmpty ? name : "\(key).\(name)", language, into: &found)
                }
            default: throw PhrasebookError.Malformed.kind
            }
        } catch let malformed as PhrasebookError.Malformed {
            throw PhrasebookError.malformed(language, key: key, malformed)
        }
    }

    private static func compare(_ phrases: [Language: [String: Phrase]]) throws {
        let all = Set(phrases.values.flatMap(\.keys)).sorted()
        for key in all {
            let expected = phrases[.zh]?[key]?.parameters
            for language in Language.allCases {
                guard let found = phrases[language]?[key]?.parameters else {
                    throw PhrasebookError.missing(language, key: key)
                }
                if let expected, expected != found {
                    throw PhrasebookError.parameters(key: key, expected: expected, found: found, in: language)
                }
            }
        }
    }
}
