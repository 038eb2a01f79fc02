import QuotaModel

/// Records copied out of the parser's memory, so that another core can make items of them while the parser goes on.
final class RecordCopies: CellLocator, NumberedPiece {
    /// A full piece has so many records or bytes.
    private static let mostRecords = 1_024
    private static let mostBytes = 256 << 10

    private struct Copy {
        let line: Int
        /// The record's first place among the values; they go on to the next record's.
        let firstValue: Int
    }

    private struct Value {
        let field: Field
        let start: Int
        let count: Int
        /// 0: not known.
        let line: Int
        let column: Int
    }

    var number = 0
    /// What its records gave, once somebody has read them.
    let batch = RecordBatch()
    // Changed with every record, by one core at a time, as in `RecordBatch`.
    @exclusivity(unchecked) private var shown = 0
    @exclusivity(unchecked) private var records: ContiguousArray<Copy> = []
    @exclusivity(unchecked) private var values: ContiguousArray<Value> = []
    // Memory of its own, because the values of the record shown are looked at where they stand.
    @exclusivity(unchecked) private var memory: UnsafeMutableRawPointer
    @exclusivity(unchecked) private var room = 1 << 10
    @exclusivity(unchecked) private var byteCount = 0

    init() { memory = .allocate(byteCount: room, alignment: 16) }

    deinit { memory.deallocate() }

    var isEmpty: Bool { records.isEmpty }
    var isFull: Bool { records.count >= Self.mostRecords || byteCount >= Self.mostBytes }

    func clear() {
        records.removeAll(keepingCapacity: true)
        values.removeAll(keepingCapacity: true)
        byteCount = 0
    }

    /// - Parameter fields: those to keep; what tells the record from others is kept besides.
    func add(_ record: Record, fields: [Field], _ locator: (any CellLocator)?) {
        records.append(Copy(line: record.line, firstValue: values.count))
        for field in fields { add(field, of: record, locator) }
        guard record[.id].isBlank else { return }
        for field in [Field.url, .title] where !fields.contains(field) { add(field, of: record, locator) }
    }

    private func add(_ field: Field, of record: Record, _ locator: (any CellLocator)?) {
        let value = record[field]
        guard value.baseAddress != nil else { return }
        let position = locator?.position(of: field)
        values.append(
            Value(
                field: field, start: byteCount, count: value.count, line: position?.line ?? 0,
                column: position?.column ?? 0))
        append(value)
    }

    private func append(_ value: UnsafeRawBufferPointer) {
        if byteCount + value.count > room { grow(to: byteCount + value.count) }
        if let base = value.baseAddress { (memory + byteCount).copyMemory(from: base, byteCount: value.count) }
        byteCount += value.count
    }

    private func grow(to bytes: Int) {
        room = max(room * 2, bytes)
        let fresh = UnsafeMutableRawPointer.allocate(byteCount: room, alignment: 16)
        fresh.copyMemory(from: memory, byteCount: byteCount)
        memory.deallocate()
        memory = fresh
    }

    /// Makes items of the records.
    func read(into maker: ItemMaker) {
        maker.begin(batch)
        defer { maker.finish() }
        maker.locator = self
        let all = UnsafeMutableBufferPointer<UnsafeRawBufferPointer>.allocate(capacity: Field.allCases.count)
        defer { all.deallocate() }
        for place in records.indices {
            shown = place
            all.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
            for value in valuesShown { all[value.field.number] = bytes(of: value) }
            maker.take(
                Record(
                    number: place + 1, line: records[place].line, place: place, values: UnsafeBufferPointer(all)))
        }
    }

    private var valuesShown: Slice<ContiguousArray<Value>> {
        let end = shown + 1 < records.count ? records[shown + 1].firstValue : values.count
        return Slice(base: values, bounds: records[shown].firstValue..<end)
    }

    /// An empty value must not look as if the record did not carry the field.
    private func bytes(of value: Value) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: memory + value.start, count: value.count)
    }

    // MARK: The record shown

    func show(_ place: Int) { shown = place }

    func value(of field: Field) -> UnsafeRawBufferPointer {
        guard let value = valuesShown.first(where: { $0.field == field }) else {
            return UnsafeRawBufferPointer(start: nil, count: 0)
        }
        return bytes(of: value)
    }

    func position(of field: Field) -> (line: Int, column: Int)? {
        guard let value = valuesShown.first(where: { $0.field == field }), value.line > 0, value.column > 0 else {
            return nil
        }
        return (value.line, value.column)
    }
}
