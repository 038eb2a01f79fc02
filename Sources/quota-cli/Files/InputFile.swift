import ArticleIngest
import AuditLedger
import Crypto
import Glibc
import QuotaModel

/// A file or standard input, read from beginning to end, with the digest of what was read.
final class InputFile: ByteSource {
    let path: String
    private let descriptor: Int32
    /// Bytes of a regular file, nil where they are not known before the end.
    let size: Int?
    private let isPipe: Bool
    private(set) var bytesRead = 0
    private let digest: FileDigest?
    private let progress: Progress?

    /// A log larger than this has no digest unless one is asked for (contract, section 8).
    static let digestLimit = 256 << 20

    /// `F_SETPIPE_SZ` of Linux.
    private static let setPipeSize: Int32 = 1_031

    /// Which files get a digest.
    enum Digesting {
        /// Whoever takes the bytes digests them.
        case never
        /// Those of at most so many bytes.
        case upTo(Int)
        case always

        static let upToLimit = Digesting.upTo(digestLimit)

        fileprivate var limit: Int? {
            switch self {
            case .never: nil
            case .upTo(let limit): limit
            case .always: .max
            }
        }
    }

    /// - Throws: `Issue` `no-such-file` or `cannot-read`.
    init(_ path: String, digesting: Digesting = .upToLimit, progress: Progress? = nil) throws {
        self.path = path
        self.progress = progress
        descriptor = path == "-" ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            let isMissing = errno == ENOENT || errno == ENOTDIR
            throw SystemFile.issue(isMissing ? .noSuchFile : .cannotRead, path)
        }
        var status = stat()
        let isKnown = fstat(descriptor, &status) == 0
        let isRegular = isKnown && status.st_mode & S_IFMT == S_IFREG
        isPipe = isKnown && status.st_mode & S_IFMT == S_IFIFO
        // Reader and writer wake each other less often; a system that refuses it does no harm.
        if isPipe { _ = fcntl(descriptor, Self.setPipeSize, 1 << 20) }
        let size = isRegular ? Int(status.st_size) : nil
        self.size = size
        digest = digesting.limit.flatMap { (size ?? 0) <= $0 ? FileDigest(limit: $0) : nil }
    }

    /// As `--digest` says.
    convenience init(_ path: String, alwaysDigest: Bool, progress: Progress?) throws {
        try self.init(path, digesting: alwaysDigest ? .always : .upToLimit, progress: progress)
    }

    deinit { if descriptor != STDIN_FILENO { close(descriptor) } }

    /// The name that reports print: the last part of the path, `-` for standard input.
    var name: String { Self.name(of: path) }

    static func name(of path: String) -> String { path.split(separator: "/").last.map(String.init) ?? path }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        while true {
            let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count >= 0 else { throw SystemFile.issue(.cannotRead, path) }
            bytesRead += count
            progress?.advance(to: bytesRead, of: size)
            return count
        }
    }

    /// Only a pipe has somebody to wait for.
    func hasReady(_ bytes: Int) -> Bool {
        guard isPipe else { return true }
        var ready: Int32 = 0
        return ioctl(descriptor, UInt(FIONREAD), &ready) < 0 || ready >= bytes
    }

    /// Makes the digest.
    var witness: (any ByteWitness)? { digest }

    /// The SHA-256 of everything that the witness has seen, in hexadecimal.
    var sha256: String? { digest?.sha256.map { DigestText.hexadecimal($0) } }

    /// All bytes of a small file: rules, mappings, cases.
    ///
    /// - Throws: `Issue` also for a file over `limit` bytes.
    static func contents(of path: String, limit: Int = 256 << 20) throws -> [UInt8] {
        let file = try InputFile(path)
        let tooLarge = Issue(
            .limitExceeded, at: SourceLocation(path), subject: FixedLimit.bytes.rawValue,
            found: file.size.map(String.init), expected: [String(limit)])
        if let size = file.size, size > limit { throw tooLarge }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(file.size ?? 0)
        let chunk = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { chunk.deallocate() }
        while case let count = try file.read(into: chunk), count > 0 {
            bytes.append(contentsOf: chunk[..<count])
            guard bytes.count <= limit else { throw tooLarge }
        }
        return bytes
    }

    static func sha256(of bytes: [UInt8]) -> String { DigestText.hexadecimal(SHA256.hash(data: bytes)) }
}

/// The SHA-256 of a file's bytes, unless there are too many. Made by whichever core has time; the calls follow each other,
/// so nothing in it is ever used twice at once.
private final class FileDigest: ByteWitness, @unchecked Sendable {
    private var digest: SHA256? = SHA256()
    private var left: Int

    /// - Parameter limit: more bytes have no digest.
    init(limit: Int) { left = limit }

    var sha256: SHA256.Digest? { digest?.finalize() }

    func see(_ bytes: UnsafeRawBufferPointer) {
        left -= bytes.count
        if left < 0 { digest = nil }
        digest?.update(bufferPointer: bytes)
    }
}
