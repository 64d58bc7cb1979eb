extension LadderStudy {
    /// A pass at its place in a proposed order.
    public struct Step: Hashable, Sendable, Codable {
        public let pass: String
        /// Photos that it reads and no pass before it did.
        public let gain: Int
        /// Photos read up to here.
        public let read: Int
        /// Photos read a second of its time, on those that are still unread.
        public let gainPerSecond: Double
        /// Of a photo up to here, mean.
        public let meanMilliseconds: Double
    }

    /// Passes in the order of what each one gains for its time on photos that those before it don't read; passes that
    /// gain nothing are left out.
    public func proposal() -> [Step] {
        var unread = photos.filter { !$0.readers.isEmpty }
        // What nobody reads costs time in every order.
        let never = photos.filter { $0.readers.isEmpty }
        var left = Set(photos.first?.trials.indices ?? 0..<0)
        var taken: [Int] = []
        var steps: [Step] = []
        var spent = 0.0
        while !unread.isEmpty {
            let best = left.sorted().map { pass -> (pass: Int, gain: Int, cost: Double) in
                let gain = unread.count { $0.readers.contains(pass) }
                let cost = (unread + never).reduce(0) { $0 + $1.cost(of: pass, after: taken) }
                return (pass, gain, cost)
            }.max { Double($0.gain) / max($0.cost, 1e-9) < Double($1.gain) / max($1.cost, 1e-9) }
            guard let best, best.gain > 0 else { break }
            spent += best.cost
            unread.removeAll { $0.readers.contains(best.pass) }
            left.remove(best.pass)
            taken.append(best.pass)
            steps.append(
                Step(
                    pass: photos[0].trials[best.pass].pass, gain: best.gain,
                    read: readCount - unread.count,
                    gainPerSecond: Double(best.gain) * 1000 / max(best.cost, 1e-9),
                    meanMilliseconds: spent / Double(photos.count)))
        }
        return steps
    }
}
