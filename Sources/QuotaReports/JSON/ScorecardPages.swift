import Dispatch
import QuotaEngine
import QuotaModel

/// The subjects of a council, a page at a time, on several cores. Each core writes pages into memory of its own, and they
/// are put together in their order, so that nothing in the bytes depends on the number of cores or the size of a page.
struct ScorecardPages {
    private let standings: Int
    private let pageSize: Int
    private let writers: [PageWriter]

    /// One core's.
    private final class PageWriter: @unchecked Sendable {
        // Only one thread at a time has the writer: the others' rounds have ended.
        private var card: ScorecardJSON
        private(set) var written = JSONMembers()

        init(_ council: Council) { card = ScorecardJSON(council) }

        func write(_ places: Range<Int>) {
            written = JSONMembers { json in
                card.turn(to: places)
                for place in places { json.object { card.write(place, to: &$0) } }
            }
        }
    }

    init(_ council: Council, pageSize: Int, cores: Int) {
        standings = council.results.standings.count
        self.pageSize = pageSize
        let pages = (standings + pageSize - 1) / pageSize
        writers = (0..<max(1, min(cores, pages))).map { _ in PageWriter(council) }
    }

    /// Writes all subjects as the elements of an array.
    func write(to json: inout JSONWriter) {
        let round = pageSize * writers.count
        json.array(stride(from: 0, to: standings, by: round), sample: 2) { json, first in
            writeRound(from: first)
            for (number, writer) in writers.enumerated() where first + number * pageSize < standings {
                json.members(writer.written)
            }
        }
    }

    /// Each core writes one page.
    private func writeRound(from first: Int) {
        let places = writers.indices.map { number in
            let start = min(first + number * pageSize, standings)
            return start..<min(start + pageSize, standings)
        }
        guard writers.count > 1 else { return writers[0].write(places[0]) }
        DispatchQueue.concurrentPerform(iterations: writers.count) { [writers] in writers[$0].write(places[$0]) }
    }
}
