import QuotaModel

/// What the system, SQLite and libxml2 say. They speak English only; what is not known here stays in their words.
extension Wording {
    /// Why a file could not be read or written.
    func reason(_ issue: Issue) -> String { system(issue.found ?? "") }

    /// What the system or a library said, in the reader's language where it is known.
    public func system(_ words: String) -> String { language == .en ? words : Self.systemWords[words] ?? words }

    private static let systemWords = [
        "Bad file descriptor": "đầu ra đã đóng",
        "Broken pipe": "nơi nhận đã đóng",
        "Cannot allocate memory": "hết bộ nhớ",
        "Device or resource busy": "đang bận",
        "Disk quota exceeded": "hết hạn mức đĩa",
        "File exists": "đã có tệp hoặc thư mục tên này",
        "File name too long": "tên quá dài",
        "File too large": "tệp quá lớn",
        "Input/output error": "lỗi thiết bị khi đọc hoặc ghi",
        "Invalid argument": "hệ thống không làm được việc này với tệp này",
        "Is a directory": "đây là thư mục, không phải tệp",
        "No space left on device": "hết chỗ trên đĩa",
        "No such device or address": "không có thiết bị này",
        "No such file or directory": "không có tệp hoặc thư mục này",
        "Not a directory": "một phần của đường dẫn không phải thư mục",
        "Operation not permitted": "không được phép",
        "Operation not supported": "hệ thống không làm được việc này với tệp này",
        "Permission denied": "không có quyền",
        "Read-only file system": "hệ thống tệp chỉ cho đọc",
        "Text file busy": "tệp đang được dùng",
        "Too many levels of symbolic links": "liên kết nối vòng",
        "Too many open files": "mở quá nhiều tệp",
        // libxlsxwriter.
        "Worksheet row or column index out of range.": "một trang tính chỉ có 1.048.576 dòng và 16.384 cột",
        // SQLite.
        "attempt to write a readonly database": "tệp chỉ cho đọc",
        "database disk image is malformed": "tệp không còn nguyên vẹn",
        "database or disk is full": "hết chỗ trên đĩa",
        "disk I/O error": "lỗi đĩa khi đọc hoặc ghi",
        "out of memory": "hết bộ nhớ",
        "unable to open database file": "không mở được tệp",
    ]

    private func words(ofCharacter number: Int) -> String {
        let digits = String(number, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    /// What libxml2 adds to a flaw that has words of ours; empty where it says no more than these.
    func detail(ofFlaw words: String) -> String {
        guard language == .vi else { return words }
        if let match = words.wholeMatch(of: /Opening and ending tag mismatch: (.+) line (\d+) and (.+)/) {
            return "<\(match.1)> mở ở dòng \(match.2), đóng bằng </\(match.3)>"
        }
        if let match = words.wholeMatch(of: /Attribute (.+) redefined/) { return String(match.1) }
        if let match = words.firstMatch(of: /Char value (\d+)/) { return self.words(ofCharacter: Int(match.1) ?? 0) }
        // Of our own: how many, or which character.
        return words.hasPrefix("U+") || words.allSatisfy(\.isNumber) ? words : ""
    }
}
