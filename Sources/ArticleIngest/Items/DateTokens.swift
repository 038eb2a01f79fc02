import QuotaModel

/// A word, number or sign of a written date.
enum DateToken: Equatable {
    case number(Int, digits: Int)
    case word(DateWord)
    case sign(UInt8)
    case space
}

/// The words that may stand in a date.
enum DateWord: Equatable {
    /// thứ, chủ nhật, Mon …
    case weekday
    /// Thứ, before a number or one of the numbers in words.
    case weekdayOf
    case ngay, thang, nam
    case month(Int)
    /// A number in words: hai, ba … mười.
    case count(Int)
    /// SA, sáng, AM.
    case morning
    /// CH, chiều, PM.
    case afternoon
    /// A zone that is so many minutes ahead of UTC.
    case zone(minutes: Int)
    case timeMark
}

enum DateTokens {
    static func split(_ cell: CellBytes) -> [DateToken]? {
        var tokens: [DateToken] = []
        var at = 0
        while at < cell.count {
            let byte = cell[at]
            if 0x30...0x39 ~= byte {
                let start = at
                var value = 0
                while at < cell.count, 0x30...0x39 ~= cell[at] {
                    guard at - start < 9 else { return nil }
                    value = value * 10 + Int(cell[at] - 0x30)
                    at += 1
                }
                tokens.append(.number(value, digits: at - start))
            } else if byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D {
                if tokens.last != .space { tokens.append(.space) }
                at += 1
            } else if byte == 0xC2, at + 1 < cell.count, cell[at + 1] == 0xA0 {
                if tokens.last != .space { tokens.append(.space) }
                at += 2
            } else if byte >= 0x80 || 0x41...0x5A ~= byte & 0xDF {
                let start = at
                while at < cell.count, cell[at] >= 0x80 || 0x41...0x5A ~= cell[at] & 0xDF {
                    if cell[at] == 0xC2, at + 1 < cell.count, cell[at + 1] == 0xA0 { break }
                    at += 1
                }
                guard let word = word(UnsafeRawBufferPointer(rebasing: cell[start..<at])) else { return nil }
                tokens.append(.word(word))
            } else if "/-.:,|+".utf8.contains(byte) {
                tokens.append(.sign(byte))
                at += 1
            } else {
                return nil
            }
            guard tokens.count <= 40 else { return nil }
        }
        return tokens
    }

    private static func word(_ bytes: CellBytes) -> DateWord? {
        guard bytes.count <= 24 else { return nil }
        return words[MatchKey(bytes.text)]
    }

    private static let words: [MatchKey: DateWord] = {
        var words: [MatchKey: DateWord] = [:]
        func add(_ texts: [String], _ word: DateWord) {
            for text in texts { words[MatchKey(text)] = word }
        }
        add(["thứ"], .weekdayOf)
        add(["chủ", "nhật", "cn"], .weekday)
        add(["mon", "tue", "wed", "thu", "fri", "sat", "sun"], .weekday)
        add(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"], .weekday)
        add(["ngày"], .ngay)
        add(["tháng", "th", "thg"], .thang)
        add(["năm"], .nam)
        let months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
        for (place, name) in months.enumerated() { add([name], .month(place + 1)) }
        let counts = ["một", "hai", "ba", "tư", "", "sáu", "bảy", "tám", "chín", "mười"]
        for (place, name) in counts.enumerated() where !name.isEmpty { add([name], .count(place + 1)) }
        add(["bẩy"], .count(7))
        add(["sa", "sáng", "am"], .morning)
        add(["ch", "chiều", "pm"], .afternoon)
        add(["z", "gmt", "utc", "ut"], .zone(minutes: 0))
        add(["ict"], .zone(minutes: 420))
        for (name, hours) in [
            ("est", -5), ("edt", -4), ("cst", -6), ("cdt", -5), ("mst", -7), ("mdt", -6), ("pst", -8), ("pdt", -7),
        ] {
            add([name], .zone(minutes: hours * 60))
        }
        add(["t"], .timeMark)
        return words
    }()
}
