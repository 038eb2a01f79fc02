import QuotaModel

@testable import ArticleIngest

/// Bytes in memory, handed over in pieces of at most `step`.
struct MemorySource: ByteSource {
    let bytes: [UInt8]
    var step = Int.max
    var at = 0

    init(_ bytes: [UInt8], step: Int = .max) {
        self.bytes = bytes
        self.step = step
    }

    init(_ text: String, step: Int = .max) { self.init(Array(text.utf8), step: step) }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        let count = min(step, buffer.count, bytes.count - at)
        buffer.copyBytes(from: bytes[at..<at + count])
        at += count
        return count
    }
}

/// Everything that reading one or more logs gave.
struct Outcome {
    var items: [Item] = []
    var rejects: [Reject] = []
    var summaries: [LogSummary] = []

    var summary: LogSummary { summaries[summaries.count - 1] }
    var codes: [RejectCode] { rejects.map(\.code) }
    /// Records read are accepted or rejected, in every log.
    var isComplete: Bool {
        summaries.allSatisfy { $0.records == $0.accepted + $0.rejected }
            && items.count == summaries.reduce(0) { $0 + $1.accepted }
            && rejects.count == summaries.reduce(0) { $0 + $1.rejected }
    }

    func remark(_ code: IssueCode) -> Issue? { summary.remarks.first { $0.code == code } }
}

/// The units, kinds, people and categories of a small office.
let office = Roster(
    units: [
        Unit(id: "van-phong", name: "Văn phòng", aliases: ["Văn phòng Thanh tra tỉnh"]),
        Unit(id: "phong-1", name: "Phòng Thanh tra 1", aliases: ["Phòng 1"]),
        Unit(id: "phong-2", name: "Phòng Thanh tra 2", aliases: ["Phòng 2"]),
    ],
    kinds: [Kind(id: "tin", name: "Tin", labels: ["Tin tức"]), Kind(id: "bai", name: "Bài", labels: ["Bài viết"])],
    people: [Person(id: "a", name: "Nguyễn Văn A", aliases: ["N.V.A"], unit: 0)],
    categories: [Category(id: "hoat-dong", name: "Tin hoạt động")])

func order(
    roster: Roster = office, date: Field = .published, needed: FieldSet = [FieldSet(.unit), FieldSet(.published)],
    tested: FieldSet = [], wanted: FieldSet = FieldSet(Field.allCases), details: Bool = false
) -> ReadingOrder {
    ReadingOrder(
        roster: roster, countingDate: date, needed: needed, tested: tested, wanted: wanted, details: details)
}

/// Reads logs one after the other, as one run does.
func read(
    _ logs: [[UInt8]], order: ReadingOrder = order(), limits: ReadingLimits = .init(), mapping: LogMapping? = nil,
    options: ReadingOptions = .init(), step: Int = .max, cores: LogReader.Cores = .init()
) throws -> Outcome {
    var reader = LogReader(order: order, limits: limits, mapping: mapping, options: options, cores: cores)
    var outcome = Outcome()
    for (number, log) in logs.enumerated() {
        var source = MemorySource(log, step: step)
        let summary = try reader.read(
            &source, named: "log\(number + 1).csv", items: { outcome.items += Array($0) },
            rejects: { outcome.rejects.append($0) })
        outcome.summaries.append(summary)
    }
    return outcome
}

func read(
    _ text: String, order: ReadingOrder = order(), limits: ReadingLimits = .init(), mapping: LogMapping? = nil,
    options: ReadingOptions = .init(), step: Int = .max, cores: LogReader.Cores = .init()
) throws -> Outcome {
    try read(
        [Array(text.utf8)], order: order, limits: limits, mapping: mapping, options: options, step: step, cores: cores)
}

func inspect(
    _ bytes: [UInt8], records: Int? = nil, limits: ReadingLimits = .init(), mapping: LogMapping? = nil,
    options: ReadingOptions = .init()
) throws -> Inspection {
    var source = MemorySource(bytes)
    return try LogInspector.inspect(
        &source, named: "log.csv", records: records, limits: limits, mapping: mapping, options: options)
}

/// The codes of the refusal that the body ends with; empty when it ends well.
func refusalCodes(_ body: () throws -> Void) -> [IssueCode] {
    do {
        try body()
        return []
    } catch let refusal as Refusal {
        return refusal.issues.map(\.code)
    } catch {
        return []
    }
}

func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(iso: text) else { preconditionFailure("\(text) is no day") }
    return day
}

extension Array {
    /// What a reader shows, to be kept.
    init(_ shown: Span<Element>) { self = shown.indices.map { shown[$0] } }
}
