import QuotaModel
import ScoringRules
import Testing

@testable import QuotaEngine

struct StandardTests {
    @Test(
        "a standard reports how many counted items of the pack's days are as they should be, and never stops one counting"
    )
    func counts() throws {
        var words = ItemFilter()
        words.words = .init(atLeast: 100)
        var articles = ItemFilter()
        articles.kinds = [1]
        var pack = ItemTests.pack(Counting(kinds: [0]))
        pack.standards = [
            Standard(id: "tin", title: "Tin từ 100 từ", filter: ItemFilter(), expect: words),
            Standard(id: "bai", title: "Bài từ 100 từ", filter: articles, expect: words),
        ]
        let items = [
            ItemTests.item(1), ItemTests.item(2) { $0.words = 99 }, ItemTests.item(3) { $0.words = nil },
            ItemTests.item(4) { ($0.kind, $0.words) = (1, 5) }, ItemTests.item(5) { $0.state = .known(.draft) },
            ItemTests.item(6) { $0.published = day("2021-12-31") },
            ItemTests.item(7) { $0.published = day("2022-05-11") },
            ItemTests.item(8) { $0.units = .many([0, 1]) },
        ]
        var fold = LogFold(plan: Plan(pack: pack, asOf: day("2022-05-10")))
        fold.add(items.span)
        fold.finishLog(fields: FieldSet(Field.allCases))
        let standards = fold.results().standards
        #expect(standards.map { [$0.met, $0.unmet, $0.unverifiable] } == [[2, 1, 1], [0, 1, 0]])
        #expect(fold.results().units.first { $0.place == 0 }?.items == 4)
    }
}
