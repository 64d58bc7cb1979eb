public import Ledger

extension Register {
    /// Puts a configuration into force, word for word. Needs `RegisterRight.loadConfiguration` on the whole
    /// site.
    ///
    /// Whether the text makes sense is checked by whoever reads it, before.
    ///
    /// - Parameter reason: 1 to `reasonMax` characters; nil: nobody said why.
    /// - Returns: what is in force now; the one from before where the text is the same.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.text` of the reason, `.tooMany` over
    ///   `ConfigurationSubject.textBytesMax`; `CommitFailure`.
    public func loadConfiguration(
        _ subject: ConfigurationSubject, text: String, reason: String? = nil, act: Act
    ) async throws -> ConfigurationLoaded {
        try demand(.loadConfiguration, of: act)
        if let reason { try Self.check(reason, "reason", Self.reasonMax) }
        guard text.utf8.count <= ConfigurationSubject.textBytesMax else {
            throw RegisterRefusal.tooMany(
                field: "bytes of \(subject)", max: ConfigurationSubject.textBytesMax)
        }
        var fingerprint = Fingerprint("loadConfiguration")
        fingerprint.add(subject.rawValue)
        fingerprint.add(text)
        if let reason { fingerprint.add(reason) }
        let now = try await store.configuration(subject.rawValue)
        if let now, now.text == text { return now }
        // Version and number in the stream are the same: nothing else is ever written to it.
        let version = (now?.version ?? 0) + 1
        let loaded = ConfigurationLoaded(
            subject: subject.rawValue, version: version, text: text, reason: reason)
        let stream = StreamID(.configuration, subject.streamNumber)
        let draft = draft(.configurationLoaded(loaded), stream, after: Int64(version - 1), act)
        _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        return try await store.configuration(subject.rawValue) ?? loaded
    }

    /// All that was ever in force, in order: version 1 first.
    ///
    /// - Throws: what the store throws; `FactError` where a stream isn't a configuration's.
    public func configurations(_ subject: ConfigurationSubject) async throws -> [ConfigurationLoaded] {
        try await configurationVersions(subject).map(\.loaded)
    }

    /// The same, each with when it came into force and by whom.
    public func configurationVersions(
        _ subject: ConfigurationSubject
    ) async throws -> [ConfigurationVersion] {
        let decoder = CanonicalDecoder()
        return try await store.envelopes(of: StreamID(.configuration, subject.streamNumber)).compactMap {
            guard
                case .configurationLoaded(let loaded) = try RegisterFact(
                    $0.kind, payload: $0.payload, decoder)
            else { return nil }
            return ConfigurationVersion(loaded: loaded, at: $0.happenedAt, by: $0.actor, channel: $0.channel)
        }
    }
}

/// A text that was put into force.
public struct ConfigurationVersion: Hashable, Sendable {
    public var loaded: ConfigurationLoaded
    public var at: Instant
    public var by: EventActor
    public var channel: Channel
}
