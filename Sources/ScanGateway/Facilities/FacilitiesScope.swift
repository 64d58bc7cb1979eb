import Facility
import Ledger

/// A part of the register that one of the facilities' pages is about.
enum FacilitiesScope: Hashable, Sendable {
    case site
    case place(PlaceID)
    case device(DeviceID)

    /// From `place=…` or `device=…`; neither: the site.
    ///
    /// - Returns: nil where a number is none.
    init?(place: String, device: String) {
        if !place.isEmpty {
            guard let number = Int64(place), number > 0 else { return nil }
            self = .place(PlaceID(number))
        } else if !device.isEmpty {
            guard let number = Int64(device), number > 0 else { return nil }
            self = .device(DeviceID(number))
        } else {
            self = .site
        }
    }

    /// As a query's field and value.
    var field: (name: String, value: String)? {
        switch self {
        case .site: nil
        case .place(let id): ("place", String(id.rawValue))
        case .device(let id): ("device", String(id.rawValue))
        }
    }
}
