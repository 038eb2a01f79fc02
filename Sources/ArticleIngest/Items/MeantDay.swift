import QuotaModel

/// The day that was probably meant in a cell that can't be read as one.
enum MeantDay {
    /// For three numbers, with or without a time, that are written year first in another way than `yyyy-MM-dd`, day first
    /// with a year of two digits, or month first where the day is above 12. As people write it, `dd/MM/yyyy`.
    static func text(for cell: String) -> String? {
        guard cell.utf8.count <= 40 else { return nil }
        let words = cell.split { " \u{A0}T".contains($0) }
        let times = words.filter { $0.contains(":") && $0.utf8.allSatisfy { isDigit($0) || $0 == UInt8(ascii: ":") } }
        guard words.count == times.count + 1, let day = words.first(where: { !$0.contains(":") }) else { return nil }
        let parts = day.split(omittingEmptySubsequences: false) { "/-.".contains($0) }
        guard parts.count == 3, parts.allSatisfy({ 1...4 ~= $0.utf8.count && $0.utf8.allSatisfy(isDigit) }),
            let date = date(parts.map { (Int($0) ?? 0, $0.utf8.count) }, isDashed: day.contains("-"))
        else { return nil }
        let iso = date.description.split(separator: "-")
        return "\(iso[2])/\(iso[1])/\(iso[0])"
    }

    private static func isDigit(_ byte: UInt8) -> Bool { 0x30...0x39 ~= byte }

    /// With dashes a year of two digits may as well stand first.
    private static func date(_ parts: [(number: Int, digits: Int)], isDashed: Bool) -> CivilDate? {
        let (first, second, third) = (parts[0], parts[1], parts[2])
        guard second.digits <= 2 else { return nil }
        switch (first.digits, third.digits) {
        case (4, 1...2): return CivilDate(year: first.number, month: second.number, day: third.number)
        case (1...2, 2) where !isDashed:
            return CivilDate(year: 2000 + third.number, month: second.number, day: first.number)
        case (1...2, 4) where second.number > 12:
            return CivilDate(year: third.number, month: first.number, day: second.number)
        default: return nil
        }
    }
}
