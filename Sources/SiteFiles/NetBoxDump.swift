import Facility
import Foundation

/// Reads what `manage.py dumpdata` of NetBox 3 and 4 writes.
///
/// - Sites become campuses of the one institution.
/// - A location without locations below it becomes a room; any other a building at the top of its site, a
///   floor below that, a zone deeper down.
/// - Racks and devices keep what they are. A device is installed in its rack, else its location, else its
///   site; one with status `planned`, `inventory` or `decommissioning` is in store.
/// - Front ports that the mapping names become network points of the place that their panel is installed in.
/// - Cables are traced from each network point to the switch at which it ends, as `NetBoxCabling` says.
/// - All else is skipped with a reason, and counted.
///
/// External ids are the model and the primary key. Display references are made unique as `NetBoxReferences`
/// says. Names with a Chinese character are Chinese names, all others Latin ones. What NetBox doesn't know
/// (privacy, walking order of places, responsible organisation) stays as it is in the register.
public struct NetBoxDump {
    static let models = ["dcim.site", "dcim.location", "dcim.rack", "dcim.device", "dcim.frontport"]
    public static let bytesMax = 256 << 20

    private let mapping: NetBoxMapping

    public init(mapping: NetBoxMapping = .builtIn) { self.mapping = mapping }

    /// Reads a whole dump. Never throws: what is wrong stands in the inventory's `badRows`, with the object's
    /// place in the dump for a line, and the register refuses it.
    public func read(_ bytes: [UInt8]) -> NetBoxReading {
        guard bytes.count <= Self.bytesMax else {
            return Self.unreadable(.fileTooLarge(bytesMax: Self.bytesMax), found: String(bytes.count))
        }
        guard let list = (try? JSONSerialization.jsonObject(with: Data(bytes))) as? [Any] else {
            return Self.unreadable(.notADump, found: String(decoding: bytes.prefix(60), as: UTF8.self))
        }
        var sorted = NetBoxSorting(mapping)
        for (index, json) in list.enumerated() {
            if let object = NetBoxObject(json, line: index + 1) {
                sorted.add(object)
            } else {
                sorted.bad.append(BadRow(line: index + 1, column: nil, problem: .notADump, found: "\(json)"))
            }
        }
        return sorted.reading(objectCount: list.count)
    }

    private static func unreadable(_ problem: RowProblem, found: String) -> NetBoxReading {
        let bad = BadRow(line: 1, column: nil, problem: problem, found: found)
        return NetBoxReading(
            inventory: Inventory(sources: [], badRows: [bad]), objectCount: 0, taken: [:], skipped: [])
    }
}
