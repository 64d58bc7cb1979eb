/// What is in force inside a place.
struct PlaceContents {
    /// From the bottom up, the place itself not among them.
    private(set) var places: [Place] = []
    /// Installed in the place itself or in one of those.
    private(set) var devices: [Device] = []
    /// Places above one another inside it; 0: there is none.
    private(set) var levels = 0

    init(of id: PlaceID, _ snapshot: RegisterSnapshot) {
        let inForce = snapshot.places.values.filter { $0.retiredAt == nil }
        let children = Dictionary(grouping: inForce) { $0.parent }
        var level = [id]
        var all: Set<PlaceID> = [id]
        while levels < InventoryLimits.levelsMax {
            let next = level.flatMap { children[$0] ?? [] }.filter { all.insert($0.id).inserted }
            guard !next.isEmpty else { break }
            places += next.sorted { $0.id < $1.id }
            level = next.map(\.id)
            levels += 1
        }
        places.reverse()
        devices = snapshot.devices.values
            .filter { device in device.installation.map { all.contains($0.place) } ?? false }
            .sorted { $0.id < $1.id }
    }

    var isEmpty: Bool { places.isEmpty && devices.isEmpty }
}

extension PlaceChanged {
    /// A place as it is, but for the ids by which other systems know it.
    init(_ place: Place, externalIDs: [ExternalID]) {
        self.init(
            kind: place.kind, externalIDs: externalIDs, order: place.order, timeZone: place.timeZone,
            privacy: place.privacy, responsible: place.responsible)
    }
}
