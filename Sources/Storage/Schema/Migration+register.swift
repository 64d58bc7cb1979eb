extension Migration {
    /// What the events of places, devices, labels and configurations come to.
    static let register = Migration(
        number: 2, title: "register",
        script: """
            CREATE TABLE places (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                parent {integer},
                kind TEXT NOT NULL,
                reference TEXT NOT NULL,
                name_zh TEXT,
                name_en TEXT,
                is_name_generated {integer} NOT NULL,
                aliases {blob},
                external_ids {blob},
                walk_order {integer},
                time_zone TEXT,
                privacy TEXT,
                responsible TEXT,
                retired_at {integer},
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX places_by_parent ON places (site, parent);

            CREATE TABLE place_words (
                site {integer} NOT NULL,
                place {integer} NOT NULL,
                reference TEXT NOT NULL,
                words TEXT NOT NULL,
                PRIMARY KEY (site, place)
            ){keyOrdered};

            CREATE TABLE devices (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                kind TEXT NOT NULL,
                reference TEXT NOT NULL,
                name_zh TEXT,
                name_en TEXT,
                is_name_generated {integer} NOT NULL,
                model TEXT,
                serial_number TEXT,
                external_ids {blob},
                place {integer},
                installed_since {integer},
                retired_at {integer},
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX devices_by_place ON devices (site, place);

            CREATE TABLE references_in_force (
                site {integer} NOT NULL,
                reference TEXT NOT NULL,
                target_kind TEXT NOT NULL,
                target {integer} NOT NULL,
                PRIMARY KEY (site, reference)
            ){keyOrdered};

            CREATE TABLE labels (
                site {integer} NOT NULL,
                id {integer} NOT NULL,
                code {integer} NOT NULL,
                target_kind TEXT NOT NULL,
                target {integer} NOT NULL,
                placement TEXT,
                state TEXT NOT NULL,
                issues {blob},
                replaced_by {integer},
                revision {integer} NOT NULL,
                PRIMARY KEY (site, id)
            ){keyOrdered};
            CREATE INDEX labels_by_target ON labels (site, target_kind, target);

            CREATE TABLE label_codes (
                code {integer} NOT NULL PRIMARY KEY,
                site {integer} NOT NULL,
                label {integer} NOT NULL
            ){keyOrdered};

            CREATE TABLE configurations (
                site {integer} NOT NULL,
                subject TEXT NOT NULL,
                version {integer} NOT NULL,
                content TEXT NOT NULL,
                PRIMARY KEY (site, subject)
            ){keyOrdered};
            """)
}
