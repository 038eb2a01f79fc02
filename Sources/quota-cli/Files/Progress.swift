import Glibc
import QuotaReports

/// Tells a waiting person how far reading has come: on a terminal only, after half a second, five times a second.
final class Progress {
    private let wording: Wording
    private let start = Progress.milliseconds()
    private var next = 500
    private var hasShown = false

    /// Nil where nobody would see it.
    init?(wording: Wording, quiet: Bool) {
        guard !quiet, isatty(STDERR_FILENO) == 1 else { return nil }
        self.wording = wording
    }

    deinit { if hasShown { show("\r\u{1B}[K") } }

    func advance(to bytes: Int, of size: Int?) {
        let elapsed = Progress.milliseconds() - start
        guard elapsed >= next else { return }
        next = elapsed + 200
        hasShown = true
        let whole = size.map { " / \($0 >> 20)" } ?? ""
        show("\r\u{1B}[K" + wording("đã đọc ", "read ") + "\(bytes >> 20)\(whole) MB")
    }

    private func show(_ text: String) {
        let bytes = Array(text.utf8)
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func milliseconds() -> Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000 + now.tv_nsec / 1_000_000
    }
}
