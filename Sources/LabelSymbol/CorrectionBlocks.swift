/// How a symbol's codewords are dealt out to blocks, each with an error correction of its own (ISO/IEC
/// 18004:2015, table 9).
public struct CorrectionBlocks: Hashable, Sendable {
    public let count: Int
    /// Error correction codewords in each block.
    public let correctionWords: Int
    /// Codewords of the whole symbol.
    public let codewords: Int
    /// Correction codewords of a block that only guard against misreading, and so repair nothing.
    public let misreadGuards: Int

    /// By version from 1, levels L, M, Q, H: blocks, and error correction codewords in each.
    private static let table: [[(blocks: Int, words: Int)]] = [
        [(1, 7), (1, 10), (1, 13), (1, 17)],
        [(1, 10), (1, 16), (1, 22), (1, 28)],
        [(1, 15), (1, 26), (2, 18), (2, 22)],
        [(1, 20), (2, 18), (2, 26), (4, 16)],
        [(1, 26), (2, 24), (4, 18), (4, 22)],
        [(2, 18), (4, 16), (4, 24), (4, 28)],
        [(2, 20), (4, 18), (6, 18), (5, 26)],
        [(2, 24), (4, 22), (6, 22), (6, 26)],
        [(2, 30), (5, 22), (8, 20), (8, 24)],
        [(4, 18), (5, 26), (8, 24), (8, 28)],
    ]

    /// - Returns: nil outside versions 1 to 10.
    public init?(version: Int, level: CorrectionLevel) {
        guard let anatomy = SymbolAnatomy(version: version) else { return nil }
        self.init(anatomy, level: level)
    }

    public init(_ anatomy: SymbolAnatomy, level: CorrectionLevel) {
        let row = Self.table[anatomy.version - 1][level.order]
        count = row.blocks
        correctionWords = row.words
        codewords = anatomy.codewords
        misreadGuards =
            switch (anatomy.version, level) {
            case (1, .low): 3
            case (1, .medium), (2, .low): 2
            case (1, .quartile), (1, .high), (3, .low): 1
            default: 0
            }
    }

    /// Correction codewords of a block that can be spent: two for each wrong codeword.
    public var capacity: Int { correctionWords - misreadGuards }

    /// The block, from 0, of a codeword by its number in the order of placement.
    ///
    /// Data of all blocks come first, one codeword of each in turn, the longer blocks (the last ones) having one
    /// more; then error correction in the same way.
    public func block(of codeword: Int) -> Int {
        let data = codewords - count * correctionWords
        let short = data / count
        if codeword < short * count { return codeword % count }
        if codeword < data { return count - data % count + codeword - short * count }
        return (codeword - data) % count
    }
}
