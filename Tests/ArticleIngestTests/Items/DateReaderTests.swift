import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

@Suite("Days from cells")
struct DateReaderTests {
    private func read(_ text: String, as pattern: String? = nil) -> DateReading {
        var text = text
        return text.withUTF8 { bytes in
            let cell = UnsafeRawBufferPointer(bytes)
            return pattern.flatMap { DatePattern($0) }.map { MappedDates.read(cell, as: $0) } ?? DateReader.read(cell)
        }
    }

    @Test(
        "every form that needs no mapping",
        arguments: [
            ("2022-02-15", "2022-02-15"), ("15/02/2022", "2022-02-15"), ("5/2/2022", "2022-02-05"),
            ("05-02-2022", "2022-02-05"), ("5.2.2022", "2022-02-05"), ("29/02/2020", "2020-02-29"),
            ("  15/02/2022 ", "2022-02-15"), ("15/02/2022\u{A0}", "2022-02-15"), ("01/01/1990", "1990-01-01"),
            ("31/12/2100", "2100-12-31"),
            // With a time, before or behind.
            ("15/02/2022 8:05", "2022-02-15"), ("15/02/2022 08:05:59", "2022-02-15"), ("8:05 15/02/2022", "2022-02-15"),
            ("15:02 01/03/2017", "2017-03-01"), ("2022-02-15T08:05", "2022-02-15"),
            ("2022-02-15 08:05:09", "2022-02-15"),
            ("24/01/2019 | 15:21", "2019-01-24"), ("15/07/2024 08:12 SA", "2024-07-15"),
            ("28/05/2024 05:23 CH", "2024-05-28"), ("28/05/2024 5:23 chiều", "2024-05-28"),
            ("28/05/2024 5:23 sáng", "2024-05-28"), ("12:00 AM 28/05/2024", "2024-05-28"),
            ("28/05/2024, 11:23:00 PM", "2024-05-28"), ("12/11/2017 - 23:20", "2017-11-12"),
            // With a zone: the day in Viet Nam.
            ("2022-01-31T16:59:59Z", "2022-01-31"), ("2022-01-31T17:00:00Z", "2022-02-01"),
            ("2022-01-31T17:00:00.123Z", "2022-02-01"), ("2022-02-01T00:30:00+09:00", "2022-01-31"),
            ("2022-02-01T00:30:00+0700", "2022-02-01"), ("2021-12-31T10:00:00-07", "2022-01-01"),
            ("07/03/2011 01:21 GMT+7", "2011-03-07"), ("1989-12-31T17:00:00Z", "1990-01-01"),
            ("2101-01-01T01:00+14:00", "2100-12-31"), ("21010101T0100+1400", "2100-12-31"),
            // RFC 822, also with NukeViet's minutes.
            ("Mon, 31 Jan 2022 17:02:33 GMT", "2022-02-01"), ("31 Jan 2022 16:59 GMT", "2022-01-31"),
            ("Tue, 1 Feb 2022 08:00:00 +0700", "2022-02-01"), ("Fri, 9 Sep 2022 20:09:01 GMT", "2022-09-10"),
            ("Mon, 31 Jan 2022 23:30:00 EST", "2022-02-01"), ("Mon, 31 Jan 2022 17:02:33 +0000 (UTC)", "2022-02-01"),
            ("Tue, 1 Feb 2022 08:00:00 +0700 (giờ Việt Nam)", "2022-02-01"),
            ("Sat, 1 Jan 2101 00:30:00 +0900", "2100-12-31"), ("Sun, 31 Dec 1989 17:00:00 GMT", "1990-01-01"),
            // ISO 8601 without signs.
            ("20220131T165959Z", "2022-01-31"), ("20220131T1700Z", "2022-02-01"),
            ("20220201T003000+0900", "2022-01-31"),
            // As portals write them.
            ("Thứ 5, Ngày 09/01/2020, 22:00", "2020-01-09"), ("Thứ sáu, 20 Tháng 3 2020 14:31", "2020-03-20"),
            ("Thứ ba, 25 Tháng 1 2022 16:22", "2022-01-25"), ("Chủ nhật, 23/01/2022", "2022-01-23"),
            ("Tháng Mười Hai 17, 2019 9:28 sáng", "2019-12-17"), ("Tháng Năm 7, 2019", "2019-05-07"),
            ("Th6 24, 2016", "2016-06-24"), ("17 tháng 01 năm 2019", "2019-01-17"),
            ("Thứ năm, ngày 09/01/2020", "2020-01-09"),
        ])
    func readable(text: String, expected: String) {
        #expect(read(text).content == .day(day(expected)))
        #expect(read(decomposed(text)).content == .day(day(expected)))
    }

    @Test(
        "what is no day",
        arguments: [
            "30/02/2022", "31/04/2022", "29/02/2022", "0000-00-00", "0000-00-00 00:00:00", "15/02/22", "15-Feb-22",
            "02/15/2022", "2022/02/15", "2022-2-15", "31/12/1989", "01/01/2101", "32/01/2022", "00/01/2022",
            "15/13/2022",
            "15/02", "2022", "44607", "1644883200", "15/02-2022", "15/02/2022 25:00", "15/02/2022 8:60", "hôm qua",
            "15 02 2022",
            "15/02/2022 x", "x 15/02/2022", "15/02/20222", "2022-02-15T", "2022-02-15Z", "Mon, 11/13/2017 - 23:20",
            "2100-12-31T20:00:00Z", "1989-12-31T16:00:00Z", "2101-01-01T07:00:00+14:00", "2101-01-02T01:00:00+14:00",
            "Sat, 1 Jan 2101 00:30:00 GMT", "2022-02-15T10:00:00+99:00", "１５/02/2022",
            "15/02/2022 16/02/2022",
            "9999999999999999999999", "tháng 2 năm 2022", "-15/02/2022", "20220131", "20220131T165959",
            "20220132T165959Z",
            "20220131T1Z", "20220131T246060Z", "15/02/2022 (sửa)", "(15/02/2022)", "15/02/2022 08:00 (sáng)", ")", "()",
            "1 Feb 2022 08:00 +0700 (a) 99 (b)",
        ])
    func unreadable(text: String) {
        #expect(read(text).content == .unreadable)
    }

    @Test("nothing is nothing", arguments: ["", " ", "\u{A0}", "\t "])
    func empty(text: String) { #expect(read(text).content == .empty) }

    @Test("what the numbers tell about the column")
    func order() {
        #expect(read("13/02/2022").order == .dayFirst)
        #expect(read("02/13/2022").order == .monthFirst)
        #expect(read("02/03/2022").order == .open)
        #expect(read("02/02/2022").order == .certain)
        #expect(read("2022-02-03").order == .certain)
    }

    @Test(
        "a form that a mapping gives is read exactly",
        arguments: [
            ("MM/dd/yyyy", "02/15/2022", "2022-02-15"), ("HH:mm dd/MM/yyyy", "08:05 15/02/2022", "2022-02-15"),
            ("MM/dd/yyyy HH:mm:ss", "2/5/2022 8:05:09", "2022-02-05"), ("yyyyMMdd", "20220215", "2022-02-15"),
            ("unix-seconds", "1643648399", "2022-01-31"), ("unix-seconds", "1643648400", "2022-02-01"),
            ("spreadsheet-serial", "44607", "2022-02-15"), ("spreadsheet-serial", "44607.99", "2022-02-15"),
        ])
    func mapped(pattern: String, text: String, expected: String) {
        #expect(read(text, as: pattern).content == .day(day(expected)))
    }

    @Test(
        "and nothing else is",
        arguments: [
            ("MM/dd/yyyy", "15/02/2022"), ("MM/dd/yyyy", "2022-02-15"), ("HH:mm dd/MM/yyyy", "15/02/2022"),
            ("HH:mm dd/MM/yyyy", "25:00 15/02/2022"), ("unix-seconds", "-5"), ("unix-seconds", "15/02/2022"),
            ("unix-seconds", "0"), ("spreadsheet-serial", "1"), ("spreadsheet-serial", "44607x"),
            ("yyyyMMdd", "2022021"),
        ])
    func notMapped(pattern: String, text: String) {
        #expect(read(text, as: pattern).content == .unreadable)
    }

    @Test("every day of a century comes back from each written form")
    func allDays() {
        var current = day("1990-01-01")
        while current <= day("2100-12-31") {
            let parts = current.parts
            for text in [
                current.description, current.dayFirst, "\(parts.day)-\(parts.month)-\(parts.year)",
                "\(parts.day).\(parts.month).\(parts.year) 23:59",
            ] where read(text).content != .day(current) {
                Testing.Issue.record("\(text)")
            }
            current = current.adding(days: 13)
        }
    }
}

@Suite("Eight digits at a time")
struct DigitsTests {
    private func read(_ bytes: [UInt8]) -> UInt64? {
        bytes.withUnsafeBytes { bytes in bytes.baseAddress.flatMap(Digits.eight) }
    }

    @Test("are the number that they write")
    func numbers() {
        var random = SeededRandom(seed: 8)
        for number in [0, 9, 10, 99_999_999, 10_000_000, 1_234_5678]
            + (0..<5_000).map({ _ in
                Int.random(in: 0...99_999_999, using: &random)
            })
        {
            let text = String(number)
            #expect(read(Array((String(repeating: "0", count: 8 - text.count) + text).utf8)) == UInt64(number))
        }
    }

    @Test("one byte that is none makes them no number", arguments: 0..<8)
    func foreignByte(place: Int) {
        for byte in UInt8.min...UInt8.max where byte < 0x30 || byte > 0x39 {
            for digit: UInt8 in [0x30, 0x35, 0x39] {
                var bytes = [UInt8](repeating: digit, count: 8)
                bytes[place] = byte
                #expect(read(bytes) == nil, "\(byte)")
            }
        }
    }
}

@Suite("Numbers from cells")
struct NumberReadingTests {
    private func read(_ text: String) -> NumberReading {
        var text = text
        return text.withUTF8 { NumberReading(UnsafeRawBufferPointer($0)) }
    }

    @Test(
        "digits, with groups of three",
        arguments: [
            ("0", 0), ("12", 12), ("1.250", 1250), ("1 250", 1250), ("1\u{A0}250", 1250), (" 1.250.000 ", 1_250_000),
            ("007", 7),
            ("123.456", 123456), ("999999999999999999", 999_999_999_999_999_999),
        ])
    func readable(text: String, expected: Int) { #expect(read(text) == .number(expected)) }

    @Test(
        "everything else is unreadable",
        arguments: [
            "-1", "1,250", "1.25", "12.3456", "1..250", "1.250 000", ".250", "1.", "1.2500", "1234.567", "x", "12 ảnh",
            "1e3",
            "9999999999999999999", "１２",
        ])
    func unreadable(text: String) { #expect(read(text) == .unreadable) }

    @Test("nothing is nothing", arguments: ["", " ", "\u{A0}"])
    func empty(text: String) { #expect(read(text) == .empty) }

    @Test("up to five digits, written with and without zeros in front, are the number they write")
    func digits() {
        for number in 0...11_111 {
            let text = String(number)
            for zeros in 0...max(0, 5 - text.count) {
                #expect(read(String(repeating: "0", count: zeros) + text) == .number(number))
            }
        }
    }

    @Test(
        "whatever byte stands among one to five digits, only a digit, a point or a space of thousands leaves a number",
        arguments: 1...5)
    func foreignBytes(length: Int) {
        for place in 0..<length {
            for byte in UInt8.min...UInt8.max where byte < 0x30 || byte > 0x39 {
                var cell = [UInt8](repeating: 0x31, count: length)
                cell[place] = byte
                let isOuterSpace =
                    [0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x20].contains(byte) && (place == 0 || place == length - 1)
                let isGrouped = length == 5 && place == 1 && (byte == 0x2E || byte == 0x20)
                if isOuterSpace || isGrouped { continue }
                #expect(cell.withUnsafeBytes { NumberReading($0) } == .unreadable, "\(cell)")
            }
        }
    }
}
