import ArticleIngest
import QuotaModel

/// The whole input as one log.
private struct InputSource: ByteSource {
    var rest: UnsafeRawBufferPointer

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(buffer.count, rest.count)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: rest[..<count]))
        rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        return count
    }
}

/// Limits that an input of some kilobytes can break.
private let limits: ReadingLimits = {
    var limits = ReadingLimits()
    limits.fileBytes = 1 << 20
    limits.recordBytes = 4_096
    limits.depth = 16
    limits.attributes = 32
    limits.columns = 64
    return limits
}()

private let units = [
    Unit(id: "van-phong", name: "Văn phòng"), Unit(id: "phong-1", name: "Phòng Thanh tra 1", aliases: ["Phòng 1"]),
]

private let order = ReadingOrder(
    roster: Roster(units: units), countingDate: .published, needed: [FieldSet(.unit), FieldSet(.published)],
    tested: FieldSet(.state), wanted: FieldSet(Field.allCases), details: true)

/// Reads one input as a log and as a file to inspect. A crash, a hang, a leak or a record that is neither accepted nor
/// rejected is a finding, and so is a result that depends on where the log is cut; a refusal is none.
@_cdecl("LLVMFuzzerTestOneInput")
public func readInput(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    let input = UnsafeRawBufferPointer(start: bytes, count: count)
    for mapping in [nil, LogMapping(constants: [.unit: "Văn phòng"])] {
        let whole = readLog(input, mapping, .init())
        for cores in [LogReader.Cores(pieceBytes: 61), .init(count: 2, pieceBytes: 300)] {
            let found = readLog(input, mapping, cores)
            guard found != whole else { continue }
            let at = zip(found, whole).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? 0
            preconditionFailure(
                "a cut changes \(whole.dropFirst(at).first ?? "nothing") to \(found.dropFirst(at).first ?? "nothing")")
        }
        inspect(input, mapping)
    }
    return 0
}

/// - Returns: everything that was read, or what the refusal says.
private func readLog(_ input: UnsafeRawBufferPointer, _ mapping: LogMapping?, _ cores: LogReader.Cores) -> [String] {
    var source = InputSource(rest: input)
    var reader = LogReader(order: order, limits: limits, mapping: mapping, cores: cores)
    var items: [String] = []
    var rejects: [String] = []
    do {
        let summary = try reader.read(&source, named: "log") { shown in
            items += shown.indices.map { describe(shown[$0]) }
        } rejects: {
            rejects.append("\($0.place) \($0.column ?? 0) \($0.field?.rawValue ?? "") \($0.code) \($0.value)")
        }
        precondition(
            summary.accepted == items.count && summary.rejected == rejects.count,
            "the summary counts what was delivered")
        precondition(
            summary.records == items.count + rejects.count, "a record is neither accepted nor rejected")
        let counts = "\(summary.records) \(summary.fields) \(summary.unverifiable) \(summary.unreadable)"
        return items + rejects + [counts] + summary.remarks.map { "\($0)" }
    } catch let refusal as Refusal {
        return refusal.issues.map {
            "\($0.code) \($0.place?.line ?? 0):\($0.place?.column ?? 0) \($0.subject ?? "")"
        }
    } catch {
        preconditionFailure("only refusals are thrown: \(error)")
    }
}

private func describe(_ item: Item) -> String {
    let texts = item.details?.texts ?? [:]
    let cells = Field.allCases.compactMap { field in texts[field].map { "\(field)=\($0)" } }
    return "\(item.place) \(item.units) \(item.state) \(item.published?.description ?? "") \(cells)"
}

private func inspect(_ input: UnsafeRawBufferPointer, _ mapping: LogMapping?) {
    var source = InputSource(rest: input)
    do {
        let inspection = try LogInspector.inspect(&source, named: "log", records: nil, limits: limits, mapping: mapping)
        precondition(inspection.records.count == inspection.recordsRead, "inspect leaves no record out")
    } catch is Refusal {
        return
    } catch {
        preconditionFailure("only refusals are thrown: \(error)")
    }
}
