import QuotaModel

/// A file that was held against its grammar. What did not fit has been reported and is left out, so that the checks that
/// follow can still find everything else.
final class CheckedFile: Sendable {
    fileprivate let tree: YAMLTree

    init(_ tree: YAMLTree) { self.tree = tree }

    /// What stands directly in a list or mapping and has been reported, or stands under a key that has.
    fileprivate func unreadable(in place: Int) -> [Int] {
        tree.children(of: place).filter { !tree.reading($0).isValue }
    }

    /// The outermost mapping.
    var fields: CheckedMapping { CheckedMapping(file: self, place: YAMLTree.root) }
}

/// A value that has the shape its grammar wants. It stands where it was written, and is read whenever it is asked for.
struct CheckedValue {
    fileprivate let file: CheckedFile
    fileprivate let place: Int

    var offset: Int { file.tree.offset(place) }

    var text: Located<String>? { scalar(.text).map { Located($0.text, offset) } }

    var number: Located<Int>? {
        guard let scalar = scalar(.number), case .integer(let number?) = CoreScalar(scalar) else { return nil }
        return Located(number, offset)
    }

    var exact: Located<Rational>? {
        scalar(.exact).flatMap { Shape.exactNumber(in: $0) }.map { Located($0, offset) }
    }

    var day: Located<CivilDate>? { scalar(.day).flatMap { CivilDate(isoBytes: $0.utf8) }.map { Located($0, offset) } }

    var flag: Located<Bool>? {
        guard let scalar = scalar(.flag), case .boolean(let flag) = CoreScalar(scalar) else { return nil }
        return Located(flag, offset)
    }

    var list: [CheckedValue]? { reading == .list ? children : nil }

    var mapping: CheckedMapping? { reading == .mapping ? CheckedMapping(file: file, place: place) : nil }

    /// In file order.
    var entries: [(key: Located<String>, value: CheckedValue)]? {
        guard reading == .entries else { return nil }
        return children.compactMap { child in
            guard case .text(let key) = file.tree.key(child.place) else { return nil }
            return (Located(key, file.tree.keyOffset(child.place)), child)
        }
    }

    /// Of a list or mapping: the texts of its scalars that are not what their place wants.
    var unreadableTexts: [String] { file.unreadable(in: place).compactMap { file.tree.scalar($0)?.text } }

    /// Of a mapping: the keys whose values are not what their place wants.
    var unreadableKeys: [String] {
        file.unreadable(in: place).compactMap { child in
            if case .text(let key) = file.tree.key(child) { key } else { nil }
        }
    }

    private var reading: YAMLTree.Reading { file.tree.reading(place) }

    private func scalar(_ reading: YAMLTree.Reading) -> YAMLTree.Scalar? {
        self.reading == reading ? file.tree.scalar(place) : nil
    }

    /// Those that have the shapes they should have.
    private var children: [CheckedValue] {
        file.tree.children(of: place).compactMap {
            file.tree.reading($0).isValue ? CheckedValue(file: file, place: $0) : nil
        }
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
    fileprivate let file: CheckedFile
    fileprivate let place: Int

    var offset: Int { file.tree.offset(place) }

    subscript(_ key: String) -> CheckedValue? {
        child(key).flatMap { file.tree.reading($0).isValue ? CheckedValue(file: file, place: $0) : nil }
    }

    /// Whether the key stands there with a value that is none.
    func isUnreadable(_ key: String) -> Bool {
        child(key).map { file.tree.reading($0) == .unreadable } ?? false
    }

    /// Whether some key stands there with a value that is none.
    var hasUnreadable: Bool {
        file.tree.children(of: place).contains { file.tree.reading($0) == .unreadable }
    }

    /// As `CheckedValue.unreadableTexts`.
    var unreadableTexts: [String] { CheckedValue(file: file, place: place).unreadableTexts }

    private func child(_ key: String) -> Int? { file.tree.checkedChild(of: place, under: key) }

    func text(_ key: String) -> Located<String>? { self[key]?.text }
    func number(_ key: String) -> Located<Int>? { self[key]?.number }
    func exact(_ key: String) -> Located<Rational>? { self[key]?.exact }
    func day(_ key: String) -> Located<CivilDate>? { self[key]?.day }
    func flag(_ key: String) -> Located<Bool>? { self[key]?.flag }
    func mapping(_ key: String) -> CheckedMapping? { self[key]?.mapping }

    /// The word of an enumeration; the grammar let no other stand there.
    func word<Word: RawRepresentable>(_ key: String, as type: Word.Type) -> Located<Word>?
    where Word.RawValue == String {
        text(key).flatMap { text in Word(rawValue: text.value).map { Located($0, text.offset) } }
    }

    func texts(_ key: String) -> [Located<String>] { self[key]?.list?.compactMap(\.text) ?? [] }
    func days(_ key: String) -> [Located<CivilDate>] { self[key]?.list?.compactMap(\.day) ?? [] }
    func mappings(_ key: String) -> [CheckedMapping] { self[key]?.list?.compactMap(\.mapping) ?? [] }
}
