/// A number as it is printed, before it is a text: writers put its digits straight where they belong.
public enum PrintedNumber: Hashable, Sendable {
    /// `digits` counts units of the last of `places` decimals, of which there are at most 18.
    case decimal(digits: UInt64, isNegative: Bool, places: Int)
    /// What no decimal ends.
    case quotient(Int64, over: Int64)
    /// What takes more than machine words.
    case long(String)

    /// A whole number, without decimals.
    public init(_ whole: Int) { self = .decimal(digits: UInt64(whole.magnitude), isNegative: whole < 0, places: 0) }

    /// As it is printed: `-3`, `47.50`, `1/3`.
    public var text: String {
        if case .long(let text) = self { return text }
        return String(unsafeUninitializedCapacity: Self.longest) { write(to: $0) }
    }
}

extension PrintedNumber {
    /// Two signs, two numbers of 20 digits and what stands between them.
    static let longest = 48

    /// Writes it from the beginning of a buffer of at least `longest` bytes; not for `long`.
    ///
    /// - Returns: how many bytes it has.
    func write(to buffer: UnsafeMutableBufferPointer<UInt8>) -> Int {
        switch self {
        case .decimal(let digits, let isNegative, let places):
            precondition(places <= 18, "a longer number is a text")
            return Self.write(digits, isNegative, places, to: buffer, from: 0)
        case .quotient(let above, let below):
            let slash = Self.write(above.magnitude, above < 0, 0, to: buffer, from: 0)
            buffer[slash] = UInt8(ascii: "/")
            return Self.write(below.magnitude, below < 0, 0, to: buffer, from: slash + 1)
        case .long:
            preconditionFailure("a long number is a text already")
        }
    }

    /// - Returns: the place behind the last digit.
    private static func write(
        _ digits: UInt64, _ isNegative: Bool, _ places: Int, to buffer: UnsafeMutableBufferPointer<UInt8>,
        from start: Int
    ) -> Int {
        let count = max(digitCount(digits), places + 1)
        let end = start + (isNegative ? 1 : 0) + count + (places > 0 ? 1 : 0)
        if isNegative { buffer[start] = UInt8(ascii: "-") }
        var rest = digits
        var place = end
        for written in 0..<count {
            if written == places, places > 0 {
                place -= 1
                buffer[place] = UInt8(ascii: ".")
            }
            place -= 1
            let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
            buffer[place] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: digit)
            rest = quotient
        }
        return end
    }

    private static func digitCount(_ number: UInt64) -> Int {
        var count = 1
        var bound: UInt64 = 10
        while number >= bound {
            count += 1
            // Twenty digits are as many as a word has.
            guard count < 20 else { break }
            bound *= 10
        }
        return count
    }
}
