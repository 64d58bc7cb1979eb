import Facility
import Ledger

/// What is to be printed from.
enum FacilitiesScope: Hashable, Sendable {
    case site
    case place(PlaceID)
    case device(DeviceID)
    /// One label, again.
    case label(LabelCode)
    /// New labels that are bound later, by scanning.
    case blank(Int)
    /// What is left of a print run; see `Register.planResume`.
    case batch(BatchID, after: Int?, spoiled: Bool)

    /// From `place=…`, `device=…`, `label=…`, `blank=…` or `batch=…`; none of them: the site.
    ///
    /// - Returns: nil where a number is none.
    init?(_ field: (String) -> String) {
        func number(_ name: String) -> Int64? { Int64(field(name)).flatMap { $0 > 0 ? $0 : nil } }
        if !field("place").isEmpty {
            guard let place = number("place") else { return nil }
            self = .place(PlaceID(place))
        } else if !field("device").isEmpty {
            guard let device = number("device") else { return nil }
            self = .device(DeviceID(device))
        } else if !field("label").isEmpty {
            guard let code = try? LabelCode(field("label")) else { return nil }
            self = .label(code)
        } else if !field("batch").isEmpty {
            guard let batch = number("batch") else { return nil }
            self = .batch(
                BatchID(batch), after: Int(field("after")).flatMap { $0 >= 0 ? $0 : nil },
                spoiled: !field("spoiled").isEmpty)
        } else if !field("blank").isEmpty {
            self = .blank(Int(field("blank")).map { min(max($0, 0), BatchOrder.blankMax) } ?? 0)
        } else {
            self = .site
        }
    }

    /// As a query's fields and values.
    var fields: [(name: String, value: String)] {
        switch self {
        case .site: []
        case .place(let id): [("place", "\(id)")]
        case .device(let id): [("device", "\(id)")]
        case .label(let code): [("label", code.compact)]
        case .blank(let count): [("blank", String(count))]
        case .batch(let id, let after, let spoiled):
            [("batch", "\(id)")] + (after.map { [("after", String($0))] } ?? [])
                + (spoiled ? [("spoiled", "1")] : [])
        }
    }

    /// Whether one chooses among what stands there.
    var isChosenFrom: Bool {
        switch self {
        case .site, .place, .device: true
        case .label, .blank, .batch: false
        }
    }
}
