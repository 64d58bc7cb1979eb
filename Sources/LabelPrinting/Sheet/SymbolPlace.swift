/// Where a symbol was drawn on its page.
public struct SymbolPlace: Hashable, Sendable {
    /// From the page's upper left corner to the symbol's own first module.
    public var left: Millimetres
    public var top: Millimetres
    /// A side of one module.
    public var module: Millimetres
    /// Modules a side.
    public var width: Int

    public init(left: Millimetres, top: Millimetres, module: Millimetres, width: Int) {
        self.left = left
        self.top = top
        self.module = module
        self.width = width
    }

    /// The symbol with a border of that many modules.
    public func box(border modules: Int) -> Box {
        let side = Double(width + 2 * modules) * module.value
        return Box(
            left: Millimetres(left.value - Double(modules) * module.value),
            top: Millimetres(top.value - Double(modules) * module.value),
            width: Millimetres(side), height: Millimetres(side))
    }
}
