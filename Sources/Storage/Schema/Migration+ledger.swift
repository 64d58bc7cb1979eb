extension Migration {
    /// The ledger and what every command needs.
    static let ledger = Migration(
        number: 1, title: "ledger, commands, person keys",
        script: """
            CREATE TABLE sites (
                site {integer} NOT NULL PRIMARY KEY,
                secret_check {blob} NOT NULL
            ){keyOrdered};

            CREATE TABLE site_heads (
                site {integer} NOT NULL PRIMARY KEY,
                position {integer} NOT NULL CHECK (position >= 0),
                hash {blob} NOT NULL CHECK (length(hash) = 32),
                recorded_at {integer} NOT NULL
            ){keyOrdered};

            CREATE TABLE events (
                site {integer} NOT NULL,
                position {integer} NOT NULL CHECK (position > 0),
                stream_kind TEXT NOT NULL,
                stream_number {integer} NOT NULL,
                number {integer} NOT NULL CHECK (number > 0),
                kind TEXT NOT NULL,
                kind_version {integer} NOT NULL CHECK (kind_version > 0),
                recorded_at {integer} NOT NULL,
                occurred_at {integer},
                based_on {integer},
                actor TEXT NOT NULL,
                channel TEXT NOT NULL,
                command {blob} NOT NULL CHECK (length(command) = 16),
                audience TEXT NOT NULL,
                payload {blob} NOT NULL,
                algorithm TEXT NOT NULL,
                previous_hash {blob} NOT NULL CHECK (length(previous_hash) = 32),
                hash {blob} NOT NULL CHECK (length(hash) = 32),
                PRIMARY KEY (site, position)
            ){keyOrdered};
            CREATE UNIQUE INDEX events_by_stream ON events (site, stream_kind, stream_number, number);

            CREATE TABLE commands (
                site {integer} NOT NULL,
                command {blob} NOT NULL CHECK (length(command) = 16),
                fingerprint_mac {blob} NOT NULL,
                result {blob} NOT NULL,
                recorded_at {integer} NOT NULL,
                PRIMARY KEY (site, command)
            ){keyOrdered};

            CREATE TABLE person_keys (
                site {integer} NOT NULL,
                person {integer} NOT NULL,
                key_number {integer} NOT NULL,
                wrapped {blob} NOT NULL,
                PRIMARY KEY (site, person)
            ){keyOrdered};

            CREATE TABLE identifier_blocks (
                site {integer} NOT NULL,
                kind TEXT NOT NULL,
                next {integer} NOT NULL CHECK (next > 0),
                PRIMARY KEY (site, kind)
            ){keyOrdered};
            """)
}
