/// How the ids of a run are numbered: what stands before the number that ends them, `TB` in `TB00000017`, and with how
/// many digits it is written. An id of this form is known by its number, exactly; every other one by a digest.
///
/// Decided by the first item of the run and the same for all that follow it, so that no id is ever known by both. Decided
/// on one thread, before others begin.
final class IdNumbering: @unchecked Sendable {
    private static let longestPrefix = 32
    /// Numbers of more digits may not fit 64 bits.
    private static let mostDigits = 18

    @exclusivity(unchecked) private var isDecided = false
    /// Empty where ids are plain numbers.
    @exclusivity(unchecked) private var prefix = UnsafeMutableRawBufferPointer(start: nil, count: 0)
    /// A number with fewer digits than this is filled up with zeros, one with more begins with none: so two ids with the
    /// same number are the same id. 0: no id has a number.
    @exclusivity(unchecked) private var digits = 0

    deinit { prefix.deallocate() }

    /// From here on ids have the form that they have had until now, if any.
    func settle() { isDecided = true }

    /// The number of an id as written; nil where it has another form, as one that must be trimmed or brought into NFC first.
    @inline(__always)
    func number(of id: UnsafeRawBufferPointer) -> UInt64? {
        if !isDecided, !id.isEmpty { decide(by: id) }
        let found = id.count &- prefix.count
        guard let base = id.baseAddress, digits > 0, found >= digits, found <= Self.mostDigits,
            UnsafeRawBufferPointer(start: base, count: prefix.count).equals(UnsafeRawBufferPointer(prefix))
        else { return nil }
        var number: UInt64 = 0
        var place = prefix.count
        while place &+ 8 <= id.count {
            guard let eight = Digits.eight(base + place) else { return nil }
            number = number &* 100_000_000 &+ eight
            place &+= 8
        }
        for place in place..<id.count {
            let digit = id[place] &- 0x30
            guard digit < 10 else { return nil }
            number = number &* 10 &+ UInt64(digit)
        }
        return found == digits || id[prefix.count] != 0x30 ? number : nil
    }

    private func decide(by id: UnsafeRawBufferPointer) {
        isDecided = true
        let found = id.reversed().prefix { 0x30...0x39 ~= $0 }.count
        let before = id.count - found
        // Of other characters another writing may be the same in NFC, and white space is trimmed.
        guard 1...Self.mostDigits ~= found, before <= Self.longestPrefix,
            id[..<before].allSatisfy({ 0x21...0x7E ~= $0 })
        else { return }
        digits = id[before] == 0x30 ? found : 1
        prefix = .allocate(byteCount: before, alignment: 16)
        prefix.copyBytes(from: id[..<before])
    }
}
