extension PhotoHeader {
    /// Finds the primary picture of a HEIC (ISO/IEC 23008-12), its sides and its turns; other pictures in the file, as a
    /// thumbnail or a map of depths, count for nothing.
    static func walkHEIC(_ bytes: ByteReader) throws(PhotoRefusal) -> Found {
        var walk = BoxWalk(bytes, in: 0..<bytes.count)
        var items: HEICItems?
        var hasData = false
        while let box = try nextBox(&walk, isWhole: items != nil && hasData) {
            switch box.type {
            case BoxWalk.code("mdat"): hasData = true
            case BoxWalk.code("ftyp"):
                let brand = bytes.ascii(at: box.content.lowerBound, count: 4)
                guard brand.map(sequenceBrands.contains) != true else { throw .animated }
            case BoxWalk.code("moov"): throw .animated
            case BoxWalk.code("meta"):
                guard items == nil else { throw .damaged(.heic, reason: "two meta boxes") }
                items = try HEICItems(bytes, meta: box.content)
            default: break
            }
        }
        guard let items else { throw .damaged(.heic, reason: "no picture in it") }
        return try primary(of: items, bytes)
    }

    /// Phones put films and notes of their own behind the last box: once picture and data are there, what isn't a box ends
    /// the walk instead of spoiling the photo.
    private static func nextBox(
        _ walk: inout BoxWalk, isWhole: Bool
    ) throws(PhotoRefusal) -> BoxWalk.Box? {
        do {
            return try walk.next()
        } catch {
            guard isWhole else { throw error }
            return nil
        }
    }

    private static let sequenceBrands: Set<String> = ["hevc", "hevx", "msf1"]

    private static func primary(of items: HEICItems, _ bytes: ByteReader) throws(PhotoRefusal) -> Found {
        guard let item = items.primary, let kind = items.kinds[item] else {
            throw .damaged(.heic, reason: "no primary picture")
        }
        guard let size = size(of: item, items, bytes) else {
            throw .damaged(.heic, reason: "a picture without sides")
        }
        switch kind {
        case BoxWalk.code("hvc1"): break
        case BoxWalk.code("grid"): try requireFitting(item, size, items, bytes)
        case BoxWalk.code("av01"): throw .notAPhoto(found: .avif)
        default: throw .unsupported(.heic, reason: "its picture is neither HEVC nor a grid of such")
        }
        return (size.width, size.height, orientation(of: item, items, bytes))
    }

    private static func size(
        of item: Int, _ items: HEICItems, _ bytes: ByteReader
    ) -> (width: Int, height: Int)? {
        guard let box = items.properties(of: item).first(where: { $0.type == BoxWalk.code("ispe") }),
            box.content.count >= 12, let width = bytes.long(at: box.content.lowerBound + 4),
            let height = bytes.long(at: box.content.lowerBound + 8)
        else { return nil }
        return (width, height)
    }

    /// A grid's tiles are of one size and stick out by less than one: a small picture of many large tiles is a bomb.
    private static func requireFitting(
        _ item: Int, _ size: (width: Int, height: Int), _ items: HEICItems, _ bytes: ByteReader
    ) throws(PhotoRefusal) {
        let tiles = items.tiles[item] ?? []
        guard let first = tiles.first, let tile = Self.size(of: first, items, bytes) else {
            throw .damaged(.heic, reason: "a grid without tiles")
        }
        guard tile.width > 0, tile.height > 0 else { throw .noArea(width: tile.width, height: tile.height) }
        let across = (size.width + tile.width - 1) / tile.width
        let down = (size.height + tile.height - 1) / tile.height
        guard tiles.count == across * down else {
            throw .damaged(
                .heic,
                reason: "expected \(across) × \(down) tiles of \(tile.width) × \(tile.height), "
                    + "found \(tiles.count)")
        }
        for other in tiles {
            guard let found = Self.size(of: other, items, bytes), found == tile else {
                throw .damaged(.heic, reason: "tiles of different sizes")
            }
        }
    }

    private static func orientation(
        of item: Int, _ items: HEICItems, _ bytes: ByteReader
    ) -> PhotoOrientation? {
        var orientation = PhotoOrientation.upright
        for box in items.properties(of: item) {
            guard let value = bytes.byte(at: box.content.lowerBound) else { continue }
            if box.type == BoxWalk.code("irot") {
                // Counted against the clock.
                orientation = orientation.turned(quarters: 4 - value & 3)
            } else if box.type == BoxWalk.code("imir") {
                // 1: left and right change places; 0: top and bottom.
                orientation = orientation.mirrored().turned(quarters: value & 1 == 1 ? 0 : 2)
            }
        }
        return orientation
    }
}

extension PhotoOrientation {
    /// As a mirroring of left and right, where there is one, and then quarter turns by the clock.
    private static let byTurns: [[PhotoOrientation]] = [
        [.upright, .turnRight, .halfTurn, .turnLeft], [.mirrored, .transversed, .flipped, .transposed],
    ]

    private var quarters: Int { Self.byTurns[isMirrored ? 1 : 0].firstIndex(of: self) ?? 0 }

    /// This, then a turn by the clock.
    func turned(quarters more: Int) -> PhotoOrientation {
        Self.byTurns[isMirrored ? 1 : 0][(quarters + more) % 4]
    }

    /// This, then left and right change places.
    func mirrored() -> PhotoOrientation { Self.byTurns[isMirrored ? 0 : 1][(4 - quarters) % 4] }
}
