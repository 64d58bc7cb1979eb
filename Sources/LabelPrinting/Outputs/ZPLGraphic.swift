/// Dots in the hexadecimal form of ZPL's `^GF`, with its own short forms for runs (Zebra's Programming Guide,
/// "Alternative Data Compression Scheme").
enum ZPLGraphic {
    /// `^GFA,…^FS` for some of a picture's rows.
    static func command(_ raster: DotRaster, rows: Range<Int>) -> String {
        let count = rows.count * raster.bytesPerRow
        var data = ""
        var last: ArraySlice<UInt8>?
        for y in rows {
            let row = raster.row(y)
            data += last.map { $0.elementsEqual(row) } ?? false ? ":" : short(row)
            last = row
        }
        return "^GFA,\(count),\(count),\(raster.bytesPerRow),\(data)^FS"
    }

    private static func short(_ row: ArraySlice<UInt8>) -> String {
        let digits = row.flatMap { [$0 >> 4, $0 & 0xF] }
        var text = ""
        var start = 0
        while start < digits.count {
            let digit = digits[start]
            let end = digits[start...].firstIndex { $0 != digit } ?? digits.count
            if end == digits.count, digit == 0 { return text + "," }
            if end == digits.count, digit == 0xF { return text + "!" }
            text += run(end - start) + String(digit, radix: 16, uppercase: true)
            start = end
        }
        return text
    }

    /// `g` to `z` for 20 to 400 in twenties, `G` to `Y` for 1 to 19; nothing for a single digit.
    private static func run(_ length: Int) -> String {
        guard length > 1 else { return "" }
        var text = ""
        var rest = length
        while rest >= 20 {
            let twenties = min(rest / 20, 20)
            text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "f") + UInt8(twenties)))
            rest -= twenties * 20
        }
        if rest > 0 { text.unicodeScalars.append(Unicode.Scalar(UInt8(ascii: "F") + UInt8(rest))) }
        return text
    }
}
