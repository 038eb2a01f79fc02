/// The canonical fields of an article log (contract, section 5).
public enum Field: String, CaseIterable, Sendable, BitwiseCopyable {
    case id, title, kind, unit, author, category, event, submitted, approved, published, approver, words, photos,
        views, url, state, channel, origin

    /// The four dates of an item's life.
    public static let dates: [Field] = [.event, .submitted, .approved, .published]

    /// The fields that hold a number.
    public static let numbers: [Field] = [.words, .photos, .views]

    /// Whether it is one of `dates`.
    public var isDate: Bool { Self.dates.contains(self) }
    /// Whether it is one of `numbers`.
    public var isNumber: Bool { Self.numbers.contains(self) }
}

/// A set of fields, as one machine word.
public struct FieldSet: OptionSet, Hashable, Sendable {
    public let rawValue: UInt32

    @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

    /// This field alone.
    @inlinable public init(_ field: Field) { rawValue = 1 << UInt32(field.number) }

    /// These fields, however often each is named.
    @inlinable public init(_ fields: some Sequence<Field>) {
        self = []
        for field in fields { formUnion(FieldSet(field)) }
    }

    /// Whether this field is one of the set.
    @inlinable public func contains(_ field: Field) -> Bool { rawValue &>> UInt32(field.number) & 1 == 1 }

    /// The fields in canonical order.
    public var fields: [Field] { Field.allCases.filter(contains) }
}

extension Field {
    /// The field's place in canonical order, from 0.
    @inlinable public var number: Int {
        switch self {
        case .id: 0
        case .title: 1
        case .kind: 2
        case .unit: 3
        case .author: 4
        case .category: 5
        case .event: 6
        case .submitted: 7
        case .approved: 8
        case .published: 9
        case .approver: 10
        case .words: 11
        case .photos: 12
        case .views: 13
        case .url: 14
        case .state: 15
        case .channel: 16
        case .origin: 17
        }
    }
}

/// How far an item has come (contract, section 5, "States").
public enum ItemState: String, CaseIterable, Sendable {
    case published, approved, submitted, draft, returned

    /// What a log may call it without a mapping.
    public var words: [String] {
        switch self {
        case .published: ["published", "publish", "Đã đăng", "Đã xuất bản", "Xuất bản"]
        case .approved: ["approved", "Đã duyệt"]
        case .submitted: ["submitted", "pending", "Chờ duyệt", "Đã gửi"]
        case .draft: ["draft", "Nháp", "Bản nháp"]
        case .returned: ["returned", "Trả lại", "Từ chối"]
        }
    }
}
