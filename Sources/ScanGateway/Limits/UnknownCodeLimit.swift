import Ledger
import Synchronization

/// Keeps codes from being guessed.
///
/// Two limits, and only a code that was looked up and isn't there spends anything of either; the check symbol has
/// caught typing errors before that.
/// - *Told*: so many unknown codes a second are answered "not found" for the whole site, and fewer to one address; the
///   rest "too many", after the same look-up. A live code is answered whatever other addresses do.
/// - *Looked up*: an address that has tried `addressPerMinute` unknown codes within a minute gets nothing looked up for the
///   rest of it. Look-ups that were under way at that moment are counted on, and each further share of them costs one
///   minute more; so over any longer time an address tries `addressPerMinute` a minute, 1 a second by default.
///
/// What a guesser gets by that: there are 2⁵⁵ codes, so among 200,000 live labels one guess in 1.8 · 10¹¹ hits. One
/// address at 1 guess a second meets its first label after 5,700 years on average, a thousand addresses after 5.7
/// years, a hundred thousand after three weeks: against so many there is no limit here, since it would close the
/// site to everyone. A hit shows what the wall shows to any passer-by, and lets its finder report a fault there.
final class UnknownCodeLimit: Sendable {
    struct Rates: Hashable, Sendable {
        var sitePerSecond = 10.0
        var addressPerSecond = 1.0
        var addressBurst = 8.0
        /// 1 and up.
        var addressPerMinute = 60
        /// Addresses remembered; beyond it those are forgotten that have nothing to wait for, then those that tried least.
        var addressesMax = 20_000
    }

    private struct Guesser {
        var told: TokenBucket
        var began: Instant
        /// Unknown codes since then.
        var count = 0

        /// When its present minute, or minutes, are over.
        func end(perMinute max: Int) -> Instant { began + .seconds(60 * Int64(Swift.max(1, count / max))) }
    }

    private struct Counts {
        var site: TokenBucket
        var addresses: [String: Guesser] = [:]
    }

    private let rates: Rates
    private let counts: Mutex<Counts>

    init(rates: Rates = Rates(), at now: Instant) {
        self.rates = rates
        counts = Mutex(
            Counts(site: TokenBucket(perSecond: rates.sitePerSecond, capacity: rates.sitePerSecond, at: now)))
    }

    /// Before a look-up: how many seconds, 1 and up, until codes are looked up for this address again; nil: they are.
    func wait(of address: String, at now: Instant) -> Int64? {
        counts.withLock { counts in counts.addresses[address].flatMap { wait(of: $0, at: now) } }
    }

    /// After a look-up that found nothing.
    ///
    /// - Throws: `GatewayError.tooMany` where the miss isn't to be told.
    func miss(_ address: String, at now: Instant) throws(GatewayError) {
        let (isTold, wait) = counts.withLock { counts in
            if counts.addresses[address] == nil, counts.addresses.count >= rates.addressesMax {
                forget(&counts.addresses, at: now)
            }
            var guesser =
                counts.addresses[address]
                ?? Guesser(
                    told: TokenBucket(
                        perSecond: rates.addressPerSecond, capacity: rates.addressBurst, at: now),
                    began: now)
            // A clock that was set back begins a new minute.
            if now >= guesser.end(perMinute: rates.addressPerMinute) || now < guesser.began {
                (guesser.began, guesser.count) = (now, 0)
            }
            guesser.count += 1
            let hasOwn = guesser.told.take(at: now)
            counts.addresses[address] = guesser
            // What isn't told to this address costs the other addresses nothing.
            return (hasOwn && counts.site.take(at: now), self.wait(of: guesser, at: now))
        }
        if !isTold { throw .tooMany(seconds: max(2, wait ?? 0)) }
    }

    private func wait(of guesser: Guesser, at now: Instant) -> Int64? {
        guard guesser.count >= rates.addressPerMinute, now >= guesser.began else { return nil }
        let left = guesser.end(perMinute: rates.addressPerMinute).microseconds - now.microseconds
        return left > 0 ? (left + 999_999) / 1_000_000 : nil
    }

    private func forget(_ addresses: inout [String: Guesser], at now: Instant) {
        addresses = addresses.filter { _, guesser in
            var told = guesser.told
            told.fill(at: now)
            return !told.isFull || now < guesser.end(perMinute: rates.addressPerMinute)
        }
        guard addresses.count >= rates.addressesMax else { return }
        let least = addresses.sorted { $0.value.count < $1.value.count }.prefix(rates.addressesMax / 4)
        for (address, _) in least { addresses[address] = nil }
    }
}
