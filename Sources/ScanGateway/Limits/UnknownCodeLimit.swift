import Ledger
import Synchronization

/// Keeps codes from being guessed: at most so many unknown ones are told a second for the whole site, and fewer to one
/// address; the rest end in "too many".
///
/// Only a code that was looked up and isn't there spends anything. A live code is always answered, whoever else guesses
/// behind the same address; and since what was spent is asked only after the look-up, and only of unknown codes, a
/// refusal takes as long as a "not found" and says the same: this code isn't one.
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
            // What isn't told to this address costs the other addresses nothing.
            return hasOwn && counts.site.take(at: now)
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
