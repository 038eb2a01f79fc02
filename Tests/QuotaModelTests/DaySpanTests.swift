import TestSupport
import QuotaModel
import Testing

private func day(_ offset: Int) -> CivilDate { CivilDate(dayNumber: Int32(19_000 + offset)) }

struct DaySpanTests {
    @Test("a span holds both its ends")
    func ends() throws {
        let span = try #require(DaySpan(day(0), day(2)))
        #expect(span.dayCount == 3)
        #expect((-1...3).filter { span.contains(day($0)) } == [0, 1, 2])
        #expect(DaySpan(day(5)).dayCount == 1)
        #expect(DaySpan(day(0), before: day(3)) == span)
    }

    @Test("a span is never empty")
    func neverEmpty() { #expect(DaySpan(day(1), day(0)) == nil) }

    @Test("intersection and covered days are those a list of days gives")
    func oracle() throws {
        var random = SeededRandom(seed: 1)
        var (overlapping, apart, partly) = (0, 0, 0)
        for _ in 0..<2_000 {
            let span = Self.randomSpan(&random)
            let others = (0..<Int.random(in: 0...4, using: &random)).map { _ in Self.randomSpan(&random) }
            for other in others {
                let shared = Self.days(span).filter { Self.days(other).contains($0) }
                #expect(span.intersection(other).map(Self.days) ?? [] == shared)
                if shared.isEmpty { apart += 1 } else { overlapping += 1 }
            }
            let covered = Self.days(span).filter { day in others.contains { Self.days($0).contains(day) } }.count
            #expect(span.daysCovered(by: others) == covered)
            if others.count > 1, covered > 0, covered < span.dayCount { partly += 1 }
        }
        #expect(overlapping > 100 && apart > 100 && partly > 100)
    }

    @Test("days that two spans share are covered once, in whatever order the spans come")
    func overlaps() throws {
        let span = try #require(DaySpan(day(0), day(9)))
        let spans = [
            try #require(DaySpan(day(5), day(20))), try #require(DaySpan(day(-3), day(1))),
            try #require(DaySpan(day(6), day(7))), try #require(DaySpan(day(5), day(20))),
        ]
        #expect(span.daysCovered(by: spans) == 7)
        #expect(span.daysCovered(by: spans.reversed()) == 7)
    }

    private static func days(_ span: DaySpan) -> [CivilDate] {
        var days = [span.first]
        while let last = days.last, last < span.last { days.append(last.adding(days: 1)) }
        return days
    }

    private static func randomSpan(_ random: inout SeededRandom) -> DaySpan {
        let first = Int.random(in: 0...20, using: &random)
        return DaySpan(day(first), before: day(first + Int.random(in: 1...12, using: &random)))
    }
}
