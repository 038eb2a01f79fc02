import AuditLedger
import Glibc
import QuotaModel

/// Writes a history as plain files: `entries.jsonl`, `blobs/<sha256>` and `checkpoint` (contract, section 11.8). The
/// folder gets its name when all of it is there.
struct HistoryExport {
    private let ledger: Ledger
    private let size: Int
    private let directory: String
    /// An empty folder, which the new one takes the place and the permissions of.
    private let isThere: Bool

    /// - Parameter size: entries that are written, at least the first, which names the history.
    /// - Throws: `Issue` `cannot-write` where the folder holds something already or cannot be made.
    init(_ ledger: Ledger, size: Int, to directory: String) throws {
        self.ledger = ledger
        self.size = size
        let name = directory.count > 1 && directory.hasSuffix("/") ? String(directory.dropLast()) : directory
        self.directory = StagedFile.resolved(name)
        isThere = access(self.directory, F_OK) == 0
        // The folder one stands in would be another one afterwards.
        guard !isThere || FolderTree.isEmpty(self.directory) && self.directory != StagedFile.resolved(".") else {
            throw SystemFile.issue(.cannotWrite, name, EEXIST)
        }
    }

    /// - Throws: `Issue` where something cannot be written or read; nothing is left then.
    func write() throws -> (entries: Int, blobs: Int) {
        let folder = try PrivateFolder(beside: directory)
        let counts = try writeFiles(into: folder)
        var status = stat()
        if isThere, stat(directory, &status) == 0 { chmod(folder.path, status.st_mode & 0o7777) }
        let refused = folder.finish { rename(folder.path, directory) == 0 ? 0 : errno }
        guard refused == 0 else { throw SystemFile.issue(.cannotWrite, directory, refused) }
        return counts
    }

    private func writeFiles(into folder: PrivateFolder) throws -> (entries: Int, blobs: Int) {
        try makeFolder(folder.file("blobs"))
        var named: Set<String> = []
        let lines = try NewFile(folder.file("entries.jsonl"))
        try ledger.forEachEntry(to: size) { entry in
            try lines.write(entry.bytes + [0x0A])
            named.formUnion(entry.blobs)
        }
        try lines.finish()
        for digest in named.sorted() {
            guard let blob = try ledger.blob(digest) else {
                throw Issue(.damagedBlob, at: SourceLocation(ledger.path), subject: digest)
            }
            let file = try NewFile(folder.file("blobs/" + digest))
            try copy(blob, to: file)
            try file.finish()
        }
        let file = try NewFile(folder.file("checkpoint"))
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
        guard mkdir(path, 0o700) == 0 else { throw SystemFile.issue(.cannotWrite, path) }
    }
}

/// A file that was not there before, written bit by bit.
private final class NewFile {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SystemFile.issue(.cannotWrite, path) }
    }

    deinit { close(descriptor) }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes(write) }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        try SystemFile.write(bytes, to: descriptor, named: path)
    }

    func finish() throws {
        guard fsync(descriptor) == 0 else { throw SystemFile.issue(.writeFailed, path) }
    }
}
