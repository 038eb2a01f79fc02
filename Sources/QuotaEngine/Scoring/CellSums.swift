import ScoringRules

/// Sums in one word each, as long as they fit: those of honest logs do, but a log may hold numbers of 18 digits in any
/// number of rows.
struct CellSums: Sendable {
    /// The lowest 64 bits of each sum.
    private var words: [Int]
    /// How many times a sum has gone round the end of its word.
    private var rounds: [Int: Int] = [:]

    init(count: Int) { words = Array(repeating: 0, count: count) }

    @inline(__always)
    mutating func add(_ number: Int, to cell: Int) {
        let (sum, overflow) = words[cell].addingReportingOverflow(number)
        words[cell] = sum
        if overflow { goRound(cell, number) }
    }

    @inline(never)
    private mutating func goRound(_ cell: Int, _ number: Int) { rounds[cell, default: 0] += number < 0 ? -1 : 1 }

    mutating func merge(_ other: CellSums) {
        for cell in words.indices { add(other.words[cell], to: cell) }
        for (cell, count) in other.rounds { rounds[cell, default: 0] += count }
    }

    mutating func clear(_ cells: Range<Int>) {
        for cell in cells {
            words[cell] = 0
            rounds[cell] = nil
        }
    }

    /// The sums of these cells.
    func column(_ cells: some Sequence<Int>) -> NumberColumn {
        rounds.isEmpty ? NumberColumn(counts: cells.map { words[$0] }) : NumberColumn(cells.map(sum))
    }

    private func sum(_ cell: Int) -> Rational {
        Rational(words[cell]) + Rational(rounds[cell] ?? 0) * Self.round
    }

    /// 2^64.
    private static let round = Rational(1 << 62) * 4
}
