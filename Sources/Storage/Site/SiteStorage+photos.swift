public import Ledger
import Sealing
public import TicketTracking

extension SiteStorage: PhotoStore {
    /// The file is durable before the row and the owner's key are, and both before this returns.
    public func keep(jpeg: [UInt8], width: Int, height: Int, of owner: PersonID) async throws
        -> PhotoReference
    {
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
                try await record(photo, newKey: found == nil ? key : nil)
                keys.keep(key, of: owner, since: erasures)
                return photo
            } catch is KeyTaken {
                // Two photos of one new person: this one was sealed under a key that nobody has.
                try await photoFiles.delete(name)
            }
        }
    }

    public func photo(_ reference: PhotoReference) async throws -> [UInt8]? {
        guard let key = try await keys.find(reference.owner),
            let sealed = try await photoFiles.read(reference.sha256)
        else { return nil }
        return try keys.keyring.open(sealed, under: key, of: reference.owner, as: "photo")
    }

    private func record(_ photo: PhotoReference, newKey: PersonKey?) async throws {
        let wrapped = try newKey.map { key in
            WrappedKey(
                person: photo.owner, keyNumber: keys.keyring.keyNumber,
                bytes: try keys.keyring.wrap(key, of: photo.owner))
        }
        let (site, now) = (site, clock())
        try await committer.submit { session, _ in
            if let wrapped {
                do { try PersonKeyTable.insert(wrapped, site, session) } catch SQLFault.constraint {
                    throw KeyTaken(person: photo.owner)
                }
            }
            try PhotoTable.insert(photo, keptAt: now, site, session)
        }
    }
}
