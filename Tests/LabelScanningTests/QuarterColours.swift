@testable import LabelScanning

/// The colours of the four quarters that every fixture has behind its symbol, clockwise from the top left.
enum QuarterColours {
    static func of(_ kept: KeptPhoto) throws -> [String] {
        let raster = try PhotoIntake().colour(from: kept.jpeg, longestSide: 2_048)
        let right = raster.width - 5
        let bottom = raster.height - 5
        return [(4, 4), (right, 4), (right, bottom), (4, bottom)].map { x, y in
            let start = (y * raster.width + x) * 3
            let bright = raster.bytes[start..<start + 3].map { $0 > 110 }
            return switch bright {
            case [true, false, false]: "red"
            case [false, true, false]: "green"
            case [false, false, true]: "blue"
            case [true, true, false]: "yellow"
            default: "\(raster.bytes[start..<start + 3])"
            }
        }
    }
}
