import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct MinimumTests {
    struct Known: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var minimum = 3
        var partial: PartialRule?
        var whole = "2022-04-01..2022-04-30"
        var window: String?
        var exempt: [String] = []
        let items: Int
        let ground: Minimum.Ground
    }

    private static let half = "2022-04-16..2022-04-30"

    static let known: [Known] = [
        Known(testDescription: "a whole period owes the minimum", items: 3, ground: .whole),
        Known(
            testDescription: "a whole period owes it under every rule for cut ones", partial: .waived, items: 3,
            ground: .whole),
        Known(testDescription: "minimum 0 owes nothing", minimum: 0, items: 0, ground: .whole),
        Known(
            testDescription: "cut, full: the minimum as it stands", partial: .full, window: half, items: 3,
            ground: .whole),
        Known(
            testDescription: "cut, prorated: 3 × 15/30 = 1.5, rounded up to 2", partial: .prorated, window: half,
            items: 2,
            ground: .lowered(owedDays: 15, ofDays: 30)),
        Known(
            testDescription: "cut, prorated: 3 × 14/30 = 1.4, rounded down to 1", partial: .prorated,
            window: "2022-04-17..2022-04-30", items: 1, ground: .lowered(owedDays: 14, ofDays: 30)),
        Known(
            testDescription: "cut, prorated: 1 × 15/30 is a half and rounds to 1", minimum: 1, partial: .prorated,
            window: half, items: 1, ground: .lowered(owedDays: 15, ofDays: 30)),
        Known(
            testDescription: "cut, prorated: 1 × 14/30 rounds to nothing", minimum: 1, partial: .prorated,
            window: "2022-04-17..2022-04-30", items: 0, ground: .lowered(owedDays: 14, ofDays: 30)),
        Known(
            testDescription: "cut, waived", partial: .waived, window: half, items: 0, ground: .cutWaived),
        Known(
            testDescription: "whole, 10 of 30 days exempt: 3 × 20/30 = 2", exempt: ["2022-04-11..2022-04-20"], items: 2,
            ground: .lowered(owedDays: 20, ofDays: 30)),
        Known(
            testDescription: "whole, a day exempt: 3 × 29/30 rounds to 3", exempt: ["2022-04-11..2022-04-11"], items: 3,
            ground: .lowered(owedDays: 29, ofDays: 30)),
        Known(
            testDescription: "whole, all days but one exempt: 3 × 1/30 rounds to nothing",
            exempt: ["2022-04-01..2022-04-29"], items: 0, ground: .lowered(owedDays: 1, ofDays: 30)),
        Known(
            testDescription: "days in two exemptions are exempt once",
            exempt: ["2022-04-01..2022-04-10", "2022-04-06..2022-04-15"],
            items: 2, ground: .lowered(owedDays: 15, ofDays: 30)),
        Known(
            testDescription: "exempt days outside the period take nothing",
            exempt: ["2022-03-01..2022-03-31", "2022-05-01..2022-05-31"], items: 3, ground: .whole),
        Known(
            testDescription: "every day of the window exempt", exempt: ["2022-03-01..2022-12-31"], items: 0,
            ground: .exempt),
        Known(
            testDescription: "every day exempt by two exemptions that adjoin",
            exempt: ["2022-04-16..2022-05-10", "2022-04-01..2022-04-15"], items: 0, ground: .exempt),
        Known(
            testDescription: "exempt goes before waived", partial: .waived, window: half,
            exempt: ["2022-04-16..2022-04-30"],
            items: 0, ground: .exempt),
        Known(
            testDescription: "exempt although the minimum is 0", minimum: 0, exempt: ["2022-04-01..2022-04-30"],
            items: 0,
            ground: .exempt),
        Known(
            testDescription: "cut, prorated and exempt: 6 × (15 − 5)/30 = 2", minimum: 6, partial: .prorated,
            window: half,
            exempt: ["2022-04-16..2022-04-20"], items: 2, ground: .lowered(owedDays: 10, ofDays: 30)),
        Known(
            testDescription: "cut, full and exempt: 6 × (15 − 5)/15 = 4", minimum: 6, partial: .full, window: half,
            exempt: ["2022-04-16..2022-04-20"], items: 4, ground: .lowered(owedDays: 10, ofDays: 15)),
        Known(
            testDescription: "exempt days of the whole period outside the window take nothing", minimum: 6,
            partial: .prorated, window: half, exempt: ["2022-04-01..2022-04-15"], items: 3,
            ground: .lowered(owedDays: 15, ofDays: 30)),
        Known(
            testDescription: "all of the window exempt though not all of the period", partial: .full, window: half,
            exempt: ["2022-04-16..2022-04-30"], items: 0, ground: .exempt),
        Known(
            testDescription: "a first civil month from 15/02: 3 × 14/28 = 1.5, rounded to 2", partial: .prorated,
            whole: "2022-02-01..2022-02-28", window: "2022-02-15..2022-02-28", items: 2,
            ground: .lowered(owedDays: 14, ofDays: 28)),
        Known(
            testDescription: "a large minimum", minimum: 1_000_000_000, partial: .prorated,
            whole: "2000-01-01..2099-12-31", window: "2000-01-01..2000-01-01", items: 27_379,
            ground: .lowered(owedDays: 1, ofDays: 36_525)),
    ]

    @Test("the minimum of a period", arguments: known)
    func table(_ known: Known) {
        let quota = Quota(
            id: "q", units: [0], minimum: known.minimum, per: .month, partial: known.partial, from: day("2022-01-01"))
        let period = QuotaPeriod(whole: span(known.whole), window: span(known.window ?? known.whole))
        let minimum = Minimum(
            whole: quota.minimum, partial: quota.partial, period: period, exempt: known.exempt.map { span($0) })
        #expect(minimum.items == known.items)
        #expect(minimum.ground == known.ground)
        #expect(minimum.isJudged == (known.items > 0))
    }
}

struct PeriodStatusTests {
    struct Known: CustomTestStringConvertible, Sendable {
        let testDescription: String
        var minimum = 3
        let count: Int
        let asOf: String
        var exempt: [String] = []
        let status: PeriodStatus
        var isClosed = false
        var shortfall = 0
        var window = "2022-04-01..2022-04-30"
    }

    static let known: [Known] = [
        Known(
            testDescription: "closed, the minimum reached", count: 3, asOf: "2022-05-05", status: .met, isClosed: true),
        Known(testDescription: "closed, more than that", count: 9, asOf: "2022-05-05", status: .met, isClosed: true),
        Known(
            testDescription: "closed, one missing", count: 2, asOf: "2022-05-05", status: .short, isClosed: true,
            shortfall: 1),
        Known(
            testDescription: "a period is closed on its last day", count: 2, asOf: "2022-04-30", status: .short,
            isClosed: true, shortfall: 1),
        Known(testDescription: "open, the minimum reached already", count: 3, asOf: "2022-04-02", status: .met),
        Known(
            testDescription: "open on the day before the last: ⌊3 × 29/30⌋ = 2", count: 2, asOf: "2022-04-29",
            status: .onTrack, shortfall: 1),
        Known(
            testDescription: "open, first day: nothing due yet", count: 0, asOf: "2022-04-01", status: .onTrack,
            shortfall: 3),
        Known(
            testDescription: "open, nine days: ⌊3 × 9/30⌋ = 0", count: 0, asOf: "2022-04-09", status: .onTrack,
            shortfall: 3),
        Known(
            testDescription: "open, ten days with the as-of day: ⌊3 × 10/30⌋ = 1", count: 0, asOf: "2022-04-10",
            status: .behind, shortfall: 3),
        Known(
            testDescription: "open, what is due is there", count: 1, asOf: "2022-04-19", status: .onTrack, shortfall: 2),
        Known(
            testDescription: "open, one less than due", count: 1, asOf: "2022-04-20", status: .behind, shortfall: 2),
        Known(
            testDescription:
                "what is due is a share of the days of the window, not of the whole period: ⌊2 × 8/15⌋ = 1",
            count: 0, asOf: "2022-04-23", status: .behind, shortfall: 2, window: "2022-04-16..2022-04-30"),
        Known(
            testDescription: "what is due is a share of the lowered minimum: ⌊2 × 14/30⌋ = 0", count: 0,
            asOf: "2022-04-14", exempt: ["2022-04-01..2022-04-10"], status: .onTrack, shortfall: 2),
        Known(
            testDescription: "exempt, closed", count: 5, asOf: "2022-05-05", exempt: ["2022-04-01..2022-04-30"],
            status: .exempt, isClosed: true),
        Known(
            testDescription: "exempt, open", count: 0, asOf: "2022-04-05", exempt: ["2022-04-01..2022-04-30"],
            status: .exempt),
        Known(
            testDescription: "a minimum of 0 is waived, not met", minimum: 0, count: 4, asOf: "2022-05-05",
            status: .waived,
            isClosed: true),
        Known(testDescription: "waived, open", minimum: 0, count: 0, asOf: "2022-04-05", status: .waived),
    ]

    @Test("the status of a period", arguments: known)
    func table(_ known: Known) {
        let quota = Quota(
            id: "q", units: [0], minimum: known.minimum, per: .month, partial: .prorated, from: day("2022-01-01"))
        let whole = span("2022-04-01..2022-04-30")
        let period = QuotaPeriod(whole: whole, window: span(known.window))
        let minimum = Minimum(
            whole: quota.minimum, partial: quota.partial, period: period, exempt: known.exempt.map { span($0) })
        let verdict = PeriodVerdict(period: period, minimum: minimum, count: known.count, asOf: day(known.asOf))
        #expect(verdict.status == known.status)
        #expect(verdict.isClosed == known.isClosed)
        #expect(verdict.shortfall == known.shortfall)
        #expect(verdict.isJudged == (known.isClosed && [.met, .short].contains(known.status)))
    }

    @Test("random periods get the minimum and the status that counting days and items one by one gives")
    func oracle() throws {
        var made = RandomRules(seed: 20)
        var seen: [String: Int] = [:]
        for round in 0..<400 {
            let (quota, unit, asOf) = (made.quota("q", units: [0]), made.unit(0), made.someAsOf())
            let exempt = (0..<Int.random(in: 0...3, using: &made.random)).map { _ in made.someSpan(upTo: 200) }
            let periods = quota.periods(in: quota.term(for: unit), asOf: asOf, calendar: WorkCalendar())
            for period in periods.suffix(8) {
                let minimum = Minimum(whole: quota.minimum, partial: quota.partial, period: period, exempt: exempt)
                let count = Int.random(in: 0...max(3, quota.minimum), using: &made.random)
                let verdict = PeriodVerdict(period: period, minimum: minimum, count: count, asOf: asOf)
                let slow = SlowVerdict(
                    quota: quota, period: .init(whole: period.whole.days, window: period.window.days), exempt: exempt,
                    count: count, asOf: asOf)
                try #require(
                    (minimum.items, verdict.status, verdict.isClosed) == (slow.minimum, slow.status, slow.isClosed),
                    "round \(round): \(quota) \(period) \(exempt) \(count) \(asOf)")
                #expect(verdict.shortfall == max(0, slow.minimum - count))
                seen[slow.isClosed ? "closed \(slow.status)" : "open \(slow.status)", default: 0] += 1
                if case .lowered = minimum.ground { seen["lowered \(period.isCut) \(slow.status)", default: 0] += 1 }
            }
        }
        let wanted = [
            "closed met", "closed short", "closed waived", "closed exempt", "open met", "open onTrack", "open behind",
            "open waived", "open exempt", "lowered true short", "lowered false short", "lowered true waived",
        ]
        for what in wanted { #expect(seen[what, default: 0] > 4, "\(what): \(seen)") }
    }
}
