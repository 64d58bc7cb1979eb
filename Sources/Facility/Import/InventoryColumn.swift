/// What a row of an inventory is made of; the raw values are the header of our CSV.
public enum InventoryColumn: String, Hashable, Sendable, CaseIterable {
    case kind, id, parent, reference
    case nameZh = "name_zh"
    case nameEn = "name_en"
    case order
    case deviceKind = "device_kind"
    case model, serial, privacy
    case timeZone = "time_zone"
    case responsible
    case previousReference = "previous_reference"
}
