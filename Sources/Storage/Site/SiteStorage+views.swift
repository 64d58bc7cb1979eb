public import Facility
public import Ledger

extension SiteStorage: ViewStore {
    public func keptViews(of person: PersonID) async throws -> [KeptView] {
        try await read { try KeptViewTable.all(of: person, self.site, $0) }
    }

    public func keep(_ view: KeptView, of person: PersonID) async throws -> Bool {
        let site = site
        return try await committer.submit { session, _ in
            try KeptViewTable.write(view, of: person, site, session)
        }
    }

    public func renameView(_ name: String, to other: String, of person: PersonID) async throws -> Bool {
        let site = site
        return try await committer.submit { session, _ in
            try KeptViewTable.rename(name, to: other, of: person, site, session)
        }
    }

    public func dropView(_ name: String, of person: PersonID) async throws {
        let site = site
        try await committer.submit { session, _ in
            try KeptViewTable.delete(name, of: person, site, session)
        }
    }
}
