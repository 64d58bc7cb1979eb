import LabelScanning

/// Studies the ladder with its spare passes: what `mendmark scan study` prints, of a list and of its photos turned.
struct StudyBench {
    let list: String
    let turns: Int

    func run() throws {
        let scanner = PhotoScanner.withSparePasses()
        var study = LadderStudy()
        for entry in try PhotoList(list).entries {
            for turn in 0..<turns {
                study.add(scanner.trials(in: try entry.photo(turns: turn)), truth: entry.truth)
            }
        }
        print(StudyListing(study).plain, terminator: "")
    }
}
