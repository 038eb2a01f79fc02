import QuotaModel

/// One record as a reader hands it over: for each field the bytes of its value, UTF-8, unquoted and unescaped, in
/// memory that lives only during the call. Unsafe because it is the hot path: no text is made of a cell that no rule
/// needs.
struct Record {
    /// From 1; what the contract calls no record has no number.
    let number: Int
    /// The line on which the record begins.
    let line: Int
    /// By which its reader can show it again as long as the piece that it stands in is there.
    let place: Int
    /// One value for each field that the sink asked for, by `Field.number`. A nil base address: the record does not carry
    /// the field; an empty value: it carries it, with nothing in it. Several values (repeated XML elements) are joined
    /// by `;`.
    let values: UnsafeBufferPointer<UnsafeRawBufferPointer>

    subscript(field: Field) -> UnsafeRawBufferPointer { values[field.number] }
}

/// What takes the records that a reader finds, in the order of the file.
protocol RecordSink: AnyObject {
    /// The fields whose values a record must carry; the locator knows the others.
    var asked: FieldSet { get }
    /// A whole record.
    func take(_ record: Record) throws
    /// A record that is broken: `malformed-row` with its flaw, or `bad-encoding`. It counts as a record read.
    func reject(
        number: Int, line: Int, column: Int?, field: Field?, value: String, code: RejectCode, flaw: RowFlaw?) throws
    /// Where on its line the value of a field begins, asked by the sink through the reader while `take` runs.
    var locator: (any CellLocator)? { get set }
}

/// Finds a field's value, and where it stands, in the record that is being handed over.
protocol CellLocator: AnyObject {
    /// The field's value, whether the sink asked for it or not; as in `Record.values`.
    func value(of field: Field) -> UnsafeRawBufferPointer
    /// The line and the column, in Unicode characters from 1, where the field's value begins; nil where it is not known.
    func position(of field: Field) -> (line: Int, column: Int)?
}

/// Where bytes come from. Files and pipes belong to the program; the readers only ask for the next bytes.
public protocol ByteSource: SendableMetatype {
    /// Fills the buffer from its beginning and says how many bytes there were; 0 only at the end.
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int
    /// How many bytes there are in all, where that is known beforehand.
    var size: Int? { get }
    /// Whether so many bytes can be read without waiting for somebody who writes them. Where that is not known, true.
    func hasReady(_ bytes: Int) -> Bool
    /// Whoever wants to see all bytes once, in their order. The reader shows them, on whatever core has time for it.
    var witness: (any ByteWitness)? { get }
}

extension ByteSource {
    /// Not known.
    public var size: Int? { nil }
    /// True: nobody is waited for that is known of.
    public func hasReady(_ bytes: Int) -> Bool { true }
    /// Nobody.
    public var witness: (any ByteWitness)? { nil }
}

/// Sees the bytes of a log: makes their digest, for example.
public protocol ByteWitness: AnyObject, Sendable {
    /// The next bytes. Calls follow each other, but not always on the same thread.
    func see(_ bytes: UnsafeRawBufferPointer)
}
