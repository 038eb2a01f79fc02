/// The bytes of an encoding that the parser doesn't know, or of an old font's text in UTF-8, as UTF-8, piece by piece. What
/// the encoding doesn't have comes out as a byte that no UTF-8 has, so that the parser refuses the file at that line.
struct XMLTranscoder {
    private var decoder: TextDecoder
    /// What may belong to a character, or to a run of text, that is not finished.
    private var waiting: [UInt8] = []

    private static let invalid: UInt8 = 0xFF

    init(_ form: TextDecoder.Form) { decoder = TextDecoder(form: form) }

    /// So many bytes may come of so many more.
    func capacity(for count: Int) -> Int { decoder.expansion * (waiting.count + count) + 16 }

    /// Writes the UTF-8 of `raw` to `output`, which has room for `capacity(for:)` bytes; says how many there are.
    mutating func transcode(
        _ raw: some Collection<UInt8>, isLast: Bool, into output: UnsafeMutableRawBufferPointer
    ) -> Int {
        waiting += raw
        var broken: [Int] = []
        let decoded = waiting.withUnsafeBytes {
            decoder.decode($0, isLast: isLast, into: output) { broken.append($0) }
        }
        for place in broken { output[place] = Self.invalid }
        waiting.removeFirst(decoded.used)
        return decoded.written
    }
}
