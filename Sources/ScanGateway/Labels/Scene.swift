import Facility
import TicketTracking
import Wording

/// Where a report is made: what a label or a chosen place stands for, with everything its page shows of it.
struct Scene: Sendable {
    /// nil where no label led here.
    var label: Label?
    /// The place, or that of the device; nil for a device in store and where the place is only described.
    var place: Place?
    var device: Device?
    /// The place and all above it, the top first.
    var path: [Place]
    /// Of a plate: its network points.
    var points: [Place] = []

    var isDescribed: Bool { place == nil && device == nil }

    /// Inherited down the tree.
    var privacy: PlacePrivacy { path.reversed().compactMap(\.privacy).first ?? .open }

    func name(_ voice: Voice) -> String {
        if let device { return voice.name(device.name) }
        return place.map { voice.name($0.name) } ?? ""
    }

    var reference: String { device?.reference ?? place?.reference ?? "" }

    /// All above the target, the top first.
    func above(_ voice: Voice) -> String {
        let places = device == nil ? path.dropLast() : path[...]
        return places.map { voice.name($0.name) }.joined(separator: " · ")
    }

    /// What suits a device goes by its own kind, not by that of the place where it is.
    func categories(of policy: DeskPolicy) -> OfferedCategories {
        policy.offeredCategories(place: device == nil ? place?.kind : nil, device: device?.kind)
    }

    /// The reference on the wall, where it has changed since it was printed.
    var printedReference: String? {
        guard let printed = label?.issues.last?.printedReference, printed != reference else { return nil }
        return printed
    }
}
