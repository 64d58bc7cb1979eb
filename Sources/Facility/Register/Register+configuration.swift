import Ledger

extension Register {
    /// Puts a configuration into force, word for word. Needs `RegisterRight.loadConfiguration` on the whole
    /// site.
    ///
    /// Whether the text makes sense is checked by whoever reads it, before.
    ///
    /// - Returns: what is in force now; the one from before where the text is the same.
    /// - Throws: `RegisterRefusal`: `.notAllowed`, `.tooMany` over `ConfigurationSubject.textBytesMax`;
    ///   `CommitFailure`.
    public func loadConfiguration(
        _ subject: ConfigurationSubject, text: String, act: Act
    ) async throws -> ConfigurationLoaded {
        try demand(.loadConfiguration, of: act)
        guard text.utf8.count <= ConfigurationSubject.textBytesMax else {
            throw RegisterRefusal.tooMany(
                field: "bytes of \(subject)", max: ConfigurationSubject.textBytesMax)
        }
        var fingerprint = Fingerprint("loadConfiguration")
        fingerprint.add(subject.rawValue)
        fingerprint.add(text)
        let now = try await store.configuration(subject.rawValue)
        if let now, now.text == text { return now }
        // Version and number in the stream are the same: nothing else is ever written to it.
        let version = (now?.version ?? 0) + 1
        let loaded = ConfigurationLoaded(subject: subject.rawValue, version: version, text: text)
        let stream = StreamID(.configuration, subject.streamNumber)
        let draft = draft(.configurationLoaded(loaded), stream, after: Int64(version - 1), act)
        _ = try await commit([draft], act, fingerprint: fingerprint, result: Done())
        return try await store.configuration(subject.rawValue) ?? loaded
    }

    /// All that was ever in force, in order: version 1 first.
    ///
    /// - Throws: what the store throws; `FactError` where a stream isn't a configuration's.
    public func configurations(_ subject: ConfigurationSubject) async throws -> [ConfigurationLoaded] {
        let decoder = CanonicalDecoder()
        return try await store.envelopes(of: StreamID(.configuration, subject.streamNumber)).compactMap {
            guard
                case .configurationLoaded(let loaded) = try RegisterFact(
                    $0.kind, payload: $0.payload, decoder)
            else { return nil }
            return loaded
        }
    }
}
