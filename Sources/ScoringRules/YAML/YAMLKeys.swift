/// The keys of a document. Each different one is kept once and has a number, because most files repeat a few.
struct YAMLKeys {
    /// A key where it stands.
    struct Key {
        /// Place in the text, or in `others`.
        fileprivate var place: UInt32 = 0
        fileprivate var number: UInt16 = 0
    }

    private var keys: [YAMLTree.Key] = [.structure, .refused]
    private var numbers: [String: UInt16] = [:]
    /// Keys that have no number, each with its place: a file may have more of them than there are numbers.
    private var others: [(key: YAMLTree.Key, offset: Int)] = []
    /// By a key's number, which came after it last: most mappings name their keys in the same order.
    private var followers: [UInt16] = [0, 0]
    private var last: UInt16 = 0

    private static let structure: UInt16 = 0
    private static let refused: UInt16 = 1
    private static let other = UInt16.max

    subscript(_ key: Key) -> YAMLTree.Key {
        key.number == Self.other ? others[Int(key.place)].key : keys[Int(key.number)]
    }

    func isText(_ key: Key, _ text: String) -> Bool {
        if case .text(let known) = self[key] { known == text } else { false }
    }

    func offset(_ key: Key) -> Int {
        key.number == Self.other ? others[Int(key.place)].offset : Int(key.place)
    }

    mutating func add(_ key: YAMLTree.Key, at offset: Int) -> Key {
        switch key {
        case .structure: Key(place: UInt32(offset), number: Self.structure)
        case .refused: Key(place: UInt32(offset), number: Self.refused)
        case .text(let text): add(text, at: offset)
        }
    }

    /// As `add(_:at:)` of a text; none is made of the bytes where the key is the one that is expected.
    mutating func add(_ utf8: UnsafeBufferPointer<UInt8>, at offset: Int) -> Key {
        let expected = followers[Int(last)]
        if case .text(let text) = keys[Int(expected)], text.utf8.elementsEqual(utf8) {
            last = expected
            return Key(place: UInt32(offset), number: expected)
        }
        return add(String(decoding: utf8, as: UTF8.self), at: offset)
    }

    private mutating func add(_ text: String, at offset: Int) -> Key {
        guard let number = number(of: text) else {
            others.append((.text(text), offset))
            return Key(place: UInt32(others.count - 1), number: Self.other)
        }
        followers[Int(last)] = number
        last = number
        return Key(place: UInt32(offset), number: number)
    }

    /// Nil where all numbers are given, or one to a key that is equal and written otherwise.
    private mutating func number(of text: String) -> UInt16? {
        if let number = numbers[text] {
            guard case .text(let known) = keys[Int(number)], known.utf8.elementsEqual(text.utf8) else { return nil }
            return number
        }
        guard keys.count < Int(Self.other) else { return nil }
        let number = UInt16(keys.count)
        numbers[text] = number
        keys.append(.text(text))
        followers.append(0)
        return number
    }
}
