import QuotaModel
import Testing

struct DatePatternTests {
    @Test("the letters yyyy, MM, dd, HH, mm and ss stand for parts of a date, all else for itself")
    func parts() throws {
        let pattern = try #require(DatePattern("HH:mm dd/MM/yyyy"))
        #expect(
            pattern.form
                == .parts([
                    .hour, .literal(":"), .minute, .literal(" "), .day, .literal("/"), .month, .literal("/"), .year,
                ]))
        #expect(pattern.text == "HH:mm dd/MM/yyyy")
        #expect(DatePattern("yyyyMMdd")?.form == .parts([.year, .month, .day]))
        #expect(DatePattern("MM/dd/yyyy")?.form == .parts([.month, .literal("/"), .day, .literal("/"), .year]))
        #expect(
            DatePattern("yyyy-MM-ddTHH:mm:ss")?.form
                == .parts([
                    .year, .literal("-"), .month, .literal("-"), .day, .literal("T"), .hour, .literal(":"), .minute,
                    .literal(":"), .second,
                ]))
    }

    @Test("one letter for day, month and hour, as inspect prints forms, means what two mean")
    func singleLetters() throws {
        #expect(try #require(DatePattern("d/M/yyyy H:mm:ss")).form == DatePattern("dd/MM/yyyy HH:mm:ss")?.form)
        #expect(try #require(DatePattern("H:mm d-MM-yyyy")).form == DatePattern("HH:mm dd-MM-yyyy")?.form)
    }

    @Test("the two words for numbers of seconds and of spreadsheet days")
    func words() {
        #expect(DatePattern("unix-seconds")?.form == .unixSeconds)
        #expect(DatePattern("spreadsheet-serial")?.form == .spreadsheetSerial)
    }

    @Test(
        "a pattern that names no whole day, a part twice or another letter is refused",
        arguments: [
            "", "dd/MM", "MM/yyyy", "HH:mm", "dd/MM/yy", "d/M/yy", "dd/d/M/yyyy", "d/MMM/yyyy", "h:mm d/M/yyyy",
            "dd/dd/MM/yyyy", "dd/MM/yyyy yyyy",
            "dd/MM/yyyy HH:mm:HH", "DD/MM/YYYY", "dd-MMM-yyyy", "ngày dd/MM/yyyy", "unix", "Unix-Seconds",
            "dd/mm/yyyy",
        ])
    func refused(_ text: String) { #expect(DatePattern(text) == nil) }
}
