import LabelPrinting

/// Reads the part of TSPL that labels are written in, by TSC's Programming Manual, and prints it into dots.
struct TSPLPrinter {
    struct Malformed: Error { var what: String }

    /// Commands before the first label.
    private(set) var settings: [String] = []
    private(set) var labels: [DotRaster] = []

    /// - Parameter width: of the label in dots.
    init(_ bytes: [UInt8], width: Int) throws {
        var rest = bytes[...]
        var page: DotRaster?
        while !rest.isEmpty {
            if rest.starts(with: Array("BITMAP ".utf8)) {
                var fields: [String] = []
                rest = rest.dropFirst("BITMAP ".utf8.count)
                while fields.count < 5, let comma = rest.firstIndex(of: UInt8(ascii: ",")) {
                    fields.append(String(decoding: rest[..<comma], as: UTF8.self))
                    rest = rest[(comma + 1)...]
                }
                let numbers = fields.compactMap(Int.init)
                guard numbers.count == 5, numbers[0] == 0, numbers[1] == 0, numbers[4] == 0 else {
                    throw Malformed(what: fields.joined(separator: ","))
                }
                let (perRow, height) = (numbers[2], numbers[3])
                var dots = DotRaster(width: width, height: height)
                let data = Array(rest.prefix(perRow * height))
                for y in 0..<height {
                    for x in 0..<perRow * 8 where data[y * perRow + x / 8] & (0x80 >> UInt8(x % 8)) == 0 {
                        guard x < width else { throw Malformed(what: "a dot beyond the label") }
                        dots[x, y] = true
                    }
                }
                page = dots
                rest = rest.dropFirst(perRow * height)
                continue
            }
            guard let end = rest.firstIndex(of: 0x0D), rest.indices.contains(end + 1), rest[end + 1] == 0x0A
            else { throw Malformed(what: "a line without its end") }
            let line = String(decoding: rest[..<end], as: UTF8.self)
            rest = rest[(end + 2)...]
            switch line {
            case "CLS", "": break
            case "PRINT 1,1":
                guard let printed = page else { throw Malformed(what: "nothing to print") }
                labels.append(printed)
                page = nil
            default: settings.append(line)
            }
        }
    }
}
