extension Migration {
    /// Who may sign in, and what was kept of photos.
    static let people = Migration(
        number: 4, title: "people, sign-in, photos",
        script: """
            CREATE TABLE people (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                name {blob} NOT NULL,
                identities {blob} NOT NULL,
                grants {blob} NOT NULL,
                is_disabled {integer} NOT NULL,
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};

            CREATE TABLE identities (
                site {integer} NOT NULL,
                provider TEXT NOT NULL,
                subject TEXT NOT NULL,
                person {integer} NOT NULL,
                PRIMARY KEY (site, provider, subject)
            ){keyOrdered};

            CREATE TABLE password_hashes (
                site {integer} NOT NULL,
                person {integer} NOT NULL,
                hash TEXT NOT NULL,
                PRIMARY KEY (site, person)
            ){keyOrdered};

            CREATE TABLE sessions (
                site {integer} NOT NULL,
                token_hash {blob} NOT NULL CHECK (length(token_hash) = 32),
                person {integer} NOT NULL,
                ends_at {integer} NOT NULL,
                PRIMARY KEY (site, token_hash)
            ){keyOrdered};
            CREATE INDEX sessions_by_person ON sessions (site, person);

            CREATE TABLE photos (
                site {integer} NOT NULL,
                sha256 TEXT NOT NULL,
                owner {integer} NOT NULL,
                width {integer} NOT NULL,
                height {integer} NOT NULL,
                kept_at {integer} NOT NULL,
                PRIMARY KEY (site, sha256)
            ){keyOrdered};
            CREATE INDEX photos_by_owner ON photos (site, owner);
            """)
}
