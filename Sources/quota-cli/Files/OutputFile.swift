import Glibc
import QuotaModel
import QuotaReports

/// Where a result goes: standard output, or a file that appears whole or not at all (contract, sections 7 and 11.12).
struct OutputFile {
    /// Nil: standard output.
    let path: String?

    /// - Parameter path: nil, or `-` as for a log that is read, for standard output.
    init(path: String?) { self.path = path == "-" ? nil : path }

    /// - Throws: `Issue` `cannot-write` when the file cannot be created, `write-failed` when writing breaks off.
    func write(once recorded: () throws -> Void = {}, _ bytes: [UInt8]) throws {
        try write(once: recorded) { $0.take(bytes) }
    }

    /// Writes what the body hands on, while it is made.
    ///
    /// - Parameter recorded: what has to be done before anybody sees the result. A file is whole by then and only lacks its
    ///   name, so that nothing but the last step can fail after it.
    /// - Throws: as above, and what the body or `recorded` throws; a file that was to be made is then not there.
    func write<Outcome>(
        once recorded: () throws -> Void = {}, _ body: (ByteOutlet) throws -> Outcome
    ) throws -> Outcome {
        guard let path, Self.isRegularOrNew(path) else {
            try recorded()
            guard let path else { return try Self.write(to: STDOUT_FILENO, named: "-", body) }
            return try direct(path, body)
        }
        let file = try StagedFile(path)
        let outcome = try file.write(body)
        do {
            try recorded()
        } catch {
            file.discard()
            throw error
        }
        try file.commit()
        return outcome
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
    private func direct<Outcome>(_ path: String, _ body: (ByteOutlet) throws -> Outcome) throws -> Outcome {
        let file = SystemFile.descriptor(named: path).map { dup($0) } ?? open(path, O_WRONLY | O_CLOEXEC)
        guard file >= 0 else { throw SystemFile.issue(.cannotWrite, path) }
        defer { close(file) }
        return try Self.write(to: file, named: path, body)
    }

    fileprivate static func write<Outcome>(
        to file: Int32, named path: String, _ body: (ByteOutlet) throws -> Outcome
    ) throws -> Outcome {
        let outlet = ByteOutlet { bytes in
            try bytes.withUnsafeBytes { try SystemFile.write($0, to: file, named: path) }
        }
        let outcome = try body(outlet)
        try outlet.finish()
        return outcome
    }

    private static func isRegularOrNew(_ path: String) -> Bool {
        guard SystemFile.descriptor(named: path) == nil else { return false }
        var status = stat()
        return stat(path, &status) != 0 || [S_IFREG, S_IFDIR].contains(status.st_mode & S_IFMT)
    }
}

extension OutputFile {
    /// Writes files that belong together: all of them or none. Only when the last step fails for one of them, giving it its
    /// name, those before it stay.
    ///
    /// - Parameter recorded: as of a single file.
    /// - Throws: `Issue` for a single file; of several a `Refusal` that also says which were written. What else `recorded`
    ///   throws.
    static func write(
        together files: [(path: String, bytes: [UInt8])], once recorded: () throws -> Void = {}
    ) throws {
        var (staged, written): ([StagedFile?], [String]) = ([], [])
        do {
            for file in files {
                let ready = isRegularOrNew(file.path) ? try StagedFile(file.path) : nil
                try ready?.write { $0.take(file.bytes) }
                staged.append(ready)
            }
            try recorded()
            for (file, ready) in zip(files, staged) {
                if let ready { try ready.commit() } else { try OutputFile(path: file.path).write(file.bytes) }
                written.append(file.path)
            }
        } catch {
            for ready in staged.dropFirst(written.count) { ready?.discard() }
            guard let issue = error as? Issue, files.count > 1 else { throw error }
            throw Refusal([
                issue,
                Issue(
                    .notAllWritten, found: written.joined(separator: ", "),
                    expected: files.dropFirst(written.count).map(\.path)),
            ])
        }
    }
}

/// A file that is written under a temporary name beside its own.
struct StagedFile {
    let path: String
    private let target: String
    private let file: Int32
    private let temporary: String

    /// - Throws: `Issue` `cannot-write`; nothing is left then.
    init(_ path: String) throws {
        self.path = path
        // A link keeps pointing where it points: the file behind it is replaced.
        let target = Self.resolved(path)
        self.target = target
        guard !Self.isFolder(target) else {
            throw SystemFile.issue(.cannotWrite, path, EISDIR)
        }
        (file, temporary) = try Self.temporaryFile(beside: target, for: path)
    }

    private static func temporaryFile(beside target: String, for name: String) throws -> (file: Int32, path: String) {
        var reason: Int32 = 0
        for number in 0..<100 {
            // A run that was killed may have left its own; in a container its process number comes again.
            let path = "\(target).\(getpid())\(number == 0 ? "" : "-\(number)").tmp"
            let file = Unfinished.file(path) {
                let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
                reason = errno
                return file
            }
            if file >= 0 { return (file, path) }
            guard reason == EEXIST else { break }
        }
        throw SystemFile.issue(.cannotWrite, name, reason)
    }

    /// Writes everything, once.
    ///
    /// - Throws: `Issue` `write-failed`, and what the body throws; nothing is left then.
    func write<Outcome>(_ body: (ByteOutlet) throws -> Outcome) throws -> Outcome {
        do {
            defer { close(file) }
            if let mode = Self.mode(of: target) { fchmod(file, mode) }
            let outcome = try OutputFile.write(to: file, named: path, body)
            guard fsync(file) == 0 else { throw SystemFile.issue(.writeFailed, path) }
            return outcome
        } catch {
            discard()
            throw error
        }
    }

    /// Gives the file its name.
    ///
    /// - Throws: `Issue` `cannot-write`; nothing is left then.
    func commit() throws {
        let renamed = Unfinished.finishFile(temporary) {
            guard rename(temporary, target) != 0 else { return 0 }
            let reason = errno
            unlink(temporary)
            return reason
        }
        guard renamed == 0 else {
            throw SystemFile.issue(.cannotWrite, path, renamed)
        }
    }

    func discard() {
        Unfinished.finishFile(temporary) { unlink(temporary) }
    }

    private static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    private static func mode(of path: String) -> mode_t? {
        var status = stat()
        return stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// Where the file is or will be, whatever links lead there.
    static func resolved(_ path: String) -> String {
        var path = path
        for _ in 0..<40 {
            if let real = realpath(path, nil) {
                defer { free(real) }
                return String(cString: real)
            }
            guard let target = destination(ofLink: path) else { break }
            let folder = path.lastIndex(of: "/").map { path[...$0] } ?? ""
            path = target.hasPrefix("/") ? target : folder + target
        }
        return path
    }

    private static func destination(ofLink path: String) -> String? {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: Int(PATH_MAX)) { buffer in
            guard let start = buffer.baseAddress, case let count = readlink(path, start, buffer.count), count > 0 else {
                return nil
            }
            return String(decoding: UnsafeRawBufferPointer(buffer)[..<count], as: UTF8.self)
        }
    }
}
