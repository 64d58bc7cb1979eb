import LabelScanning

/// What came of a whole sheet.
public struct ProofReport: Sendable {
    public var file: String
    public var terms: ProofTerms
    /// Pages looked at.
    public var pages: Int
    /// In the order of the sheet.
    public var labels: [ProvedLabel]
    /// Of labels that failed, by their place in `labels`; not more than `picturesMax`.
    public var pictures: [Int: LabelPicture]

    /// About 20 KB each in the report.
    static let picturesMax = 500

    public init(file: String, terms: ProofTerms) {
        self.file = file
        self.terms = terms
        pages = 0
        labels = []
        pictures = [:]
    }

    public var failing: [ProvedLabel] { labels.filter { !$0.passes } }

    /// Read by both decoders as printed.
    public var readByBoth: Int { labels.count { $0.readBy.count == ReadingEngine.allCases.count } }

    /// Damaged pictures, and those of them that at least one decoder read.
    public var damaged: (all: Int, read: Int) {
        let readings = labels.flatMap(\.damaged.values)
        return (readings.count, readings.count { !$0.isEmpty })
    }

    /// The part of the damaged pictures that at least one decoder read; 1 where there are none.
    public var survival: Double {
        let (all, read) = damaged
        return all == 0 ? 1 : Double(read) / Double(all)
    }

    /// How many labels got each grade, for a parameter or (nil) overall.
    public func histogram(_ parameter: GradedParameter?) -> [Grade: Int] {
        let grades = labels.compactMap { label in
            parameter.map { label.grades?[$0]?.grade } ?? .some(label.overall)
        }
        return Dictionary(grades.map { ($0, 1) }, uniquingKeysWith: +)
    }

    public var passes: Bool { !labels.isEmpty && failing.isEmpty && survival >= terms.survivalMin }

    /// Adds what came of the next file of the same job.
    ///
    /// - Parameter pagesBefore: of the job, in the files before it.
    public mutating func append(_ next: ProofReport, pagesBefore: Int) {
        for (index, picture) in next.pictures where pictures.count < Self.picturesMax {
            pictures[labels.count + index] = picture
        }
        labels += next.labels.map { label in
            var label = label
            label.page += pagesBefore
            return label
        }
        pages += next.pages
    }

    mutating func add(_ label: ProvedLabel, _ picture: LabelPicture?) {
        if let picture, pictures.count < Self.picturesMax { pictures[labels.count] = picture }
        labels.append(label)
    }
}
