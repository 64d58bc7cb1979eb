import Foundation
import LabelScanning

/// Photos with what they show: a file of lines `path<TAB>class<TAB>truth`, the truth escaped as `mendmark scan --tsv` does,
/// empty where nothing is to be read.
struct PhotoList {
    struct Entry {
        let path: String
        let kind: String
        let truth: PhotoTruth
    }

    let entries: [Entry]

    init(_ path: String) throws {
        let text = String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
        entries = text.split(separator: "\n").compactMap { line in
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
            guard fields.count == 3 else { return nil }
            return Entry(
                path: String(fields[0]), kind: String(fields[1]), truth: PhotoTruth(field: fields[2]))
        }
    }
}

extension PhotoList.Entry {
    func bytes() throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }

    /// Decoded, and turned by quarters to the right.
    func photo(turns: Int = 0) throws -> GreyPhoto {
        var image = try PhotoIntake().grey(from: try bytes()).stored
        for _ in 0..<turns { image = image.turned() }
        return GreyPhoto(stored: image)
    }
}

extension GreyImage {
    /// A quarter to the right.
    fileprivate func turned() -> GreyImage {
        var turned = [UInt8](repeating: 0, count: width * height)
        for y in 0..<height {
            for x in 0..<width { turned[x * height + height - 1 - y] = pixels[y * width + x] }
        }
        return GreyImage(width: height, height: width, pixels: turned)
    }
}
