import AuditLedger
import QuotaModel

#if canImport(Glibc)
    import Glibc
#endif

/// Writes a history as plain files: `entries.jsonl`, `blobs/<sha256>` and `checkpoint` (contract, section 11.8). The
/// folder gets its name when all of it is there.
struct HistoryExport {
    private let ledger: Ledger
    private let size: Int
    private let directory: String
    private let temporary: String

    /// - Parameter size: entries that are written, at least the first, which names the history.
    /// - Throws: `Issue` `cannot-write` where the folder is there already or cannot be made.
    init(_ ledger: Ledger, size: Int, to directory: String) throws {
        self.ledger = ledger
        self.size = size
        self.directory = directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        temporary = "\(self.directory).\(getpid()).tmp"
        guard access(self.directory, F_OK) != 0 else { throw Self.issue(self.directory, EEXIST) }
    }

    /// - Throws: `Issue` where something cannot be written or read; nothing is left then.
    func write() throws -> (entries: Int, blobs: Int) {
        var reason: Int32 = 0
        let made = Unfinished.folder {
            guard mkdir(temporary, 0o700) != 0 else { return temporary }
            reason = errno
            return nil
        }
        guard made != nil else { throw Self.issue(directory, reason) }
        do {
            let counts = try writeFiles()
            let renamed = Unfinished.finishFolder(temporary) { rename(temporary, directory) == 0 ? 0 : errno }
            guard renamed == 0 else { throw Self.issue(directory, renamed) }
            return counts
        } catch {
            Unfinished.finishFolder(temporary) { FolderTree.remove(temporary) }
            throw error
        }
    }

    private func writeFiles() throws -> (entries: Int, blobs: Int) {
        try makeFolder(temporary + "/blobs")
        var named: Set<String> = []
        let lines = try NewFile(temporary + "/entries.jsonl")
        try ledger.forEachEntry(to: size) { entry in
            try lines.write(entry.bytes + [0x0A])
            named.formUnion(entry.blobs)
        }
        try lines.finish()
        for digest in named.sorted() {
            let file = try NewFile(temporary + "/blobs/" + digest)
            if let blob = try ledger.blob(digest) { try copy(blob, to: file) }
            try file.finish()
        }
        let file = try NewFile(temporary + "/checkpoint")
        try file.write(Array(ledger.checkpoint(of: size).text.utf8))
        try file.finish()
        return (size, named.count)
    }

    private func copy(_ blob: BlobReader, to file: NewFile) throws {
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { chunk.deallocate() }
        while case let count = try blob.read(into: chunk), count > 0 {
            try file.write(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
        }
    }

    private func makeFolder(_ path: String) throws {
        guard mkdir(path, 0o700) == 0 else { throw Self.issue(path, errno) }
    }

    private static func issue(_ path: String, _ number: Int32) -> Issue {
        Issue(.cannotWrite, at: SourceLocation(path), found: String(cString: strerror(number)))
    }
}

/// A file that was not there before, written bit by bit.
private final class NewFile {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw Self.issue(.cannotWrite, path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes(write) }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, part.baseAddress, part.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw Self.issue(.writeFailed, path) }
            rest = rest.dropFirst(count)
        }
    }

    func finish() throws {
        guard fsync(descriptor) == 0 else { throw Self.issue(.writeFailed, path) }
    }

    private static func issue(_ code: IssueCode, _ path: String) -> Issue {
        Issue(code, at: SourceLocation(path), found: String(cString: strerror(errno)))
    }
}
