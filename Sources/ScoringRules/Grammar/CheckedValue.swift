import QuotaModel

/// A value that has the shape its grammar wants. What did not have it has been reported and is left out, so that the
/// checks that follow can still find everything else.
struct CheckedValue {
    enum Content {
        case text(String)
        case number(Int)
        case exact(Rational)
        case day(CivilDate)
        case flag(Bool)
        case list([CheckedValue])
        case mapping(CheckedMapping)
        /// In file order.
        case entries([(key: Located<String>, value: CheckedValue)])
    }

    let offset: Int
    let content: Content

    var text: Located<String>? { if case .text(let text) = content { Located(text, offset) } else { nil } }
    var number: Located<Int>? { if case .number(let number) = content { Located(number, offset) } else { nil } }
    var exact: Located<Rational>? { if case .exact(let number) = content { Located(number, offset) } else { nil } }
    var day: Located<CivilDate>? { if case .day(let day) = content { Located(day, offset) } else { nil } }
    var flag: Located<Bool>? { if case .flag(let flag) = content { Located(flag, offset) } else { nil } }
    var list: [CheckedValue]? { if case .list(let values) = content { values } else { nil } }
    var mapping: CheckedMapping? { if case .mapping(let mapping) = content { mapping } else { nil } }
    var entries: [(key: Located<String>, value: CheckedValue)]? {
        if case .entries(let entries) = content { entries } else { nil }
    }
}

/// A value with its place in the file.
struct Located<Value> {
    let value: Value
    let offset: Int

    init(_ value: Value, _ offset: Int) {
        self.value = value
        self.offset = offset
    }

    func map<Other>(_ transform: (Value) -> Other) -> Located<Other> { Located<Other>(transform(value), offset) }
}

/// The keys of one mapping that are known and have good values.
struct CheckedMapping {
    let offset: Int
    var values: [String: CheckedValue] = [:]
    /// Keys that stand there with a value that is none.
    var unreadable: Set<String> = []

    init(offset: Int) { self.offset = offset }

    subscript(_ key: String) -> CheckedValue? { values[key] }

    func text(_ key: String) -> Located<String>? { values[key]?.text }
    func number(_ key: String) -> Located<Int>? { values[key]?.number }
    func exact(_ key: String) -> Located<Rational>? { values[key]?.exact }
    func day(_ key: String) -> Located<CivilDate>? { values[key]?.day }
    func flag(_ key: String) -> Located<Bool>? { values[key]?.flag }
    func mapping(_ key: String) -> CheckedMapping? { values[key]?.mapping }

    /// The word of an enumeration; the grammar let no other stand there.
    func word<Word: RawRepresentable>(_ key: String, as type: Word.Type) -> Located<Word>?
    where Word.RawValue == String {
        text(key).flatMap { text in Word(rawValue: text.value).map { Located($0, text.offset) } }
    }

    func texts(_ key: String) -> [Located<String>] { values[key]?.list?.compactMap(\.text) ?? [] }
    func days(_ key: String) -> [Located<CivilDate>] { values[key]?.list?.compactMap(\.day) ?? [] }
    func mappings(_ key: String) -> [CheckedMapping] { values[key]?.list?.compactMap(\.mapping) ?? [] }
}
