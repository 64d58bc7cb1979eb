import Facility
import Ledger

/// One fact of every kind, as the golden files hold them.
enum FactSamples {
    static let at = Instant(microseconds: 1_788_000_000_123_456)
    static let code = LabelCode(bits: 0x5A_5A5A_5A5A_5A5A)!

    static let place = Place(
        id: PlaceID(12), parent: PlaceID(3), kind: .room, reference: "3J-204",
        name: LocalizedName(zh: "大教室「阶梯」", en: "Lecture hall"), isNameGenerated: false,
        aliases: [PlaceAlias(reference: "3J-203", name: LocalizedName(zh: "旧"), until: at)],
        externalIDs: [ExternalID(source: "csv", id: "r204")], order: 7, timeZone: "Asia/Shanghai",
        privacy: .countOnly, responsible: Key("property.east"), retiredAt: nil, revision: 0)

    static let device = Device(
        id: DeviceID(5), kind: "access point", reference: "AP-17", name: LocalizedName(zh: "无线", en: "AP"),
        isNameGenerated: true, model: "X200", serialNumber: "SN\"1\"",
        externalIDs: [ExternalID(source: "netbox/dcim.device", id: "9")])

    static let grant = Grant(role: .technician, scope: .team(Key("network")!), from: at, until: nil)

    static let notice = Notice(
        number: 1,
        terms: NoticeTerms(
            from: at, until: at, hours: DailyHours("23:30-06:00"),
            text: LocalizedName(zh: "夜间断网", en: "No network at night"), categories: [Key("network")!]))

    static let all: [RegisterFact] = [
        .placeAdded(place),
        .placeRenamed(
            PlaceRenamed(reference: "3J-205", name: LocalizedName(zh: "新", en: "New"), isNameGenerated: true)),
        .placeMoved(PlaceMoved(parent: PlaceID(4))),
        .placeChanged(
            PlaceChanged(
                kind: .telecomCloset, externalIDs: place.externalIDs, order: nil, timeZone: nil,
                privacy: .open,
                responsible: nil)),
        .placeRetired(Retired(reason: "torn down")),
        .deviceAdded(device),
        .deviceChanged(device),
        .deviceInstalled(DeviceInstalled(place: PlaceID(12))),
        .deviceRetired(Retired(reason: "broken")),
        .labelMinted(LabelMinted(code: code, target: .place(PlaceID(12)), placement: "front door")),
        .labelPrinted(
            LabelIssue(
                number: 1, text: "https://MEND.EXAMPLE/\(code.compact)", host: "mend.example", version: 3,
                level: "Q", mask: 4, batch: BatchID(2), printedReference: "3J-204", printedAt: at)),
        .labelStateChanged(LabelStateChanged(state: .damaged, reason: "torn")),
        .labelReplaced(LabelReplaced(by: code)),
        .labelBound(.device(DeviceID(5))),
        .personAdded(PersonAdded(name: .clear("王小明", of: PersonID(8)), identities: [.password("wang")])),
        .personGranted(grant),
        .personGrantEnded(grant),
        .personPasswordSet(PersonPasswordSet()),
        .personSignedIn(PersonSignedIn(provider: "password")),
        .personExported(
            PersonExported(subject: .report, format: "csv", part: "2026-11", position: Position(4_711))),
        .personDisabled(Retired(reason: "left")),
        .personMailSet(PersonMailSet(mail: .clear("wang@example.edu", of: PersonID(8)), language: "zh")),
        .configurationLoaded(ConfigurationLoaded(subject: "rules", version: 1, text: "rules: []\n")),
        .labelSeen(LabelSeen()),
        .placeCabled(
            PlaceCabled(port: SwitchPort(device: DeviceID(5), port: "Gi0/1"), source: "netbox/dcim.cable")),
        .placeNoticePosted(notice),
        .placeNoticeChanged(notice),
        .placeNoticeEnded(NoticeEnded(number: 1)),
        .labelProblemReported(LabelProblemReported(kind: .covered)),
        .labelProblemMoved(LabelProblemMoved(number: 1, state: .settled, note: "新标签")),
        .batchOpened(BatchOpened(title: "三教", codes: [code])),
        .batchPrinted(
            BatchPrinted(
                stock: "avery-l7160", design: "door-plate", dotsPerInch: 600, after: 4, spoiled: true,
                sheets: [BatchSheet(number: 5, wallet: SheetID(3), places: [7])])),
        .batchSpoiled(BatchSpoiled(codes: [code], reason: "jammed")),
        .batchVoided(BatchVoided(codes: [code], reason: "wrong paper")),
        .sheetKept(SheetKept(stock: "avery-l7160", free: [8, 9], batch: BatchID(2))),
        .sheetUsed(SheetUsed(batch: BatchID(4), places: [8])),
        .sheetCorrected(SheetCorrected(free: [9, 10], reason: "counted")),
        .sheetSpoiled(SheetSpoiled(places: [9], reason: "torn")),
        .sheetDiscarded(SheetDiscarded(reason: "wet")),
    ]
}

/// Hides a value behind its owner's number: enough to see that it was sealed, and the same in every run.
struct PlainSealer: PersonalSealer, PersonalOpener {
    func seal(_ clear: [UInt8], of owner: PersonID) -> [UInt8] { clear.map { $0 ^ 0xFF } }
    func open(_ sealed: [UInt8], of owner: PersonID) -> [UInt8]? { seal(sealed, of: owner) }
}
