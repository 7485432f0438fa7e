internal import Glibc
internal import LayerArchive
internal import Reporting
internal import SystemPackage

/// Copies files the user named into the scratch folder.
enum FileCopy {
    /// Makes a folder that must not exist.
    static func makeFolder(_ path: FilePath) throws(WorkspaceError) -> FilePath {
        guard path.withPlatformString({ mkdir($0, 0o755) }) == 0 else {
            throw WorkspaceError(.scratch, source: path.string, "cannot be made: \(Errno(rawValue: errno))")
        }
        return path
    }

    /// Copies a regular file, following links as the user named it; keeps whether it is executable.
    ///
    /// - Returns: the size in bytes.
    /// - Throws: `WorkspaceError`.
    @discardableResult
    static func copy(_ source: FilePath, to target: FilePath, limit: UInt64, hint: String) throws(WorkspaceError)
        -> UInt64
    {
        do {
            let input = try FileDescriptor.open(source, .readOnly, options: [.nonBlocking, .closeOnExec])
            return try input.closeAfter {
                var status = stat()
                guard fstat(input.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
                guard status.st_mode & S_IFMT == S_IFREG else {
                    throw WorkspaceError(
                        .refusedContent,
                        source: source.string,
                        "is no regular file",
                        hint: "give files, or one folder"
                    )
                }
                guard UInt64(status.st_size) <= limit else {
                    throw WorkspaceError(
                        .tooLarge,
                        source: source.string,
                        "has \(status.st_size) bytes, more than is allowed",
                        hint: hint
                    )
                }
                let permissions: FilePermissions =
                    status.st_mode & S_IXUSR != 0 ? [.ownerReadWriteExecute] : [.ownerReadWrite]
                let options: FileDescriptor.OpenOptions = [.create, .exclusiveCreate, .closeOnExec]
                let output = try FileDescriptor.open(target, .writeOnly, options: options, permissions: permissions)
                return try output.closeAfter { try copyBytes(input, output, limit: limit) }
            }
        } catch let error as WorkspaceError {
            throw error
        } catch let error as Errno {
            throw WorkspaceError(.notFound, source: source.string, "cannot be read: \(error)")
        } catch {
            throw WorkspaceError(.scratch, source: source.string, "\(error)")
        }
    }

    private static func copyBytes(_ input: FileDescriptor, _ output: FileDescriptor, limit: UInt64) throws -> UInt64 {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
        defer { buffer.deallocate() }
        var total: UInt64 = 0
        while true {
            let count = try input.read(into: buffer)
            guard count > 0, total <= limit else { return total }
            do {
                total += UInt64(try output.writeAll(UnsafeRawBufferPointer(rebasing: buffer[..<count])))
            } catch {
                throw WorkspaceError(.scratch, "the scratch folder cannot be written: \(error)")
            }
        }
    }
}
