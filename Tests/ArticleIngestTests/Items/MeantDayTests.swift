import QuotaModel
import TestSupport
import Testing

@testable import ArticleIngest

@Suite("The day that was meant by what is no day")
struct MeantDayTests {
    @Test(
        "is told where the writing leaves one only",
        arguments: [
            // Year first, but not as yyyy-MM-dd.
            ("2022-2-15", "15/02/2022"), ("2022/02/05", "05/02/2022"), ("2022.12.1", "01/12/2022"),
            // A year of two digits.
            ("15/02/22", "15/02/2022"), ("5.2.22", "05/02/2022"), ("29/2/24", "29/02/2024"),
            // Month first.
            ("02/15/2022", "15/02/2022"), ("2-29-2024", "29/02/2024"),
            // With a time.
            ("2022-2-15 08:00", "15/02/2022"), ("8:05:59\u{A0}02/15/2022", "15/02/2022"),
            ("2022-2-5T8:05", "05/02/2022"),
            // Nothing that the calendar has, or more than a day.
            ("2022-2-30", nil), ("2022-15-2", nil), ("31/04/2022", nil), ("29/2/22", nil), ("13/13/2022", nil),
            ("0000-00-00", nil), ("1989/12/31", nil), ("2101/1/1", nil), ("2022-2-15 x", nil),
            ("2022-2-15 2022-2-16", nil), ("08:00", nil), ("22-02-15", nil), ("2022-2", nil),
            ("2022--15", nil), ("1-2-3-2022", nil), ("２０２２-2-15", nil), ("ngày 15/2/22", nil), ("", nil), ("99", nil),
            ("99999999999999999999/1/2", nil), ("2022/002/15", nil), ("15/02/022", nil),
        ] as [(String, String?)])
    func meant(cell: String, day: String?) {
        #expect(MeantDay.text(for: cell) == day)
        // What is suggested can be read.
        if var day {
            #expect(day.withUTF8 { DateReader.read(UnsafeRawBufferPointer($0)).content } != .unreadable)
        }
    }
}
