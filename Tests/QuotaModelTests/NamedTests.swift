import QuotaModel
import Testing

struct NamedTests {
    static let lists: [[Int]] = [[], [4], [4, 2], [0, 1, 7]]

    @Test("what a cell names answers as the list of it would", arguments: lists)
    func asTheList(_ places: [Int]) {
        let named = Named(places)
        #expect(named.first == places.first)
        #expect((-1...8).filter(named.contains) == places.sorted())
        var visited: [Int] = []
        named.forEach { visited.append($0) }
        #expect(visited == places)
    }

    @Test("a list of none or one takes the small form")
    func smallForms() {
        #expect(Named([]) == .nobody)
        #expect(Named([3]) == .one(3))
        #expect(Named([3, 1]) == .many([3, 1]))
    }
}

struct ItemTests {
    @Test("an item hands out its four days and three numbers by field, and nothing by any other")
    func byField() throws {
        var item = Item(place: ItemPlace(source: 0, record: 1, line: 2), units: .one(0))
        #expect(Field.allCases.allSatisfy { item.day($0) == nil && item.number($0) == nil })
        let first = try #require(CivilDate(iso: "2022-02-15"))
        item.event = first
        item.submitted = first.adding(days: 1)
        item.approved = first.adding(days: 2)
        item.published = first.adding(days: 3)
        (item.words, item.photos, item.views) = (10, 20, 30)
        #expect(Field.dates.map { item.day($0) } == (0...3).map { first.adding(days: $0) })
        #expect(Field.numbers.map { item.number($0) } == [10, 20, 30])
        for field in Field.allCases {
            #expect((item.day(field) != nil) == field.isDate)
            #expect((item.number(field) != nil) == field.isNumber)
        }
    }

    @Test("records are in order of log and record, whatever their lines")
    func placeOrder() {
        let inOrder = [
            ItemPlace(source: 0, record: 1, line: 9), ItemPlace(source: 0, record: 2, line: 3),
            ItemPlace(source: 1, record: 1, line: 1),
        ]
        #expect(inOrder.shuffled().sorted() == inOrder)
    }

    @Test("each reason counts its own rejects, in the order in which they are tested")
    func rejectCounts() {
        var counts = RejectCounts()
        for (place, code) in RejectCode.allCases.enumerated() { counts[code] = place + 1 }
        #expect(counts.reasons.map(\.code) == RejectCode.allCases)
        #expect(counts.reasons.map(\.count) == Array(1...RejectCode.allCases.count))
    }

    @Test("a set of fields holds what was put in, in canonical order")
    func fieldSet() {
        #expect(Field.allCases.map(\.number) == Array(0..<18))
        #expect(FieldSet([Field.origin, .id, .unit]).fields == [.id, .unit, .origin])
        #expect(FieldSet(Field.allCases).fields == Field.allCases)
        for field in Field.allCases { #expect(FieldSet(field).fields == [field]) }
    }
}
