/// One of the names that a cell of a log may hold, separated by semicolons: units, authors, categories (contract, section
/// 5).
public struct CellName: Sendable {
    /// The name as it is compared.
    public let key: MatchKey
    private let part: Substring

    private init(_ part: Substring) {
        key = MatchKey(part)
        self.part = part
    }

    /// As written, without blanks around it.
    public var text: String { part.trimmedCell }

    /// The names of a cell in their order; empty parts and repetitions are left out.
    public static func names(in cell: some StringProtocol) -> [CellName] {
        // A semicolon is one whatever joins it to the letter behind it.
        let parts = String(cell).unicodeScalars.split(separator: ";").map { CellName(Substring($0)) }
        // Nearly every cell has one name and needs no set; one may hold thousands.
        guard parts.count > 1 else { return parts.filter { !$0.key.isEmpty } }
        var seen: Set<MatchKey> = []
        return parts.filter { !$0.key.isEmpty && seen.insert($0.key).inserted }
    }
}

extension StringProtocol {
    /// Without white space, NBSP and invisible characters at both ends, as the texts of cells are taken (contract, section 5,
    /// "Normalising").
    public var trimmedCell: String {
        let isBlank = { (scalar: Unicode.Scalar) in scalar.isWhiteSpace || scalar.isInvisible }
        let scalars = unicodeScalars
        guard let start = scalars.firstIndex(where: { !isBlank($0) }) else { return "" }
        var end = scalars.endIndex
        while case let last = scalars.index(before: end), isBlank(scalars[last]) { end = last }
        return String(self[start..<end])
    }
}
