/// One quantity of `/metrics` with its samples, as Prometheus' text format 0.0.4 writes it.
public struct MetricFamily: Hashable, Sendable {
    public enum Kind: String, Sendable {
        /// Only grows while the process lives.
        case counter
        case gauge
        case histogram
    }

    public struct Sample: Hashable, Sendable {
        /// After the family's name: "" or, of a histogram, `_bucket`, `_sum`, `_count`.
        var suffix = ""
        var labels: [Label] = []
        var value: Int

        struct Label: Hashable, Sendable {
            var name: String
            /// Any text.
            var value: String
        }
    }

    /// Letters, digits and underscores; begins with `mendmark_`.
    public let name: String
    let kind: Kind
    /// One line.
    let help: String
    public private(set) var samples: [Sample]

    init(_ name: String, _ kind: Kind, _ help: String, samples: [Sample]) {
        self.name = "mendmark_" + name
        self.kind = kind
        self.help = help
        self.samples = samples
    }

    /// A quantity of one sample.
    public init(_ name: String, _ kind: Kind, _ help: String, value: Int) {
        self.init(name, kind, help, samples: [Sample(value: value)])
    }

    /// A quantity by the values of one label, in their order.
    public init(_ name: String, _ kind: Kind, _ help: String, by label: String, _ values: [(String, Int)]) {
        self.init(
            name, kind, help,
            samples: values.map { Sample(labels: [Sample.Label(name: label, value: $0.0)], value: $0.1) })
    }

    /// How often sizes fell into each range.
    ///
    /// - Parameters:
    ///   - counts: by the range's upper end, inclusive, in rising order; not summed up yet.
    ///   - sum: of all sizes.
    public init(_ name: String, _ help: String, counts: [(end: Int, count: Int)], sum: Int) {
        var below = 0
        var samples = counts.map { end, count in
            below += count
            return Sample(suffix: "_bucket", labels: [.init(name: "le", value: String(end))], value: below)
        }
        samples += [
            Sample(suffix: "_bucket", labels: [.init(name: "le", value: "+Inf")], value: below),
            Sample(suffix: "_sum", value: sum), Sample(suffix: "_count", value: below),
        ]
        self.init(name, .histogram, help, samples: samples)
    }

    var text: String {
        let lines = samples.map { sample in
            let labels = sample.labels.map { "\($0.name)=\"\(Self.escaped($0.value))\"" }.joined(
                separator: ",")
            return "\(name)\(sample.suffix)\(labels.isEmpty ? "" : "{\(labels)}") \(sample.value)\n"
        }
        return "# HELP \(name) \(help)\n# TYPE \(name) \(kind.rawValue)\n" + lines.joined()
    }

    /// By scalars, as whoever reads it does: a quote is one though a combining character follows it.
    private static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": escaped += "\\\\".unicodeScalars
            case "\"": escaped += "\\\"".unicodeScalars
            case "\n": escaped += "\\n".unicodeScalars
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
