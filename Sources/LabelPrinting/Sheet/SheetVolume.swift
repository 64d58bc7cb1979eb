/// A stretch of a job that is pressed in one go: whole pages, but for the first and the last.
struct SheetVolume: Hashable, Sendable {
    /// Of all labels of the job, from 0.
    var labels: Range<Int>
    /// The first label's place, counted over all sheets of the job from 0.
    var firstPlace: Int

    /// A job's labels by volumes of that many pages.
    static func volumes(labels count: Int, startAt: Int, labelsPerSheet: Int, pages: Int) -> [SheetVolume] {
        let last = startAt - 1 + count
        let step = max(1, pages) * labelsPerSheet
        return stride(from: 0, to: last, by: step).compactMap { start in
            let places = max(start, startAt - 1)..<min(start + step, last)
            guard !places.isEmpty else { return nil }
            let labels = places.lowerBound - (startAt - 1)..<places.upperBound - (startAt - 1)
            return SheetVolume(labels: labels, firstPlace: places.lowerBound)
        }
    }

    /// `NAME-1.pdf` and so on; a job of one volume has its own name.
    static func paths(_ path: String, count: Int) -> [String] {
        guard count > 1 else { return [path] }
        let hasEnding = path.lowercased().hasSuffix(".pdf")
        let stem = hasEnding ? String(path.dropLast(4)) : path
        let digits = String(count).count
        return (1...count).map { number in
            let text = String(number)
            return stem + "-" + String(repeating: "0", count: digits - text.count) + text
                + (hasEnding ? path.suffix(4) : "")
        }
    }
}
