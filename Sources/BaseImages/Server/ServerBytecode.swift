internal import Foundation
internal import Hashing
internal import LayerArchive
internal import OCIModel
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// Compiles the server's modules with the system's own Python, so that no start of a datalab does.
///
/// Compiling runs nothing of a module. The bytecode names its source by a hash and is used without looking at the source
/// (PEP 552), as the environment is the recipe's and changes only with the base.
struct ServerBytecode {
    let scheme: InstallScheme
    let python: String
    /// The system, with Python in it.
    let system: FilePath
    let bootstrap: DebianBootstrap
    /// A folder for temporary files, which must stay until the layers are written.
    let work: FilePath

    private static let input = "/datalab-sources.tar.gz"
    private static let script = "datalab-compile.py"
    private static let output = "datalab-bytecode"

    /// Each package in a process of its own that has done nothing else: bytecode tells a little of what its process has
    /// compiled before (which texts were shared), and must be a function of its package alone.
    private static let program = """
        import os, py_compile, sys

        site, sys.pycache_prefix = sys.argv[1:]
        mode = py_compile.PycInvalidationMode.UNCHECKED_HASH


        def compile_all(path):
            if os.path.isdir(path):
                for name in sorted(os.listdir(path)):
                    compile_all(os.path.join(path, name))
            elif path.endswith(".py"):
                try:
                    py_compile.compile(path, doraise=True, invalidation_mode=mode)
                except py_compile.PyCompileError:
                    pass  # of another Python's grammar; whoever imports it is told then


        for name in sorted(os.listdir(site)):
            child = os.fork()
            if child == 0:
                compile_all(os.path.join(site, name))
                os._exit(0)
            if os.waitpid(child, 0)[1] != 0:
                sys.exit("compiling " + name + " failed")

        """

    /// Compiles all modules of packages.
    ///
    /// - Parameters:
    ///   - installed: the packages.
    ///   - progress: told what goes on.
    /// - Returns: the packages with their bytecode.
    /// - Throws: `BaseError`, `ToolFailure`, `PackagesError`, `LayerArchiveError`; `CancellationError`.
    func added(
        to installed: [ServerEnvironment.Installed],
        progress: @escaping ProgressHandler,
    ) async throws -> [ServerEnvironment.Installed] {
        let (input, result) = (work.appending("sources.tar.gz"), work.appending("bytecode.tar"))
        let sources = installed.flatMap(\.wheel.sources)
        progress(.log("compiling the server's \(sources.count) modules"))
        try await BlockingWork.run { try write(sources, to: input) }
        let commands = [
            ["/bin/tar", "-xzf", Self.input],
            [
                "/usr/bin/env", "-i", "PYTHONHASHSEED=0", python, "-s", "-S",
            ] + safePath + [
                "-W", "ignore", "/\(Self.script)", "/\(scheme.sitePackages)", "/\(Self.output)",
            ],
        ]
        try await bootstrap.run(
            commands,
            in: system,
            upload: (from: input, to: Self.input),
            download: (from: "/\(Self.output)", to: result),
        ) { progress(.log($0)) }
        return try await BlockingWork.run {
            let bytecode = try read(result, sources)
            return installed.map { package in
                var package = package
                package.wheel.addBytecode(bytecode)
                return package
            }
        }
    }

    /// Keeps the script's folder, the root, from being looked into for modules; older Pythons have no such option, and the root
    /// of a system has no modules.
    private var safePath: [String] { ["3.9", "3.10"].contains(scheme.pythonVersion) ? [] : ["-P"] }

    private func write(_ sources: [InstalledFile], to archive: FilePath) throws {
        let file = try FileDescriptor.open(
            archive,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        try file.closeAfter {
            let entries = sources.map(\.entry) + [.file(Self.script, .text(Self.program))]
            _ = try LayerWriter.write(entries) { _ = try file.writeAll($0) }
        }
    }

    /// The bytecode by the path of its source.
    private func read(_ tar: FilePath, _ sources: [InstalledFile]) throws -> [BytePath: LayerContent] {
        let spool = try TarSpool.read(tar, scratch: work.appending("bytecode.files"))
        let contents = Dictionary(
            spool.entries.compactMap { entry -> (BytePath, LayerContent)? in
                guard case .file(let content) = entry.kind else { return nil }
                return (BytePath(entry.path), content)
            },
            uniquingKeysWith: { first, _ in first },
        )
        var bytecode: [BytePath: LayerContent] = [:]
        for source in sources {
            let path = "\(Self.output)/\(scheme.prefixedBytecodePath(of: source.path))"
            guard var content = contents[BytePath(path)], let bytes = content.bytes else { continue }
            guard Bytecode.isUnchecked(bytes) else { throw failure("of '\(source.path)' is not what it must be") }
            let hasher = ContentHasher(.sha256)
            hasher.update(bytes)
            content.sha256 = hasher.finishBytes()
            bytecode[BytePath(source.path)] = content
        }
        guard !bytecode.isEmpty || sources.isEmpty else { throw failure("is missing") }
        return bytecode
    }

    private func failure(_ reason: String) -> BaseError {
        BaseError(
            .system,
            "the bytecode that the system's Python '\(python)' made of the server's modules \(reason)",
            hint: "'datalab base build' shows what it said",
        )
    }
}
