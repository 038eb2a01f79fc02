import QuotaModel
import QuotaReports

#if canImport(Glibc)
    import Glibc
#endif

/// Where a result goes: standard output, or a file that appears whole or not at all (contract, sections 7 and 11.12).
struct OutputFile {
    /// Nil: standard output.
    let path: String?

    /// - Throws: `Issue` `cannot-write` when the file cannot be created, `write-failed` when writing breaks off.
    func write(_ bytes: [UInt8]) throws {
        guard let path else {
            try Self.write(bytes, to: STDOUT_FILENO, named: "-")
            return
        }
        if Self.isRegularOrNew(path) {
            try replace(path, with: bytes)
        } else {
            try direct(path, bytes)
        }
    }

    /// Refuses a path where something is already: what people have edited is not written over.
    ///
    /// - Throws: `Issue` `cannot-write`.
    static func refuseExisting(_ path: String, _ wording: Wording) throws {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        throw Issue(
            .cannotWrite, at: SourceLocation(path),
            found: wording("đã có tệp này, không ghi đè", "it exists already and is not overwritten"))
    }

    /// A device or a pipe is written as it is: renaming would replace it.
    private func direct(_ path: String, _ bytes: [UInt8]) throws {
        let file = open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw Self.issue(.cannotWrite, path) }
        defer { close(file) }
        try Self.write(bytes, to: file, named: path)
    }

    private func replace(_ path: String, with bytes: [UInt8]) throws {
        // A link keeps pointing where it points: the file behind it is replaced.
        let target = Self.resolved(path)
        let temporary = "\(target).\(getpid()).tmp"
        let file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
        guard file >= 0 else { throw Self.issue(.cannotWrite, path) }
        do {
            defer { close(file) }
            if let mode = Self.mode(of: target) { fchmod(file, mode) }
            try Self.write(bytes, to: file, named: path)
            guard fsync(file) == 0 else { throw Self.issue(.writeFailed, path) }
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, target) == 0 else {
            let issue = Self.issue(.cannotWrite, path)
            unlink(temporary)
            throw issue
        }
    }

    private static func write(_ bytes: [UInt8], to file: Int32, named path: String) throws {
        try bytes.withUnsafeBytes { buffer in
            var rest = buffer[...]
            while !rest.isEmpty {
                let part = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(file, part.baseAddress, part.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { throw issue(.writeFailed, path) }
                rest = rest.dropFirst(count)
            }
        }
    }

    private static func isRegularOrNew(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFDIR
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    private static func resolved(_ path: String) -> String {
        guard let real = realpath(path, nil) else { return path }
        defer { free(real) }
        return String(cString: real)
    }

    private static func issue(_ code: IssueCode, _ path: String) -> Issue {
        Issue(code, at: SourceLocation(path), found: String(cString: strerror(errno)))
    }
}
