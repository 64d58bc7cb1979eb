/// A stretch of a job that is pressed in one go: whole pages, but for the first and the last.
struct SheetVolume: Hashable, Sendable {
    /// Of all labels of the job, from 0.
    var labels: Range<Int>
    /// A job's labels by volumes of as many pages as the heading says.
    static func volumes(labels count: Int, _ heading: SheetHeading, labelsPerSheet: Int) -> [SheetVolume] {
        guard let pages = heading.pagesPerVolume else { return [SheetVolume(labels: 0..<count)] }
        let step = max(1, pages) * labelsPerSheet
        var volumes: [SheetVolume] = []
        var first = 0
        while first < count {
            let place = heading.place(of: first)
            let end = place / step * step + step
            let next =
                if let places = heading.places { places[first...].firstIndex { $0 >= end } ?? count } else {
                    min(count, first + end - place)
                }
            volumes.append(SheetVolume(labels: first..<next))
            first = next
        }
        return volumes
    }

    /// About equal stretches of whole pages, at most one a page.
    func parts(_ count: Int, _ heading: SheetHeading, labelsPerSheet: Int) -> [SheetVolume] {
        let firsts = firstOfEachPage(heading, labelsPerSheet: labelsPerSheet)
        let count = max(1, min(count, firsts.count))
        return (0..<count).map { part in
            let from = firsts[firsts.count * part / count]
            let next = firsts.count * (part + 1) / count
            let to = next < firsts.count ? firsts[next] : labels.upperBound
            return SheetVolume(labels: from..<to)
        }
    }

    /// The number of the first label on each page.
    private func firstOfEachPage(_ heading: SheetHeading, labelsPerSheet: Int) -> [Int] {
        var firsts: [Int] = []
        var page = -1
        for number in labels where heading.place(of: number) / labelsPerSheet != page {
            page = heading.place(of: number) / labelsPerSheet
            firsts.append(number)
        }
        return firsts
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
