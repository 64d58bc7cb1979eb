public import Ledger
import Sealing
public import TicketTracking

extension SiteStorage: PhotoStore {
    /// The file is durable before the row and the owner's key are, and both before this returns.
    public func keep(
        jpeg: [UInt8], width: Int, height: Int, of owner: PersonID, within quota: PhotoQuota
    ) async throws -> PhotoReference {
        while true {
            let erasures = keys.erasures
            let found = try await keys.find(owner)
            let key = found ?? keys.keyring.makeKey()
            let sealed = try keys.keyring.seal(jpeg, under: key, of: owner, as: "photo")
            guard sealed.count <= PhotoFiles.bytesMax else {
                throw StorageError.outOfRange(
                    name: "photo bytes", allowed: 1...Int64(PhotoFiles.bytesMax), found: Int64(sealed.count))
            }
            let name = try await photoFiles.write(sealed)
            let photo = PhotoReference(sha256: name, width: width, height: height, owner: owner)
            do {
                try await record(photo, bytes: sealed.count, newKey: found == nil ? key : nil, within: quota)
                keys.keep(key, of: owner, since: erasures)
                return photo
            } catch is KeyTaken {
                // Two photos of one new person: this one was sealed under a key that nobody has.
                try await photoFiles.delete(name)
            } catch let usedUp as PhotoQuota.UsedUp {
                try await photoFiles.delete(name)
                throw usedUp
            }
        }
    }

    public func photo(_ reference: PhotoReference) async throws -> [UInt8]? {
        guard let key = try await keys.find(reference.owner),
            let sealed = try await photoFiles.read(reference.sha256)
        else { return nil }
        return try keys.keyring.open(sealed, under: key, of: reference.owner, as: "photo")
    }

    public func holds(_ reference: PhotoReference) async throws -> Bool {
        try await keys.find(reference.owner) != nil
    }

    private func record(
        _ photo: PhotoReference, bytes: Int, newKey: PersonKey?, within quota: PhotoQuota
    ) async throws {
        let wrapped = try newKey.map { key in
            WrappedKey(
                person: photo.owner, keyNumber: keys.keyring.keyNumber,
                bytes: try keys.keyring.wrap(key, of: photo.owner))
        }
        let (site, now) = (site, clock())
        try await committer.submit { session, _ in
            let kept = try PhotoTable.kept(since: now - .seconds(86_400), site, session)
            try quota.requireRoom(photos: kept.photos, bytes: kept.bytes, more: bytes)
            if let wrapped {
                do { try PersonKeyTable.insert(wrapped, site, session) } catch SQLFault.constraint {
                    throw KeyTaken(person: photo.owner)
                }
            }
            try PhotoTable.insert(photo, bytes: bytes, keptAt: now, site, session)
        }
    }
}
