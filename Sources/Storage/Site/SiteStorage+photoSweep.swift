public import Ledger

extension SiteStorage {
    /// How long a photo may lie before the report that it was sent for is there; a request takes two minutes at most.
    public static let photosWait = Duration.seconds(86_400)
    /// Owners whose photos are removed in one transaction.
    private static let ownersAtOnce = 200

    /// Removes photos that were kept for a report which was never filed: the press failed, or it was the second one of a
    /// form that was sent twice. Their owner has no report and is nobody of the staff; the owner's key goes with them. Files
    /// go too that no row names, as a failed commit or a power loss leaves them.
    ///
    /// Photos of a filed report and of a technician's work stay, however old.
    /// - Parameter now: whatever is younger than `photosWait` by then is left alone.
    /// - Returns: photos by their rows, then files that had none.
    /// - Throws: `CommitFailure`; `StorageError.photoFile`. What was removed before stays removed; the next sweep goes on.
    public func sweepPhotos(at now: Instant) async throws -> (photos: Int, files: Int) {
        let before = now - Self.photosWait
        var photos = 0
        while true {
            let (owners, names) = try await removeUnfiled(before: before)
            for owner in owners { keys.forget(owner) }
            for name in names { try await photoFiles.delete(name) }
            photos += names.count
            if owners.count < Self.ownersAtOnce { break }
        }
        if photos > 0 { try await engine.checkpoint() }
        return (photos, try await removeNameless(before: before))
    }

    private func removeUnfiled(before: Instant) async throws -> (owners: [PersonID], names: [String]) {
        let site = site
        return try await committer.submit { session, _ in
            let owners = try PhotoTable.unfiledOwners(
                keptBefore: before, limit: Self.ownersAtOnce, site, session)
            let names = try owners.flatMap { owner in
                _ = try PersonKeyTable.delete(owner, site, session)
                return try PhotoTable.delete(of: owner, site, session)
            }
            return (owners, names)
        }
    }

    private func removeNameless(before: Instant) async throws -> Int {
        let site = site
        var count = 0
        for directory in try await photoFiles.directories() {
            let names = try await photoFiles.names(in: directory, changedBefore: before)
            let nameless = try await read { session in
                try names.filter { try !PhotoTable.contains($0, site, session) }
            }
            for name in nameless { try await photoFiles.delete(name) }
            count += nameless.count
        }
        return count
    }
}
