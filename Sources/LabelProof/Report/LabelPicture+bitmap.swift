import Foundation
import LabelScanning

extension LabelPicture {
    /// An uncompressed bitmap of 8 bits with a grey palette, which every browser shows and no library is needed for.
    var bitmap: Data {
        let stride = (image.width + 3) / 4 * 4
        let offset = 14 + 40 + 256 * 4
        var data = Data("BM".utf8)
        func append(_ number: Int, bytes: Int) {
            for byte in 0..<bytes { data.append(UInt8(truncatingIfNeeded: number >> (8 * byte))) }
        }
        append(offset + stride * image.height, bytes: 4)
        append(0, bytes: 4)
        append(offset, bytes: 4)
        append(40, bytes: 4)
        append(image.width, bytes: 4)
        append(image.height, bytes: 4)
        append(1, bytes: 2)
        append(8, bytes: 2)
        for number in [0, stride * image.height, 2835, 2835, 256, 0] { append(number, bytes: 4) }
        for shade in 0..<256 { append(shade * 0x010101, bytes: 4) }
        // Rows stand upside down, each a multiple of four bytes.
        for row in (0..<image.height).reversed() {
            data.append(contentsOf: image.pixels[row * image.width..<(row + 1) * image.width])
            data.append(Data(count: stride - image.width))
        }
        return data
    }
}
