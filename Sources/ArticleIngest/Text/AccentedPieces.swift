import QuotaModel

/// The first pieces of a text that have accents, between delimiters, quotes and tags.
struct AccentedPieces {
    private(set) var count = 0
    /// Those that have no letter that only Unicode text has, each once with how often it stands there, the commonest first: a
    /// log writes its kinds and units on every row.
    let doubtful: [(piece: String, count: Int)]

    /// So many are looked at.
    private static let enough = 400

    init(of bytes: ArraySlice<UInt8>, isMarkup: Bool) {
        // By bytes: texts are the same in NFC and NFD, and no font writes NFD.
        var seen: [(piece: ArraySlice<UInt8>, count: Int)] = []
        var places = HashedPlaces()
        var rest = bytes
        while !rest.isEmpty, count < Self.enough {
            let end = rest.firstIndex { TextDecoder.isRunEnd($0, isMarkup: isMarkup) } ?? rest.endIndex
            let piece = rest[..<end]
            rest = rest[end...].dropFirst()
            guard piece.contains(where: { $0 >= 0x80 }) else { continue }
            count += 1
            // ă, đ, ĩ, ơ … and everything from U+1E00 on is only in Unicode text.
            if piece.contains(where: { 0xC4...0xC6 ~= $0 || $0 == 0xE1 }) { continue }
            let hash = piece.hashValue
            if let known = places.first(hash, where: { seen[$0].piece == piece }) {
                seen[known].count += 1
            } else {
                places.add(seen.count, hash: hash)
                seen.append((piece, 1))
            }
        }
        // Sorting keeps the order of those that stand there as often.
        doubtful = seen.sorted { $0.count > $1.count }.map { (String(decoding: $0.piece, as: UTF8.self), $0.count) }
    }
}
