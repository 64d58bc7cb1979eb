/// What a symbol got for each parameter.
public struct SymbolGrades: Hashable, Sendable, Codable {
    public struct Entry: Hashable, Sendable, Codable {
        public var parameter: GradedParameter
        public var grade: Grade
        /// The measured value: contrast, margins and unused correction as parts of one (the lowest module's margin),
        /// axial non-uniformity as a part, grid non-uniformity in modules, fixed pattern damage in wrong modules, decode
        /// 1 or 0.
        public var value: Double

        public init(_ parameter: GradedParameter, _ grade: Grade, _ value: Double) {
            self.parameter = parameter
            self.grade = grade
            self.value = value
        }
    }

    /// One for each parameter, in their order.
    public var entries: [Entry]

    public init(entries: [Entry]) { self.entries = entries }

    /// The lowest of all.
    public var overall: Grade { entries.map(\.grade).min() ?? .f }

    public subscript(parameter: GradedParameter) -> Entry? { entries.first { $0.parameter == parameter } }
}
