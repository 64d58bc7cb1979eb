/// The symbol of a link that one phone's screen shows to another.
///
/// The beginning is held byte by byte, the end in the alphanumeric set of ISO/IEC 18004, which keeps the symbol small.
public struct LinkSymbol: Hashable, Sendable {
    /// An SVG element, dark on light in every colour scheme, with its quiet zone; it needs no style sheet.
    public let svg: String

    /// - Parameters:
    ///   - start: scheme, host and path, not empty.
    ///   - capitals: the end in capitals and digits, not empty.
    public init(start: String, capitals: String) throws(SymbolError) {
        let modules = try ModuleMatrix.encoded(bytes: start, capitals: capitals, version: 0, level: .medium)
            .modules
        let side = modules.width + 2 * QRSymbol.quietZone
        svg = """
            <svg viewBox="0 0 \(side) \(side)" shape-rendering="crispEdges" aria-hidden="true">\
            <path fill="#fff" d="M0 0h\(side)v\(side)H0z"/><path d="\(Self.path(modules))"/></svg>
            """
    }

    /// One bar for each run of dark modules.
    private static func path(_ modules: ModuleMatrix) -> String {
        var path = ""
        for y in 0..<modules.width {
            var x = 0
            while x < modules.width {
                let start = x
                while x < modules.width, modules.isDark(x, y) { x += 1 }
                if x > start {
                    path += "M\(start + QRSymbol.quietZone) \(y + QRSymbol.quietZone)h\(x - start)v1H"
                    path += "\(start + QRSymbol.quietZone)z"
                }
                x += 1
            }
        }
        return path
    }
}
