public import Facility
public import Ledger
import Sealing
import Synchronization
public import TicketTracking

extension MemoryStorage: SignInStore {
    public func passwordHash(of person: PersonID) async throws -> String? {
        state.withLock { $0.passwords[person] }
    }

    public func setPasswordHash(_ hash: String, of person: PersonID) async throws {
        state.withLock { $0.passwords[person] = hash }
    }

    public func openSession(tokenHash: [UInt8], person: PersonID, until: Instant) async throws {
        state.withLock { $0.sessions[tokenHash] = OpenSession(person: person, until: until) }
    }

    public func session(tokenHash: [UInt8], at now: Instant) async throws -> PersonID? {
        state.withLock { state in state.sessions[tokenHash].flatMap { $0.until > now ? $0.person : nil } }
    }

    public func endSession(tokenHash: [UInt8]) async throws {
        state.withLock { $0.sessions[tokenHash] = nil }
    }

    public func endSessions(of person: PersonID, but kept: [UInt8]?) async throws {
        state.withLock { state in
            state.sessions = state.sessions.filter { $0.value.person != person || $0.key == kept }
        }
    }
}

extension MemoryStorage: ViewStore {
    public func keptViews(of person: PersonID) async throws -> [KeptView] {
        state.withLock { $0.views[person] ?? [] }.sorted { ($0.keptAt, $0.name) < ($1.keptAt, $1.name) }
    }

    public func keep(_ view: KeptView, of person: PersonID) async throws -> Bool {
        state.withLock { state in
            var views = state.views[person] ?? []
            if let index = views.firstIndex(where: { $0.name == view.name }) {
                views[index].query = view.query
            } else if views.count < KeptView.viewsMax {
                views.append(view)
            } else {
                return false
            }
            state.views[person] = views
            return true
        }
    }

    public func renameView(_ name: String, to other: String, of person: PersonID) async throws -> Bool {
        state.withLock { state in
            let views = state.views[person] ?? []
            guard let index = views.firstIndex(where: { $0.name == name }),
                name == other || !views.contains(where: { $0.name == other })
            else { return false }
            state.views[person]?[index].name = other
            return true
        }
    }

    public func dropView(_ name: String, of person: PersonID) async throws {
        state.withLock { $0.views[person]?.removeAll { $0.name == name } }
    }
}

extension MemoryStorage: PhotoStore {
    public func keep(
        jpeg: [UInt8], width: Int, height: Int, of owner: PersonID, within quota: PhotoQuota
    ) async throws -> PhotoReference {
        try state.withLock { state in
            // Time stands still in here: every photo is of the last 24 hours.
            try quota.requireRoom(
                photos: state.photos.count, bytes: state.photos.values.reduce(0) { $0 + $1.bytes.count },
                more: jpeg.count)
            let key = state.keys[owner] ?? keyring.makeKey()
            let sealed = try keyring.seal(jpeg, under: key, of: owner, as: "photo")
            state.keys[owner] = key
            let name = sha256Text(of: sealed)
            state.photos[name] = SealedPhoto(owner: owner, bytes: sealed)
            return PhotoReference(sha256: name, width: width, height: height, owner: owner)
        }
    }

    public func photo(_ reference: PhotoReference) async throws -> [UInt8]? {
        try state.withLock { state in
            guard let key = state.keys[reference.owner], let photo = state.photos[reference.sha256] else {
                return nil
            }
            return try keyring.open(photo.bytes, under: key, of: reference.owner, as: "photo")
        }
    }
    public func holds(_ reference: PhotoReference) async throws -> Bool {
        state.withLock { $0.keys[reference.owner] != nil && $0.photos[reference.sha256] != nil }
    }
}
