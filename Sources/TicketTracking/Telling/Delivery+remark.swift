extension Delivery {
    /// A server's answer as it may be kept: one line of at most `remarkMax` characters, without any word that holds an
    /// `@`.
    public static func remark(_ text: String) -> String { kept(text) { $0.contains("@") } }

    /// Why a person gave a dead one up, as it may be kept: without any word that holds an `@` or as many digits as a
    /// telephone's number.
    ///
    /// - Parameters:
    ///   - who: not a name, e.g. `person 7`.
    ///   - reason: as it was typed.
    /// - Returns: nil where nothing was said.
    public static func remark(givenUpBy who: String, because reason: String) -> String? {
        let said = kept(reason) { $0.contains("@") || $0.count(where: \.isNumber) >= 7 }
        return said.isEmpty ? nil : String("\(who): \(said)".prefix(remarkMax))
    }

    private static func kept(_ text: String, without isHidden: (Substring) -> Bool) -> String {
        let words = text.split {
            $0.isWhitespace || $0.isNewline || $0.unicodeScalars.contains { $0.value < 32 }
        }
        return String(words.map { isHidden($0) ? "…" : String($0) }.joined(separator: " ").prefix(remarkMax))
    }
}
