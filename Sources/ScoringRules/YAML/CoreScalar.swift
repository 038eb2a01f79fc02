/// What a scalar is in the core schema of YAML 1.2 (contract, section 2): `no` is a word, `03` is three.
enum CoreScalar {
    case null
    case boolean(Bool)
    /// Nil: an integer too large for the machine.
    case integer(Int?)
    case decimal
    case text

    init(_ scalar: YAMLTree.Scalar) {
        guard scalar.isPlain || scalar.isTaggedInteger else {
            self = .text
            return
        }
        guard let first = scalar.utf8.first else {
            self = .null
            return
        }
        // Few words begin as what is none does, and no text is made of the others.
        switch first {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            self = Self.number(scalar.text) ?? .text
        case UInt8(ascii: "~"), UInt8(ascii: "n"), UInt8(ascii: "N"), UInt8(ascii: "t"), UInt8(ascii: "T"),
            UInt8(ascii: "f"), UInt8(ascii: "F"):
            self = Self.word(scalar.text)
        default: self = .text
        }
    }

    private static func word(_ text: String) -> CoreScalar {
        switch text {
        case "~", "null", "Null", "NULL": .null
        case "true", "True", "TRUE": .boolean(true)
        case "false", "False", "FALSE": .boolean(false)
        default: .text
        }
    }

    private static func number(_ text: String) -> CoreScalar? {
        // Nearly all numbers are digits.
        if text.utf8.allSatisfy(isDigit) { return .integer(Int(text)) }
        if let digits = text.dropping(prefix: "0o"), digits.allSatisfy({ "01234567".contains($0) }) {
            return .integer(Int(digits, radix: 8))
        }
        if let digits = text.dropping(prefix: "0x"), digits.allSatisfy(\.isHexDigit), digits.allSatisfy(\.isASCII) {
            return .integer(Int(digits, radix: 16))
        }
        let unsigned = text.first == "-" || text.first == "+" ? text.dropFirst() : text[...]
        if !unsigned.isEmpty, unsigned.utf8.allSatisfy(Self.isDigit) { return .integer(Int(text)) }
        return isDecimal(unsigned) ? .decimal : nil
    }

    /// `[0-9]* . [0-9]*` with an optional exponent, at least one digit; `.inf` and `.nan`.
    private static func isDecimal(_ unsigned: Substring) -> Bool {
        if [".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN"].contains(unsigned) { return true }
        let parts = unsigned.split(maxSplits: 1, omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
        let mantissa = parts[0].utf8
        guard mantissa.contains(where: Self.isDigit), mantissa.count(where: { $0 == UInt8(ascii: ".") }) <= 1,
            mantissa.allSatisfy({ Self.isDigit($0) || $0 == UInt8(ascii: ".") })
        else { return false }
        guard parts.count == 2 else { return true }
        let exponent = parts[1].first == "-" || parts[1].first == "+" ? parts[1].dropFirst() : parts[1]
        return !exponent.isEmpty && exponent.utf8.allSatisfy(Self.isDigit)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }
}

extension StringProtocol {
    /// What follows `prefix` and is not empty, where the text begins with it.
    fileprivate func dropping(prefix: String) -> SubSequence? {
        hasPrefix(prefix) && count > prefix.count ? dropFirst(prefix.count) : nil
    }
}
