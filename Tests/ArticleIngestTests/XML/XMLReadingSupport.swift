import QuotaModel
import Testing

@testable import ArticleIngest

/// A record as text.
struct ReadRecord: Equatable, CustomStringConvertible {
    var number: Int
    var line: Int
    var fields: [Field: String]

    var description: String {
        let cells = Field.allCases.compactMap { field in fields[field].map { "\(field.rawValue)=\($0)" } }
        return "#\(number)@\(line) " + cells.joined(separator: " | ")
    }
}

/// Keeps every record that a reader hands over, with the places it tells.
final class RecordingSink: RecordSink {
    var records: [ReadRecord] = []
    var places: [[Field: String]] = []
    let asked = FieldSet(Field.allCases)
    var locator: (any CellLocator)?

    func take(_ record: Record) throws {
        var fields: [Field: String] = [:]
        var places: [Field: String] = [:]
        for field in Field.allCases where record[field].baseAddress != nil {
            fields[field] = String(decoding: record[field], as: UTF8.self)
            if let place = locator?.position(of: field) { places[field] = "\(place.line):\(place.column)" }
        }
        records.append(ReadRecord(number: record.number, line: record.line, fields: fields))
        self.places.append(places)
    }

    func reject(number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?)
        throws
    {
        Issue.record("an XML reader rejects no single record")
    }
}

/// Bytes in pieces of at most `step`.
struct PiecewiseSource: ByteSource {
    var bytes: ArraySlice<UInt8>
    var step: Int

    init(_ bytes: some Sequence<UInt8>, step: Int = .max) {
        self.bytes = Array(bytes)[...]
        self.step = step
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(step, buffer.count, bytes.count)
        buffer.copyBytes(from: bytes.prefix(count))
        bytes = bytes.dropFirst(count)
        return count
    }
}

/// Bytes made as they are read, so that a big file takes no memory.
struct GeneratedSource: ByteSource {
    let head: [UInt8]
    let unit: [UInt8]
    let tail: [UInt8]
    private var left: Int
    private var pending: ArraySlice<UInt8>
    private var isTailPending = true

    init(_ head: String, repeating unit: String, _ times: Int, _ tail: String = "") {
        self.head = Array(head.utf8)
        self.unit = Array(unit.utf8)
        self.tail = Array(tail.utf8)
        left = times
        pending = self.head[...]
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        var count = 0
        while count < buffer.count {
            if pending.isEmpty, !refill() { break }
            let part = min(pending.count, buffer.count - count)
            UnsafeMutableRawBufferPointer(rebasing: buffer[count...]).copyBytes(from: pending.prefix(part))
            pending = pending.dropFirst(part)
            count += part
        }
        return count
    }

    private mutating func refill() -> Bool {
        if left > 0 {
            left -= 1
            pending = unit[...]
        } else if isTailPending {
            isTailPending = false
            pending = tail[...]
            return !tail.isEmpty
        } else {
            return false
        }
        return true
    }
}

/// What became of a file.
struct XMLOutcome {
    var records: [ReadRecord] = []
    var places: [[Field: String]] = []
    var reading: XMLReading?
    var issues: [QuotaModel.Issue] = []

    var codes: [String] { issues.map(\.code.rawValue) }
}

func readXML(
    _ bytes: some Sequence<UInt8>, prefix: Int = 0, mapping: LogMapping? = nil, limits: ReadingLimits = .init()
) throws -> XMLOutcome {
    let all = Array(bytes)
    return try readXML(PiecewiseSource(all.dropFirst(prefix)), prefix: Array(all.prefix(prefix)), mapping, limits)
}

func readXML(_ text: String, mapping: LogMapping? = nil, limits: ReadingLimits = .init()) throws -> XMLOutcome {
    try readXML(Array(text.utf8), mapping: mapping, limits: limits)
}

func readXML(
    _ source: some ByteSource, prefix: [UInt8] = [], _ mapping: LogMapping? = nil, _ limits: ReadingLimits = .init()
) throws -> XMLOutcome {
    var source = source
    let reader = XMLLogReader(mapping: mapping, limits: limits)
    let sink = RecordingSink()
    do {
        let reading = try reader.read(prefix: prefix, rest: &source, source: "log.xml", sink: sink)
        return XMLOutcome(records: sink.records, places: sink.places, reading: reading)
    } catch let refusal as Refusal {
        return XMLOutcome(records: sink.records, places: sink.places, issues: refusal.issues)
    }
}
