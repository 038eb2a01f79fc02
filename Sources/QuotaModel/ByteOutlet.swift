/// Where a document goes that is too large to be kept: it is handed on piece by piece while it is made.
///
/// What writes a document does not stop for a full disk in the middle of a number. After the first failure an outlet
/// takes no more and says so at the end.
public final class ByteOutlet {
    /// So many bytes are handed on at once.
    public static let piece = 1 << 18

    private let write: ([UInt8]) throws -> Void
    private var failure: (any Error)?

    /// - Parameter write: takes the pieces in order.
    public init(_ write: @escaping ([UInt8]) throws -> Void) { self.write = write }

    /// Hands the next piece on, unless one before it could not be written.
    public func take(_ bytes: [UInt8]) {
        guard failure == nil else { return }
        do {
            try write(bytes)
        } catch {
            failure = error
        }
    }

    /// To be asked when everything has been handed on.
    ///
    /// - Throws: what the first piece that could not be written threw.
    public func finish() throws {
        if let failure { throw failure }
    }
}
