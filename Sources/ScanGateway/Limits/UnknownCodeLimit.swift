import Ledger
import Synchronization

/// Keeps codes from being guessed: at most so many unknown ones a second for the whole site, fewer from one address.
///
/// An address that has used up its share is refused before the look-up, so that it can't tell a live code from none.
/// The site's share is spent by misses only, and while it is spent a miss isn't answered: whoever scans a real label
/// is never made to wait for somebody else's guessing, unless from the same address.
final class UnknownCodeLimit: Sendable {
    struct Rates: Hashable, Sendable {
        var sitePerSecond = 10.0
        var addressPerSecond = 1.0
        var addressBurst = 8.0
        /// Addresses remembered; beyond it those with a full share are forgotten, then the oldest misses.
        var addressesMax = 20_000
    }

    private struct Counts {
        var site: TokenBucket
        var addresses: [String: TokenBucket] = [:]
    }

    private let rates: Rates
    private let counts: Mutex<Counts>

    init(rates: Rates = Rates(), at now: Instant) {
        self.rates = rates
        counts = Mutex(
            Counts(site: TokenBucket(perSecond: rates.sitePerSecond, capacity: rates.sitePerSecond, at: now)))
    }

    /// Before a look-up.
    ///
    /// - Throws: `GatewayError.tooMany` where this address has used up its share.
    func check(_ address: String, at now: Instant) throws(GatewayError) {
        let isSpent = counts.withLock { counts in
            counts.addresses[address]?.fill(at: now)
            return counts.addresses[address]?.isEmpty ?? false
        }
        if isSpent { throw .tooMany(seconds: 2) }
    }

    /// After a look-up that found nothing.
    ///
    /// - Throws: `GatewayError.tooMany` where the miss isn't to be told.
    func miss(_ address: String, at now: Instant) throws(GatewayError) {
        let isTold = counts.withLock { counts in
            if counts.addresses.count >= rates.addressesMax { forget(&counts.addresses, at: now) }
            var bucket =
                counts.addresses[address]
                ?? TokenBucket(perSecond: rates.addressPerSecond, capacity: rates.addressBurst, at: now)
            let hasOwn = bucket.take(at: now)
            counts.addresses[address] = bucket
            return counts.site.take(at: now) && hasOwn
        }
        if !isTold { throw .tooMany(seconds: 2) }
    }

    private func forget(_ addresses: inout [String: TokenBucket], at now: Instant) {
        addresses = addresses.filter { _, bucket in
            var bucket = bucket
            bucket.fill(at: now)
            return !bucket.isFull
        }
        if addresses.count >= rates.addressesMax {
            for key in addresses.keys.prefix(rates.addressesMax / 4) { addresses[key] = nil }
        }
    }
}
