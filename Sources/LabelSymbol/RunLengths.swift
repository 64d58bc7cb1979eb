/// A line of a symbol as runs of modules of one colour.
enum RunLengths {
    /// Finder-like patterns whose narrowest run is two modules or more.
    static func wideFinders(in line: UInt64, width: Int) -> Int {
        let runs = runs(of: line, width: width)
        var count = 0
        // Every other run is dark, beginning with the second; a pattern's middle has two runs on each side.
        for middle in stride(from: 3, to: runs.count - 2, by: 2) {
            let unit = runs[middle] / 3
            guard unit >= 2, runs[middle] == 3 * unit, runs[middle - 2] == unit, runs[middle - 1] == unit,
                runs[middle + 1] == unit, runs[middle + 2] == unit
            else { continue }
            let before = middle == 3 ? Int.max : runs[middle - 3]
            let after = middle + 3 < runs.count - 1 ? runs[middle + 3] : Int.max
            if max(before, after) >= 4 * unit { count += 1 }
        }
        return count
    }

    /// Light, dark, light …; the first and the last are light, and empty where a dark run meets the edge.
    private static func runs(of line: UInt64, width: Int) -> [Int] {
        var runs: [Int] = []
        var position = 0
        var isDark = false
        while position < width {
            let rest = line >> UInt64(position)
            let length = min((isDark ? ~rest : rest).trailingZeroBitCount, width - position)
            runs.append(length)
            position += length
            isDark.toggle()
        }
        if !runs.count.isMultiple(of: 2) { return runs }
        return runs + [0]
    }
}
