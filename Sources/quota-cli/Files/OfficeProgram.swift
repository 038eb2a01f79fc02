import Glibc
import QuotaModel

/// LibreOffice, where there is one: the only way from a DOCX to a PDF (contract, section 10).
struct OfficeProgram {
    private let path: String

    /// How long it may take: to start, and for each document.
    private static let (startSeconds, documentSeconds) = (120, 5)

    /// The first of its names that stands in PATH.
    ///
    /// - Throws: `Issue` `no-office`.
    static func found() throws -> OfficeProgram {
        let names = ["soffice", "libreoffice"]
        let folders = getenv("PATH").map { String(cString: $0) } ?? ""
        for folder in folders.split(separator: ":") {
            for name in names where access("\(folder)/\(name)", X_OK) == 0 {
                return OfficeProgram(path: "\(folder)/\(name)")
            }
        }
        throw Issue(.noOffice, subject: "--pdf", expected: names)
    }

    /// Each document as PDF. Works in a folder and with a profile of its own, so that an open LibreOffice is not
    /// disturbed and nothing half-done is left behind.
    ///
    /// - Throws: `Issue` `conversion-failed`.
    func pdfs(of documents: [[UInt8]]) throws -> [[UInt8]] {
        guard !documents.isEmpty else { return [] }
        let folder = try PrivateFolder()
        let names = documents.indices.map(String.init)
        for (name, document) in zip(names, documents) {
            try OutputFile(path: folder.file("\(name).docx")).write(document)
        }
        let status = try run(
            [
                path, "-env:UserInstallation=file://\(folder.file("profile"))", "--headless", "--norestore",
                "--convert-to", "pdf", "--outdir", folder.path,
            ] + names.map { folder.file("\($0).docx") }, log: folder.file("log"),
            seconds: Self.startSeconds + Self.documentSeconds * documents.count)
        return try names.map { name in
            do {
                return try InputFile.contents(of: folder.file("\(name).pdf"), limit: .max)
            } catch {
                throw Issue(.conversionFailed, subject: path, found: status)
            }
        }
    }

    /// Runs it to its end, or stops it with all its children when it takes too long. What it says goes to a file: a
    /// pipe that nobody reads would hold it up.
    ///
    /// - Returns: how it ended, for the message.
    private func run(_ arguments: [String], log: String, seconds: Int) throws -> String {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, log, O_WRONLY | O_CREAT | O_APPEND, 0o600)
        posix_spawn_file_actions_adddup2(&actions, STDOUT_FILENO, STDERR_FILENO)
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        posix_spawnattr_setpgroup(&attributes, 0)
        // What this program ignores, the other need not.
        var signals = sigset_t()
        sigemptyset(&signals)
        for signal in QuotaCLI.ignoredSignals { sigaddset(&signals, signal) }
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var words = arguments.map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        var failure: Int32 = 0
        let child = Unfinished.group {
            var child: pid_t = 0
            failure = posix_spawn(&child, path, &actions, &attributes, &words, environ)
            return failure == 0 ? child : nil
        }
        guard let child else {
            throw Issue(.conversionFailed, subject: path, found: String(cString: strerror(failure)))
        }
        return wait(for: child, seconds: seconds)
    }

    private func wait(for child: pid_t, seconds: Int) -> String {
        var (status, failure): (Int32, Int32?) = (0, nil)
        for _ in 0..<(seconds * 20) {
            let isEnded = Unfinished.finishGroup(child) {
                let ended = waitpid(child, &status, WNOHANG)
                if ended < 0, errno != EINTR { failure = errno }
                return ended == child || failure != nil
            }
            if let failure { return String(cString: strerror(failure)) }
            if isEnded { return "exit \(status >> 8 & 0xFF)" }
            usleep(50_000)
        }
        _ = Unfinished.finishGroup(child) {
            kill(-child, SIGKILL)
            return waitpid(child, &status, 0) == child
        }
        return "> \(seconds) s"
    }
}
