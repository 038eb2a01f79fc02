import QuotaModel
import TestSupport
import Testing

struct HashedPlacesTests {
    @Test(
        "each place is found under its hash, those of one hash in the order in which they were added", arguments: 0..<40
    )
    func oracle(_ seed: UInt64) {
        var random = SeededRandom(seed: seed)
        let capacity = Int.random(in: 0...200, using: &random)
        // With room for all of them, or growing.
        var places = seed.isMultiple(of: 2) ? HashedPlaces(capacity: capacity) : HashedPlaces()
        var wanted: [Int: [Int]] = [:]
        // Few different hashes, of which some differ only where no slot looks.
        let hashes = [0, 1, 3, -1, 1 << 40, 3 + 1 << 32, 255, 256, 511]
        for place in 0..<capacity {
            let hash = random.pick(hashes)
            places.add(place, hash: hash)
            wanted[hash & 0xFFFF_FFFF, default: []].append(place)
        }
        for hash in hashes + [77] {
            var found: [Int] = []
            #expect(
                places.first(hash) {
                    found.append($0); return false
                } == nil)
            #expect(found == wanted[hash & 0xFFFF_FFFF] ?? [])
            if let last = found.last { #expect(places.first(hash) { $0 == last } == last) }
        }
        places.removeAll()
        for hash in hashes { #expect(places.first(hash) { _ in true } == nil) }
    }
}
