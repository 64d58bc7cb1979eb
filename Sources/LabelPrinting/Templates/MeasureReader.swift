/// Reads the measures of a stock, each written `{mm: 63.5, source: NAME}`, the sources being listed in the
/// same file.
struct MeasureReader {
    private let sources: Set<String>

    /// - Parameter sources: names with their citations.
    init(sources: TemplateNode) throws(TemplateFault) {
        var names: Set<String> = []
        for (name, citation) in try sources.children(max: 20) {
            _ = try citation.text()
            names.insert(name)
        }
        self.sources = names
    }

    func read(_ node: TemplateNode, _ range: ClosedRange<Double>) throws(TemplateFault) -> Millimetres {
        try node.allow("mm", "source")
        let source = try node.child("source")
        guard try sources.contains(source.text()) else {
            throw source.fault(expected: "one of the sources \(sources.sorted().joined(separator: ", "))")
        }
        return try node.child("mm").millimetres(range)
    }
}
