/// Reads the measures of a stock, each written `{mm: 63.5, source: NAME}`, the sources being listed in the
/// same file.
///
/// Where public tables differ, the others' figures stand beside the one that is used:
/// `{mm: 4.67, source: libreoffice, also: [{mm: 3.35, source: glabels}]}`.
struct MeasureReader {
    private let citations: [String: String]

    /// - Parameter sources: names with their citations.
    init(sources: TemplateNode) throws(TemplateFault) {
        var citations: [String: String] = [:]
        for (name, citation) in try sources.children(max: 20) { citations[name] = try citation.text() }
        self.citations = citations
    }

    func read(_ node: TemplateNode, _ range: ClosedRange<Double>) throws(TemplateFault) -> StockMeasure {
        try node.allow("mm", "source", "also")
        let source = try self.source(node)
        var others: [StockMeasure.Other] = []
        for other in try node.optionalChild("also")?.items(max: 10) ?? [] {
            try other.allow("mm", "source")
            let length = try other.child("mm").millimetres(0...1200)
            others.append(StockMeasure.Other(length: length, source: try self.source(other)))
        }
        return StockMeasure(
            key: node.key, length: try node.child("mm").millimetres(range), source: source, others: others)
    }

    /// A name that the list of sources has.
    func source(_ node: TemplateNode) throws(TemplateFault) -> String {
        let source = try node.child("source")
        let name = try source.text()
        guard citations[name] != nil else {
            throw source.fault(
                expected: "one of the sources \(citations.keys.sorted().joined(separator: ", "))")
        }
        return name
    }
}
