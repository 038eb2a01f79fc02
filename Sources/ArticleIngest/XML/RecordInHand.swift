import QuotaModel

/// The values of the record that is being handed over, and where they begin.
final class RecordInHand: CellLocator {
    // Unsafe because a record is memory of its reader that lives during the call; allocated once for all records.
    private let values = UnsafeMutableBufferPointer<UnsafeRawBufferPointer>.allocate(capacity: Field.allCases.count)
    private let places = UnsafeMutableBufferPointer<(line: Int, column: Int)>.allocate(capacity: Field.allCases.count)

    init() { clear() }

    deinit {
        values.deallocate()
        places.deallocate()
    }

    var all: UnsafeBufferPointer<UnsafeRawBufferPointer> { .init(values) }

    func clear() {
        values.initialize(repeating: UnsafeRawBufferPointer(start: nil, count: 0))
        places.initialize(repeating: (0, 0))
    }

    func set(_ field: Field, _ value: UnsafeRawBufferPointer, line: Int, column: Int) {
        values[field.number] = value
        places[field.number] = (line, column)
    }

    func value(of field: Field) -> UnsafeRawBufferPointer { values[field.number] }

    func position(of field: Field) -> (line: Int, column: Int)? {
        let place = places[field.number]
        return place.line > 0 && place.column > 0 ? place : nil
    }
}
