import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Items in memory of their own")
struct ItemListTests {
    /// An item with one of its references, by the name of the field.
    static let referring: [(field: String, set: @Sendable (inout Item) -> Void)] = [
        ("units", { $0.units = .many([0, 1]) }), ("authors", { $0.authors = .many([0, 1]) }),
        ("categories", { $0.categories = .many([0, 1]) }), ("approver", { $0.approver = Word("Nguyễn Thị Đào") }),
        ("channel", { $0.channel = Word("Cổng") }), ("origin", { $0.origin = Word("Tự viết") }),
        ("details", { $0.details = ItemDetails(texts: [.title: "Bài"]) }),
    ]

    private static func item(_ record: Int, channel: Word? = nil) -> Item {
        var item = Item(place: ItemPlace(source: 0, record: record, line: record + 1), units: .one(0))
        item.channel = channel
        return item
    }

    @Test("an item tells of each of its references; one without any tells of none")
    func tellsOfReferences() {
        #expect(!Self.item(1).holdsReferences)
        for (field, set) in Self.referring {
            var item = Self.item(1)
            set(&item)
            #expect(item.holdsReferences, "\(field)")
        }
        // Whoever adds a field that refers to something must tell of it, and here.
        let others = [
            "place", "state", "kindPlace", "eventDay", "submittedDay", "approvedDay", "publishedDay", "wordCount",
            "photoCount", "viewCount",
        ]
        #expect(
            Set(Mirror(reflecting: Self.item(1)).children.compactMap(\.label))
                == Set(others + Self.referring.map(\.field)))
    }

    @Test("what items refer to is given back when they are dropped, discarded or forgotten")
    func givesBack() {
        weak var gone: Word?
        weak var kept: Word?
        var list = ItemList()
        do {
            let (first, second) = (Word("một"), Word("hai"))
            (gone, kept) = (first, second)
            for record in 0..<40 {
                _ = list.begin(Self.item(record, channel: record % 2 == 0 ? first : second))
                list.keep()
            }
            _ = list.begin(Self.item(40, channel: first))
            list.discard()
        }
        #expect(list.count == 40 && gone != nil && kept != nil)
        list.drop(Array(stride(from: 0, to: 40, by: 2)))
        #expect(gone == nil && kept != nil)
        var records: [Int] = []
        list.show { items in for place in items.indices { records.append(items[place].place.record) } }
        #expect(records == Array(stride(from: 1, to: 40, by: 2)))
        list.removeAll()
        #expect(kept == nil && list.isEmpty)
    }
}
