import QuotaModel

/// The headings by which each field is known (contract, section 5), and what a mapping adds to them.
struct Headings {
    /// What a mapping says of a heading, else what it is known for.
    private var fieldsByHeading: [MatchKey: [Field]] = [:]
    private var own: [Field: MatchKey] = [:]
    /// No heading is written with more bytes, decomposed and with spaces to spare.
    private var longest = 0

    /// The built-in headings and, before them, those of the mapping.
    init(mapping: LogMapping? = nil) {
        for (field, words) in Self.builtIn {
            for word in words + [field.rawValue] { fieldsByHeading[MatchKey(word)] = [field] }
        }
        var mapped: [MatchKey: [Field]] = [:]
        for field in Field.allCases {
            guard let heading = mapping?.fields[field].map({ MatchKey($0.from) }) else { continue }
            own[field] = heading
            mapped[heading, default: []].append(field)
        }
        fieldsByHeading.merge(mapped) { $1 }
        longest = (fieldsByHeading.keys.map(\.text.utf8.count).max() ?? 0) * 3 + 100
    }

    /// The fields that a column with this heading holds; more than one where the mapping names it for several.
    func fields(_ heading: String) -> [Field] {
        heading.utf8.count > longest ? [] : fieldsByHeading[MatchKey(heading)] ?? []
    }

    /// Whether the mapping gives this heading to the field: it goes before the built-in ones.
    func isOwn(_ heading: String, _ field: Field) -> Bool { own[field] == MatchKey(heading) }

    /// The headings that would do for a field, for people.
    static func words(for field: Field, mapping: LogMapping?) -> [String] {
        let own = mapping?.fields[field].map { [$0.from] } ?? []
        return own + (builtIn.first { $0.field == field }?.words ?? []) + [field.rawValue]
    }

    static let builtIn: [(field: Field, words: [String])] = [
        (.id, ["Mã bài", "Mã tin", "Mã", "ID"]),
        (.title, ["Tiêu đề", "Tên tin bài", "Tên bài", "Title"]),
        (.kind, ["Loại", "Loại tin", "Thể loại", "Kind", "Type"]),
        (.unit, ["Đơn vị", "Phòng", "Phòng ban", "Đơn vị gửi", "Unit"]),
        (.author, ["Tác giả", "Người viết", "Author"]),
        (.category, ["Chuyên mục", "Category"]),
        (.event, ["Ngày sự kiện", "Ngày diễn ra"]),
        (.submitted, ["Ngày gửi"]),
        (.approved, ["Ngày duyệt"]),
        (.published, ["Ngày đăng", "Ngày xuất bản", "Published", "Date"]),
        (.approver, ["Người duyệt"]),
        (.words, ["Số từ"]),
        (.photos, ["Số ảnh", "Ảnh"]),
        (.views, ["Lượt xem"]),
        (.url, ["Đường dẫn", "URL", "Link"]),
        (.state, ["Trạng thái", "Status"]),
        (.channel, ["Kênh"]),
        (.origin, ["Nguồn"]),
    ]
}
