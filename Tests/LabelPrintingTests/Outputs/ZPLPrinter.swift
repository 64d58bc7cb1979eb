import Facility
import LabelPrinting

@testable import LabelSymbol

/// Reads the part of ZPL that labels are written in, by Zebra's Programming Guide, and prints it into dots. Its
/// firmware is a plain one: it makes symbols of one byte segment.
struct ZPLPrinter {
    struct Malformed: Error { var what: String }

    private(set) var raster = DotRaster(width: 0, height: 0)
    /// A symbol that the printer made; lengths are dots.
    struct Symbol {
        var text: String
        var left: Int
        var top: Int
        var side: Int
        var module: Int
    }

    private(set) var symbols: [Symbol] = []
    /// By `^BY`.
    private var barHeight = 10

    /// - Parameter zpl: one label, from `^XA` to `^XZ`.
    init(_ zpl: String) throws {
        var (width, height) = (0, 0)
        var origin = (x: 0, y: 0)
        var symbol: (magnification: Int, level: String)?
        for part in zpl.split(whereSeparator: \.isNewline).joined().split(separator: "^") {
            let (name, rest) = (part.prefix(2), String(part.dropFirst(2)))
            let fields = rest.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            switch name {
            case "PW": width = try Self.number(rest)
            case "LL":
                height = try Self.number(rest)
                raster = DotRaster(width: width, height: height)
            case "FO": origin = (try Self.number(fields[0]), try Self.number(fields[1]))
            case "BY": barHeight = try Self.number(fields[2])
            case "BQ":
                guard fields[0] == "N", fields[1] == "2" else { throw Malformed(what: rest) }
                symbol = (try Self.number(fields[2]), fields[3])
            case "FD":
                guard let asked = symbol, rest.hasPrefix(asked.level + "A,") else {
                    throw Malformed(what: rest)
                }
                try draw(String(rest.dropFirst(3)), asked, (origin.x, origin.y + barHeight))
                symbol = nil
            case "GF": try draw(graphic: fields, origin)
            case "XA", "XZ", "LH", "MN", "PQ", "FS": break
            default: throw Malformed(what: String(part))
            }
        }
    }

    private mutating func draw(
        _ text: String, _ asked: (magnification: Int, level: String), _ origin: (x: Int, y: Int)
    ) throws {
        guard let level = CorrectionLevel(rawValue: asked.level), (1...10).contains(asked.magnification)
        else {
            throw Malformed(what: asked.level)
        }
        let (modules, _) = try ModuleMatrix.encoded(bytes: text, capitals: nil, version: 0, level: level)
        let dots = asked.magnification
        symbols.append(
            Symbol(text: text, left: origin.x, top: origin.y, side: modules.width * dots, module: dots))
        for y in 0..<modules.width * dots {
            for x in 0..<modules.width * dots where modules.isDark(x / dots, y / dots) {
                raster[origin.x + x, origin.y + y] = true
            }
        }
    }

    /// `A,BYTES,BYTES,BYTES A ROW,DATA`; data may hold commas.
    private mutating func draw(graphic fields: [String], _ origin: (x: Int, y: Int)) throws {
        guard fields[0] == "A", fields[1] == fields[2], let total = Int(fields[1]),
            let perRow = Int(fields[3])
        else { throw Malformed(what: fields.prefix(4).joined(separator: ",")) }
        let data = fields[4...].joined(separator: ",")
        var rows: [[UInt8]] = []
        var row: [UInt8] = []
        var count = 0
        for scalar in data.unicodeScalars {
            switch scalar {
            case "G"..."Y": count += Int(scalar.value) - 0x46
            case "g"..."z": count += (Int(scalar.value) - 0x66) * 20
            case ",": row += [UInt8](repeating: 0, count: perRow * 2 - row.count)
            case "!": row += [UInt8](repeating: 15, count: perRow * 2 - row.count)
            case ":":
                guard row.isEmpty, let last = rows.last else { throw Malformed(what: ": in a row") }
                row = last
            default:
                guard let digit = UInt8(String(scalar), radix: 16) else { throw Malformed(what: "\(scalar)") }
                row += [UInt8](repeating: digit, count: max(1, count))
                count = 0
            }
            if row.count == perRow * 2 {
                rows.append(row)
                row = []
            }
        }
        guard row.isEmpty, rows.count * perRow == total else { throw Malformed(what: "\(rows.count) rows") }
        for (y, row) in rows.enumerated() {
            for (x, digit) in row.enumerated() {
                for bit in 0..<4 where digit & (8 >> UInt8(bit)) != 0 {
                    raster[origin.x + x * 4 + bit, origin.y + y] = true
                }
            }
        }
    }

    private static func number(_ text: String) throws -> Int {
        guard let number = Int(text) else { throw Malformed(what: text) }
        return number
    }
}
