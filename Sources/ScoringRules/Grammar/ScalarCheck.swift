import QuotaModel

/// What is wrong with a scalar, and what was probably meant.
struct ScalarFault: Error {
    let code: IssueCode
    /// What was certainly meant.
    var suggestion: String?
    /// Otherwise the nearest of these may have been meant.
    var words: [String] = []
}

extension Shape {
    /// What a scalar is where this shape stands. Shapes that are no scalars are left to the structural check.
    func read(_ scalar: YAMLTree.Scalar) throws(ScalarFault) -> YAMLTree.Reading {
        switch self {
        case .text(let mayBeEmpty): try Self.text(scalar, mayBeEmpty: mayBeEmpty)
        case .identifier: try Self.identifier(scalar)
        case .day: try Self.day(scalar)
        case .wholeNumber(let range): try Self.wholeNumber(scalar, in: range)
        case .exactNumber: try Self.exactNumber(scalar)
        case .percentage: try Self.percentage(scalar)
        case .boolean: try Self.boolean(scalar)
        case .choice(let words): try Self.choice(scalar, among: words)
        case .schemaName(let name): try Self.schemaName(scalar, wanted: name)
        case .oneOf(let shapes): try Self.oneOf(scalar, shapes)
        case .named(_, let shape): try shape().read(scalar)
        case .list, .mapping, .entries, .reserved: throw ScalarFault(code: .wrongType)
        }
    }

    /// Numbers, true and false must be quoted to be text.
    private static func checkIsWord(_ scalar: YAMLTree.Scalar) throws(ScalarFault) {
        switch CoreScalar(scalar) {
        case .text: return
        case .null: throw ScalarFault(code: .wrongType)
        case .boolean, .integer, .decimal: throw ScalarFault(code: .wrongType, suggestion: "\"\(scalar.text)\"")
        }
    }

    private static func text(
        _ scalar: YAMLTree.Scalar, mayBeEmpty: Bool
    ) throws(ScalarFault) -> YAMLTree.Reading {
        try checkIsWord(scalar)
        guard mayBeEmpty || scalar.utf8.contains(where: { 0x21...0x7E ~= $0 }) || !MatchKey(scalar.text).isEmpty else {
            throw ScalarFault(code: .badValue)
        }
        return .text
    }

    private static func identifier(_ scalar: YAMLTree.Scalar) throws(ScalarFault) -> YAMLTree.Reading {
        try checkIsWord(scalar)
        guard isIdentifier(scalar.utf8) else {
            throw ScalarFault(code: .badValue, suggestion: identifier(madeFrom: scalar.text))
        }
        return .text
    }

    static func isIdentifier(_ bytes: some Collection<UInt8>) -> Bool {
        let isLetterOrDigit = { (byte: UInt8) in 0x61...0x7A ~= byte || 0x30...0x39 ~= byte }
        return bytes.first.map(isLetterOrDigit) == true
            && bytes.allSatisfy { isLetterOrDigit($0) || $0 == UInt8(ascii: "-") }
    }

    /// "Văn phòng" → `van-phong`
    static func identifier(madeFrom text: String) -> String? {
        let words = Vietnamese.unaccented(text).split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        let identifier = words.joined(separator: "-")
        return isIdentifier(identifier.utf8) ? identifier : nil
    }

    private static func day(_ scalar: YAMLTree.Scalar) throws(ScalarFault) -> YAMLTree.Reading {
        // What is written as a day is no number.
        if CivilDate(isoBytes: scalar.utf8) != nil { return .day }
        guard case .text = CoreScalar(scalar) else { throw ScalarFault(code: .wrongType) }
        throw ScalarFault(code: .badValue, suggestion: DayGuess.day(in: scalar.text)?.description)
    }

    private static func wholeNumber(
        _ scalar: YAMLTree.Scalar, in range: ClosedRange<Int>
    ) throws(ScalarFault) -> YAMLTree.Reading {
        switch CoreScalar(scalar) {
        case .integer(let number):
            guard let number, range.contains(number) else { throw ScalarFault(code: .badValue) }
            return .number
        case .text, .decimal:
            throw ScalarFault(code: .wrongType, suggestion: numberMeant(by: scalar.text, in: range))
        case .null, .boolean:
            throw ScalarFault(code: .wrongType)
        }
    }

    /// `"3"` and `1.000` are three and a thousand to whoever wrote them.
    private static func numberMeant(by text: String, in range: ClosedRange<Int>) -> String? {
        let groups = text.split(separator: ".", omittingEmptySubsequences: false)
        let isGrouped =
            groups.count > 1 && (1...3).contains(groups[0].count) && groups.dropFirst().allSatisfy { $0.count == 3 }
        let digits = isGrouped ? groups.joined() : text
        guard digits.utf8.allSatisfy({ 0x30...0x39 ~= $0 }), let number = Int(digits), range.contains(number) else {
            return nil
        }
        return String(number)
    }

    private static func exactNumber(_ scalar: YAMLTree.Scalar) throws(ScalarFault) -> YAMLTree.Reading {
        switch CoreScalar(scalar) {
        case .integer, .decimal:
            guard exactNumber(in: scalar) != nil else { throw ScalarFault(code: .badValue) }
            return .exact
        case .text:
            guard exactNumber(in: scalar) != nil else {
                let meant = Rational(cell: scalar.text).map(\.plain)
                throw ScalarFault(code: .wrongType, suggestion: meant)
            }
            guard scalar.isPlain else { throw ScalarFault(code: .wrongType, suggestion: scalar.text) }
            return .exact
        case .null, .boolean:
            throw ScalarFault(code: .wrongType)
        }
    }

    static func exactNumber(in scalar: YAMLTree.Scalar) -> Rational? {
        if case .integer(let number?) = CoreScalar(scalar) { Rational(number) } else { Rational(written: scalar.text) }
    }

    private static func percentage(_ scalar: YAMLTree.Scalar) throws(ScalarFault) -> YAMLTree.Reading {
        guard scalar.text.hasSuffix("%"), let share = Rational(written: scalar.text), share >= .zero else {
            throw ScalarFault(code: .badValue)
        }
        guard scalar.isPlain else { throw ScalarFault(code: .wrongType, suggestion: scalar.text) }
        return .exact
    }

    private static func boolean(_ scalar: YAMLTree.Scalar) throws(ScalarFault) -> YAMLTree.Reading {
        if case .boolean = CoreScalar(scalar) { return .flag }
        let suggestion: String? =
            switch MatchKey(scalar.text).text {
            case "true", "yes", "on", "có", "1": "true"
            case "false", "no", "off", "không", "0": "false"
            default: nil
            }
        throw ScalarFault(code: .wrongType, suggestion: suggestion)
    }

    private static func choice(
        _ scalar: YAMLTree.Scalar, among words: [String]
    ) throws(ScalarFault) -> YAMLTree.Reading {
        guard case .text = CoreScalar(scalar) else { throw ScalarFault(code: .wrongType) }
        guard words.contains(scalar.text) else {
            throw ScalarFault(code: .badValue, words: words)
        }
        return .text
    }

    private static func schemaName(
        _ scalar: YAMLTree.Scalar, wanted: SchemaName
    ) throws(ScalarFault) -> YAMLTree.Reading {
        guard scalar.text != wanted.text else { return .text }
        throw ScalarFault(
            code: wanted.isOlder(than: scalar.text) ? .newerSchema : .wrongSchema, suggestion: wanted.text)
    }

    /// The first that fits the scalar's kind decides.
    private static func oneOf(
        _ scalar: YAMLTree.Scalar, _ shapes: [Shape]
    ) throws(ScalarFault) -> YAMLTree.Reading {
        let kind = CoreScalar(scalar)
        let fitting = shapes.first { shape in
            switch (shape, kind) {
            case (.wholeNumber, .integer), (.boolean, .boolean), (.text, .text), (.choice, .text), (.identifier, .text),
                (.day, .text), (.percentage, .text), (.exactNumber, .integer), (.exactNumber, .decimal):
                true
            case (.exactNumber, .text): scalar.isPlain && Rational(written: scalar.text) != nil
            default: false
            }
        }
        guard let fitting else { throw ScalarFault(code: .wrongType) }
        return try fitting.read(scalar)
    }
}

/// The day somebody meant who wrote it as offices do.
enum DayGuess {
    /// Day first, as everywhere in Viet Nam, or year first; month first only where nothing else is possible.
    static func day(in text: String) -> CivilDate? {
        let parts = text.split(whereSeparator: { !$0.isNumber || !$0.isASCII })
        let digits = text.filter { $0.isNumber && $0.isASCII }
        guard parts.count == 3, digits.count <= 8, let first = Int(parts[0]), let second = Int(parts[1]),
            let third = Int(parts[2])
        else { return nil }
        return CivilDate(year: third, month: second, day: first)
            ?? CivilDate(year: first, month: second, day: third)
            ?? CivilDate(year: third, month: first, day: second)
    }
}
