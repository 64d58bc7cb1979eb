import CClosedWorld

/// Draws supposed symbols anew, module by module, for a decoder to read: what is bent, creased or blurred in the photo is
/// flat and sharp there.
///
/// Three finder patterns suggest where a symbol lies and how large it is. It is laid where its function modules fit best,
/// bent like them; an equaliser that learns from them how this photo blurs says of every other module whether it is dark.
struct FlatReader {
    private let zxing = ZXingReader()

    /// Smaller ones have so little correction that noise is decoded now and then; larger ones have modules too small for
    /// what is done here.
    private static let skeletons = SymbolSkeleton.all.filter { (25...45).contains($0.width) }
    /// A symbol's side, in the picture's.
    private static let sides = 0.4..<0.85
    /// Each size looked for in the one before.
    private static let step = 1.1
    /// Triples of finder patterns that are looked at, and how many of those that fit best are drawn.
    private static let triples: Int32 = 12
    private static let drawn = 3
    /// Correlation of the function modules.
    private static let fitLeast = 0.4
    /// How far the function modules, each judged without itself, are beyond chance. What is no symbol stays below 8,
    /// symbols are mostly above 12.
    private static let knownLeast = 10.0
    /// Pixels a module, and modules of white around, in the new picture.
    private static let pitch = 4
    private static let quiet = 4

    /// Where a symbol could lie.
    private struct Supposed {
        var fit: Double
        var warp: SymbolWarp
        var skeleton: SymbolSkeleton
    }

    /// The symbol in a picture that shows one; empty where it shows none that can be read.
    func symbols(in image: GreyImage) -> [RawSymbol] {
        image.pixels.withUnsafeBufferPointer { pixels in
            let picture = GreyPicture(
                grey: pixels.baseAddress, width: Int32(image.width), height: Int32(image.height))
            for one in supposed(in: picture).prefix(Self.drawn) {
                guard let (drawn, warp) = drawn(one.skeleton, one.warp, picture) else { continue }
                if let symbol = zxing.symbols(in: drawn).first {
                    return [RawSymbol(text: symbol.text, corners: warp.corners(one.skeleton.width))]
                }
            }
            return []
        }
    }

    /// What settles well enough, the best first.
    private func supposed(in picture: GreyPicture) -> [Supposed] {
        let side = Double(max(picture.width, picture.height))
        let widths = Self.skeletons.map { Int32($0.width) }
        let triples = [FinderTriple](unsafeUninitializedCapacity: Int(Self.triples)) { buffer, filled in
            var answers = FinderAnswers(
                triples: buffer.baseAddress, triples_max: Self.triples, triple_count: 0, alone: nil,
                alone_max: 0, alone_count: 0)
            filled = Int(
                finder_triples(
                    picture, widths, Int32(widths.count), Double(picture.width) / 2,
                    Double(picture.height) / 2, side / 2, Self.sides.lowerBound * side,
                    Self.sides.upperBound * side, Self.step, &answers))
        }
        return triples.compactMap { triple -> Supposed? in
            var triple = triple
            guard let skeleton = Self.skeletons.first(where: { $0.width == triple.modules }) else {
                return nil
            }
            var warp = withUnsafeBytes(of: &triple.points) { bytes in
                warp_through(bytes.assumingMemoryBound(to: Float.self).baseAddress, triple.modules)
            }
            let fit = skeleton.withWorld { symbol_settle(picture, $0, &warp) }
            return fit > Self.fitLeast ? Supposed(fit: fit, warp: warp, skeleton: skeleton) : nil
        }.sorted { $0.fit > $1.fit }
    }

    /// - Returns: the new picture, and where the symbol lies in the old one; nil where none of ours or of others lies.
    private func drawn(
        _ skeleton: SymbolSkeleton, _ warp: SymbolWarp, _ picture: GreyPicture
    ) -> (GreyImage, SymbolWarp)? {
        var reading = SymbolReading()
        var soft = [Float](repeating: 0, count: skeleton.varying.count)
        let status = soft.withUnsafeMutableBufferPointer { buffer in
            reading.soft = buffer.baseAddress
            return skeleton.withWorld { world in
                withUnsafePointer(to: warp) { symbol_read(picture, world, $0, &reading) }
            }
        }
        guard status == 0, reading.known > Self.knownLeast else { return nil }
        return (Self.picture(of: skeleton, soft), reading.warp)
    }

    private static func picture(of skeleton: SymbolSkeleton, _ soft: [Float]) -> GreyImage {
        var isDark = skeleton.function.map { $0 > 0 }
        for (place, value) in zip(skeleton.varying, soft) { isDark[Int(place)] = value > 0 }
        let side = (skeleton.width + 2 * quiet) * pitch
        let inside = 0..<skeleton.width
        let pixels = (0..<side * side).map { index -> UInt8 in
            let (x, y) = (index % side / pitch - quiet, index / side / pitch - quiet)
            return inside.contains(x) && inside.contains(y) && isDark[y * skeleton.width + x] ? 0 : 255
        }
        return GreyImage(width: side, height: side, pixels: pixels)
    }
}

extension SymbolWarp {
    /// Its own top left corner first, pixel (0, 0) centred at 0.5, 0.5.
    fileprivate func corners(_ width: Int) -> [PhotoPoint] {
        let side = Double(width)
        return [(0, 0), (side, 0), (side, side), (0, side)].map { u, v in
            let point = place(u, v, width)
            return PhotoPoint(x: point.x + 0.5, y: point.y + 0.5)
        }
    }
}
