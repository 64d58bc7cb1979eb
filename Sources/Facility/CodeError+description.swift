extension CodeError: CustomStringConvertible {
    /// What is wrong with a code, in English, as it follows "found …:".
    public var description: String {
        switch self {
        case .foreignCharacter(let character): "“\(character)” is in no code"
        case .wrongLength(let expected, let found): "\(found) symbols instead of \(expected)"
        case .wrongCheckSymbol: "a symbol is misread, or two are swapped"
        case .zero: "no label has only zeros"
        }
    }
}
