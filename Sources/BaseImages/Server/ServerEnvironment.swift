internal import DatalabModel
internal import LayerArchive
internal import Offloading
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// The Python environment that serves the page: the recipe's lock, wheel by wheel.
struct ServerEnvironment {
    /// A package of the server with what it installs.
    struct Installed: Sendable {
        var package: ServerPackage
        var wheel: InstalledWheel
        /// The size of the wheel in bytes.
        var size: UInt64
    }

    /// Wheels above this size in bytes have a layer of their own: the others change more often together.
    static let largeSize: UInt64 = 4 << 20

    let scheme: InstallScheme
    let target: PythonTarget

    init(prefix: String, target: PythonTarget) {
        scheme = InstallScheme(prefix: prefix, pythonVersion: target.pythonVersion)
        self.target = target
    }

    /// Reads a variant's lock.
    ///
    /// - Throws: `BaseError` when it is missing, `PackagesError` when it is malformed.
    static func lock(_ folder: RecipeFolder, _ server: Recipe.Server, _ variant: Recipe.Variant) throws -> PackageLock {
        let name = server.lockName(of: variant)
        return try PackageLock(parsing: try folder.bytes(of: name), file: folder.path.appending(name).string)
    }

    /// Fetches the wheels of a lock and reads what they install.
    func install(
        _ lock: PackageLock,
        from cache: WheelCache,
        progress: @escaping ProgressHandler,
    ) async throws -> [Installed] {
        let selected = try lock.select(for: target)
        progress(.log("the server has \(selected.count) packages"))
        let files = try await cache.fetch(try selected.map { try WheelRequest($0) }, progress: progress)
        let installer = WheelInstaller(scheme)
        return try await BlockingWork.run {
            let merged = try EnvironmentMerge.merge(try files.map { try installer.install($0) })
            for warning in merged.warnings { progress(.warning(warning)) }
            let sizes = Dictionary(files.map { ($0.filename.name, $0.size) }) { first, _ in first }
            let versions = Dictionary(selected.map { ($0.name, $0.version) }) { first, _ in first }
            return merged.wheels.map { wheel in
                let name = wheel.filename.name
                let package = ServerPackage(name: name, version: versions[name] ?? "")
                return Installed(package: package, wheel: wheel, size: sizes[name] ?? 0)
            }
        }
    }

    /// Writes the layers: one for each large package, by name, above one for all others and the environment itself.
    func layers(_ installed: [Installed], sink: LayerSink) async throws -> [BaseLayer] {
        let small = installed.filter { $0.size <= Self.largeSize }
        let skeleton = EnvironmentSkeleton.entries(scheme, basePython: target.interpreter)
        let entries = skeleton + small.flatMap(\.wheel.entries)
        var layers = [try await sink.write(entries, role: .server, contents: "server: \(small.count) Python packages")]
        for large in installed where large.size > Self.largeSize {
            let contents = "server: \(large.package.name) \(large.package.version)"
            layers.append(try await sink.write(large.wheel.entries, role: .server, contents: contents))
        }
        return layers
    }
}

extension PythonTarget {
    /// The interpreter Debian installs: `/usr/bin/python3.13`.
    package var interpreter: String { "/usr/bin/python\(pythonVersion)" }
}
