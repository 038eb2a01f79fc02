import Glibc
import QuotaModel
import QuotaReports

/// Standard error: everything that is not a result.
struct Console: Sendable {
    let wording: Wording

    func say(_ line: String) {
        let bytes = Array((line + "\n").utf8)
        // When standard error itself cannot be written there is nobody left to tell.
        _ = bytes.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    /// One line for each problem.
    func report(_ issues: [Issue]) {
        for issue in issues { say(wording.line(issue)) }
    }
}
