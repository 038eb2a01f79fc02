/// What may stand at a place of a rule file. One value describes a whole kind of file; the structural check and the
/// JSON Schema both follow it, so they cannot disagree.
indirect enum Shape: Sendable {
    /// Any text; with `mayBeEmpty` false at least one character that is no white space.
    case text(mayBeEmpty: Bool)
    /// `[a-z0-9][a-z0-9-]*`
    case identifier
    /// `yyyy-MM-dd`, quoted or not.
    case day
    case wholeNumber(ClosedRange<Int>)
    /// Points, shares and bounds of measures, kept exact: `0.5`, `1/2` or `50%`.
    case exactNumber
    /// `20%`: where only the sign makes a share.
    case percentage
    case boolean
    case choice([String])
    /// The name and version of the grammar itself: `quota-rules/1`.
    case schemaName(SchemaName)
    case list(of: Shape, atLeast: Int)
    case mapping(MappingShape)
    /// A mapping whose keys are ids that the file chooses.
    case entries(of: Shape)
    /// A shape that may stand inside itself, by its name in the JSON Schema.
    case named(String, @Sendable () -> Shape)
    /// One of several, told apart by their kinds: word or number, list or mapping.
    case oneOf([Shape])
    /// A key of a later version: refused by its name instead of as unknown.
    case reserved

    static let text = Shape.text(mayBeEmpty: false)
    static let anyText = Shape.text(mayBeEmpty: true)
    /// Minima, days and bounds: large enough for everything, small enough to be added up.
    static let count = Shape.wholeNumber(0...1_000_000_000)

    static func choice<Word: RawRepresentable & CaseIterable>(of words: Word.Type) -> Shape
    where Word.RawValue == String {
        .choice(words.allCases.map(\.rawValue))
    }

    static func texts(atLeast count: Int) -> Shape { .list(of: .text, atLeast: count) }
    static func identifiers(atLeast count: Int) -> Shape { .list(of: .identifier, atLeast: count) }
}

/// The keys of a mapping.
struct MappingShape: Sendable {
    /// What some keys together must satisfy.
    enum Rule: Sendable {
        case atLeastOne(of: [String])
        case exactlyOne(of: [String])
    }

    let keys: [Key]
    var rule: Rule?

    init(_ keys: [Key], rule: Rule? = nil) {
        self.keys = keys
        self.rule = rule
    }
}

struct Key: Sendable {
    let name: String
    let shape: Shape
    let isRequired: Bool
    /// One line for whoever writes the file.
    let meaning: String

    static func required(_ name: String, _ shape: Shape, _ meaning: String) -> Key {
        Key(name: name, shape: shape, isRequired: true, meaning: meaning)
    }

    static func optional(_ name: String, _ shape: Shape, _ meaning: String) -> Key {
        Key(name: name, shape: shape, isRequired: false, meaning: meaning)
    }
}

/// What stands behind `schema:`.
struct SchemaName: Sendable {
    let name: String
    let version: Int

    var text: String { "\(name)/\(version)" }

    /// Whether a text names a later version of the same grammar.
    func isOlder(than text: String) -> Bool {
        guard text.hasPrefix(name + "/") else { return false }
        let digits = text.dropFirst(name.count + 1)
        guard !digits.isEmpty, digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else { return false }
        return (Int(digits) ?? .max) > version
    }
}

extension Shape {
    /// How a message says what could stand there: words as they are written, everything else in angle brackets or as
    /// a range.
    var expected: [String] {
        switch self {
        case .text: ["<text>"]
        case .identifier: ["[a-z0-9][a-z0-9-]*"]
        case .day: ["yyyy-MM-dd"]
        case .wholeNumber(let range): ["\(range.lowerBound)..\(range.upperBound)"]
        case .exactNumber: ["0.5", "1/2", "50%"]
        case .percentage: ["20%"]
        case .boolean: ["true", "false"]
        // A tab as it is cannot be seen.
        case .choice(let words): words.filter { $0 != "\t" }
        case .schemaName(let name): [name.text]
        case .list: ["<list>"]
        case .mapping, .entries: ["<mapping>"]
        case .named(_, let shape): shape().expected
        case .oneOf(let shapes): shapes.flatMap(\.expected)
        case .reserved: []
        }
    }
}
