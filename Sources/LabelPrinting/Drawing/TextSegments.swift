/// The pieces of a text that are shaped once for all labels.
///
/// Shaping anew costs 66 µs a label, most of whose text other labels have too: characters of Chinese, words, digits.
/// Only texts whose pieces don't change their neighbours' shapes are taken apart: Latin letters, digits, Chinese,
/// kana, and the punctuation that goes with them. Between a space and a word, and next to a digit, no kerning is lost
/// that a label's reader would miss.
enum TextSegments {
    enum Piece: Hashable {
        /// A character by itself.
        case single(Unicode.Scalar)
        case word(String)
    }

    /// - Returns: nil for a text that has to be shaped as a whole.
    static func pieces(of text: String) -> [Piece]? {
        var pieces: [Piece] = []
        var word: [Unicode.Scalar] = []
        var hasDigit = false
        func end() {
            if hasDigit || word.count == 1 {
                for scalar in word { pieces.append(.single(scalar)) }
            } else if !word.isEmpty {
                pieces.append(.word(String(String.UnicodeScalarView(word))))
            }
            word.removeAll(keepingCapacity: true)
            hasDigit = false
        }
        for scalar in text.unicodeScalars {
            switch kind(of: scalar) {
            case .alone:
                end()
                pieces.append(.single(scalar))
            case .digit:
                hasDigit = true
                word.append(scalar)
            case .ofWord: word.append(scalar)
            case .entangled: return nil
            }
        }
        end()
        return pieces
    }

    private enum Kind { case alone, digit, ofWord, entangled }

    private static func kind(of scalar: Unicode.Scalar) -> Kind {
        switch scalar.value {
        case 0x30...0x39: .digit
        case 0x20: .alone
        case 0x21...0x7E, 0xA1...0xAC, 0xAE...0x017F, 0x2010...0x2015, 0x2018...0x201F, 0x2026: .ofWord
        // Without the combining marks of U+302A and U+3099.
        case 0x3001...0x3029, 0x3041...0x3096, 0x30A1...0x30FA, 0x3400...0x4DBF, 0x4E00...0x9FFF,
            0xFF01...0xFF5E:
            .alone
        default: .entangled
        }
    }
}
