import TestSupport
import QuotaModel
import Testing

@testable import ArticleIngest

@Suite("Identities")
struct IdentitiesTests {
    @Test("many identities are each found again, with the place of their first row")
    func many() {
        let identities = Identities()
        var numbers = SeededRandom(seed: 3)
        var places: [ItemPlace] = []
        var digests: [Digest] = []
        for source in 0..<3 {
            identities.begin(source: source)
            var line = 1
            for record in 1...20_000 {
                line += record % 501 == 0 ? 400 : Int.random(in: 1...3, using: &numbers)
                identities.note(line: line)
                // A third of the rows has no identity.
                guard record % 3 != 0 else { continue }
                let digest = Digest(key: numbers.next(), place: numbers.next())
                #expect(
                    identities.add(.digest(digest), row: identities.row(ofRecord: record), mark: UInt32(record)) == .new
                )
                digests.append(digest)
                places.append(ItemPlace(source: source, record: record, line: line))
            }
        }
        identities.note(line: 1_000_000)
        for (digest, place) in zip(digests, places) {
            let same = identities.add(.digest(digest), row: 0, mark: UInt32(place.record))
            if same != .seen(first: place, isSame: true) { Testing.Issue.record("\(place)") }
        }
        #expect(identities.add(.digest(digests[0]), row: 0, mark: 99_999) == .seen(first: places[0], isSame: false))
    }

    @Test("identities are found while others come, however often somebody asks", arguments: [2, 30, 1_000])
    func interleaved(newOnes: Int) {
        let identities = Identities()
        var numbers = SeededRandom(seed: UInt64(newOnes))
        identities.begin(source: 0)
        var digests: [Digest] = []
        var records: [Int] = []
        for record in 1...60_000 {
            identities.note(line: record)
            if record % 500 == 0 { identities.beginBatch() }
            let isNew = digests.isEmpty || Int.random(in: 0..<newOnes + 1, using: &numbers) > 0
            let old = isNew ? nil : digests.indices.randomElement(using: &numbers)
            let digest = old.map { digests[$0] } ?? Digest(key: numbers.next(), place: numbers.next())
            if identities.areOftenKnown {
                identities.approachIndex(.digest(digest))
                identities.approachEntry(.digest(digest))
            }
            let finding = identities.add(.digest(digest), row: identities.row(ofRecord: record), mark: 7)
            if let old {
                let first = ItemPlace(source: 0, record: records[old], line: records[old])
                if finding != .seen(first: first, isSame: true) { Testing.Issue.record("\(record): \(finding)") }
            } else {
                if finding != .new { Testing.Issue.record("\(record): \(finding)") }
                digests.append(digest)
                records.append(record)
            }
        }
    }

    @Test("an item costs at most twenty-four bytes, when there are many")
    func memory() {
        let identities = Identities()
        var numbers = SeededRandom(seed: 5)
        identities.begin(source: 0)
        var most = Int.min
        for record in 1...3_000_000 {
            identities.note(line: record + 1)
            _ = identities.add(
                .digest(Digest(key: numbers.next(), place: numbers.next())), row: identities.row(ofRecord: record),
                mark: 0)
            if record > 2_000_000, record % 10_000 == 0 {
                most = max(most, identities.bytes - 24 * record)
            }
        }
        #expect(most <= 0)
    }

    @Test("digests of different texts differ, in any length")
    func digests() {
        var seen: Set<Digest> = []
        for length in 0..<40 {
            for variant in 0..<50 {
                let bytes = (0..<length).map { $0 == variant % max(1, length) ? UInt8(variant) : 0x61 }
                let digest = bytes.withUnsafeBytes { Digest.of($0, seed: 1) }
                let other = bytes.withUnsafeBytes { Digest.of($0, seed: 2) }
                #expect(digest != other)
                seen.insert(digest)
            }
        }
        // Of each length the variants that put the same byte in the same place are the same text.
        let texts = Set(
            (0..<40).flatMap { length in
                (0..<50).map { variant in (0..<length).map { $0 == variant % max(1, length) ? UInt8(variant) : 0x61 } }
            })
        #expect(seen.count == texts.count)
    }

    private func read(_ rows: String...) throws -> Outcome {
        try ArticleIngestTests.read(
            "Mã bài;Đường dẫn;Tiêu đề;Loại;Đơn vị;Ngày đăng\n" + rows.joined(separator: "\n"))
    }

    @Test("the id counts before the address, the address before the title")
    func precedence() throws {
        let outcome = try read(
            "1;u;t;Tin;Phòng 1;01/02/2022", "2;u;t;Tin;Phòng 1;01/02/2022", ";u;t;Tin;Phòng 1;01/02/2022",
            ";u;t2;Tin;Phòng 1;01/02/2022", ";;t;Tin;Phòng 1;01/02/2022", ";;T ;Bài;Phòng 1;01/02/2022",
            ";;t;Tin;Phòng 2;01/02/2022", ";;t;Tin;Phòng 1;02/02/2022", ";;;Tin;Phòng 1;01/02/2022",
            ";;;Tin;Phòng 1;01/02/2022")
        #expect(outcome.codes == [.duplicate, .conflict])
        #expect(outcome.rejects.map(\.place.line) == [5, 7])
        #expect(outcome.rejects.map(\.field) == [.url, .title])
        #expect(outcome.rejects.map(\.first?.line) == [4, 6])
    }

    @Test("ids are compared in NFC and trimmed, with their case")
    func comparison() throws {
        let outcome = try read(
            "Bài-ệ;;;Tin;Phòng 1;01/02/2022", "\(decomposed("Bài-ệ"));;;Tin;Phòng 1;01/02/2022",
            "\u{A0}Bài-ệ ;;;Tin;Phòng 1;01/02/2022", "bài-ệ;;;Tin;Phòng 1;01/02/2022")
        #expect(outcome.codes == [.duplicate, .duplicate])
        #expect(outcome.items.count == 2)
    }

    @Test("same units in another order are the same; another kind, day or unit is a conflict")
    func conflicts() throws {
        let outcome = try read(
            "1;;a;Tin;\"Phòng 1;Phòng 2\";01/02/2022", "1;;b;Tin tức;\"Phòng 2; phòng 1\";2022-02-01",
            "1;;c;Bài;\"Phòng 1;Phòng 2\";01/02/2022", "1;;d;Tin;Phòng 1;01/02/2022",
            "1;;e;Tin;\"Phòng 1;Phòng 2\";02/02/2022", "1;;f;Tin;\"Phòng 1;Phòng 2\";")
        #expect(outcome.codes == [.duplicate, .conflict, .conflict, .conflict, .conflict])
    }

    @Test("where the pack has no kinds, another kind is a conflict all the same, in whatever case it is written")
    func conflictsWithoutKinds() throws {
        let rows =
            "Mã,Loại,Đơn vị,Ngày đăng\n1,Tin,Phòng 1,01/02/2022\n1,TIN ,Phòng 1,01/02/2022\n"
            + "1,Bài,Phòng 1,01/02/2022\n1,,Phòng 1,01/02/2022\n"
        let roster = Roster(units: [Unit(id: "phong-1", name: "Phòng 1")])
        #expect(
            try ArticleIngestTests.read(rows, order: order(roster: roster)).codes == [.duplicate, .conflict, .conflict])
    }

    @Test(
        "units are separated by a semicolon, whatever joins it to what follows",
        arguments: ["\u{200C}", "\u{200D}", "\u{301}"])
    func joinedSemicolon(mark: String) throws {
        let outcome = try read("1;;a;Tin;\"Phòng 1;\(mark)Phòng 2\";01/02/2022")
        if mark == "\u{301}" {
            #expect(outcome.codes == [.unknownUnit])
        } else {
            #expect(outcome.items.map(\.units) == [.many([1, 2])])
        }
    }

    @Test("a rejected row doesn't take the identity; over several logs the first accepted counts")
    func severalLogs() throws {
        let heading = "Mã bài,Đơn vị,Ngày đăng\n"
        let outcome = try ArticleIngestTests.read([
            Array((heading + "1,Phòng 9,01/02/2022\n1,Phòng 1,01/02/2022\n").utf8),
            Array((heading + "2,Phòng 1,01/02/2022\n1,Phòng 1,01/02/2022\n").utf8),
            Array((heading + "2,Phòng 2,01/02/2022\n").utf8),
        ])
        #expect(outcome.codes == [.unknownUnit, .duplicate, .conflict])
        #expect(outcome.rejects[1].place == ItemPlace(source: 1, record: 2, line: 3))
        #expect(outcome.rejects[1].first == ItemPlace(source: 0, record: 2, line: 3))
        #expect(outcome.rejects[2].first == ItemPlace(source: 1, record: 1, line: 2))
        #expect(outcome.isComplete)
    }
}
