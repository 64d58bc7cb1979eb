/// Labels of a job that needn't all be in memory.
public protocol LabelSource: Sendable {
    associatedtype Labels: Sequence<LabelContent>

    var count: Int { get }

    /// A stretch of them; asked for more than once, by several threads at a time, and always the same.
    func labels(_ range: Range<Int>) -> Labels
}

extension [LabelContent]: LabelSource {
    public func labels(_ range: Range<Int>) -> ArraySlice<LabelContent> { self[range] }
}
