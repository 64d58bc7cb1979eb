extension String {
    /// Without white space at its ends, and with one space for every run of it inside: a name with a line
    /// break in it would else take lines that a design doesn't give it.
    var withTidySpaces: String {
        hasTidySpaces ? self : split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// A quick look that spares nearly all texts the work.
    private var hasTidySpaces: Bool {
        var afterSpace = true
        for scalar in unicodeScalars {
            switch scalar.value {
            case 0x20:
                if afterSpace { return false }
                afterSpace = true
            case 0..<0x20, 0x85, 0xA0, 0x2000...0x200A, 0x2028, 0x2029, 0x3000: return false
            default: afterSpace = false
            }
        }
        return !afterSpace || isEmpty
    }
}
