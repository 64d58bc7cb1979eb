import Ledger
import Testing

@Suite struct InstantTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00.000000Z"), (-1, "1969-12-31T23:59:59.999999Z"),
            (951_782_400_000_000, "2000-02-29T00:00:00.000000Z"),
            (1_709_251_199_999_999, "2024-02-29T23:59:59.999999Z"),
            (4_107_542_400_000_000, "2100-03-01T00:00:00.000000Z"),
            (-62_135_596_800_000_000, "0001-01-01T00:00:00.000000Z"),
            (253_402_300_799_999_999, "9999-12-31T23:59:59.999999Z"),
        ] as [(Int64, String)])
    func textAndMicrosecondsAreTheSameMoment(_ microseconds: Int64, _ text: String) {
        #expect(Instant(microseconds: microseconds).description == text)
        #expect(Instant(rfc3339: text)?.microseconds == microseconds)
    }

    @Test func everyDayOfFourCenturiesReadsBack() {
        for day in Int64(-146_097)..<146_097 {
            let instant = Instant(seconds: day * 86_400 + 43_199)
            guard Instant(rfc3339: instant.description) == instant else {
                Issue.record("\(instant) doesn't read back")
                return
            }
        }
    }

    @Test(arguments: [
        ("2026-09-01T08:15:00+08:00", "2026-09-01T00:15:00.000000Z"),
        ("2026-09-01t08:15:00.25z", "2026-09-01T08:15:00.250000Z"),
        ("2026-01-01 00:00:00-03:30", "2026-01-01T03:30:00.000000Z"),
        ("2026-09-01T08:15:00.1234567899Z", "2026-09-01T08:15:00.123456Z"),
        ("2016-12-31T23:59:60Z", "2017-01-01T00:00:00.000000Z"),
    ])
    func offsetsAndDecimalsAreRead(_ text: String, _ same: String) {
        #expect(Instant(rfc3339: text)?.description == same)
    }

    @Test(arguments: [
        "", "2026-09-01", "2026-09-01T08:15Z", "2026-02-29T00:00:00Z", "2100-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-01T00:00:00Z", "2026-04-31T00:00:00Z", "2026-09-01T24:00:00Z", "2026-09-01T08:60:00Z",
        "2026-09-01T08:15:61Z", "2026-09-01T08:15:00", "2026-09-01T08:15:00.Z", "2026-09-01T08:15:00+0800",
        "2026-09-01T08:15:00+24:00", "2026-09-01T08:15:00+08:60", "2026-09-01T08:15:00Zjunk",
        "0000-01-01T00:00:00Z",
        "２０２６-09-01T08:15:00Z", "2026-09-01X08:15:00Z", "2026/09/01T08:15:00Z",
    ])
    func whatIsNoMomentIsRefused(_ text: String) {
        #expect(Instant(rfc3339: text) == nil)
    }

    @Test func theFarthestMomentsHaveATextToo() {
        #expect(Instant(microseconds: .min).description == "-290308-12-21T19:59:05.224192Z")
        #expect(Instant(microseconds: .max).description == "294247-01-10T04:00:54.775807Z")
    }

    @Test func durationsAddAndSubtract() {
        let noon = Instant(seconds: 43_200)
        #expect(noon + .milliseconds(1500) == Instant(microseconds: 43_201_500_000))
        #expect(noon - .seconds(43_201) == Instant(seconds: -1))
        #expect(Instant(seconds: -1).secondsSinceEpoch == -1)
        #expect(Instant(microseconds: -1).secondsSinceEpoch == -1)
        #expect(noon - Instant(seconds: 43_260) == .seconds(-60))
        #expect(noon.utcDay == "1970-01-01")
    }
}
