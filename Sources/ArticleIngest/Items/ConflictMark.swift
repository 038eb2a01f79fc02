import QuotaModel

/// What tells a duplicate from a conflict (contract, section 5): units, kind and counting date of a row in thirty bits.
///
/// Of rows of one unit these are exact, as long as the roster has no more than 26,000 pairs of a unit and a kind; of others
/// a digest.
struct ConflictMark {
    static let bits = 30

    /// Days of the years that a log may name, and none.
    private static let days = UInt64(CivilDate.lastDay.dayNumber - CivilDate.firstDay.dayNumber) + 2

    private let units: UInt64
    /// With none.
    private let kinds: UInt64
    private let isExact: Bool

    init(_ roster: Roster) {
        units = UInt64(roster.units.count)
        kinds = UInt64(roster.kinds.count) + 1
        // Where the roster has no kinds, every word is one.
        isExact = !roster.kinds.isEmpty && units * kinds * Self.days <= 1 << Self.bits
    }

    /// - Parameters:
    ///   - units: what the row's cell of units means; all are of the roster.
    ///   - kind: `CellMeanings.KindName.mark`.
    @inline(__always)
    func of(_ units: UnsafePointer<CellMeanings.Names>, kind: UInt64, date: CivilDate?) -> UInt32 {
        if isExact, case .one(let unit) = units.pointee.named, let day = Self.day(date) {
            let mark = (day &* kinds &+ kind) &* self.units
            return UInt32(truncatingIfNeeded: mark &+ UInt64(UInt32(bitPattern: unit)))
        }
        let digest = QuickHash.of(units.pointee.mark, Identity.number(of: date), kind)
        return UInt32(truncatingIfNeeded: digest) & (1 &<< UInt32(Self.bits) &- 1)
    }

    @inline(__always)
    private static func day(_ date: CivilDate?) -> UInt64? {
        guard let date else { return 0 }
        let day = UInt64(bitPattern: Int64(date.dayNumber &- CivilDate.firstDay.dayNumber)) &+ 1
        return day < days ? day : nil
    }
}
