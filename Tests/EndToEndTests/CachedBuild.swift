import Foundation
import TestServers

/// A datalab whose builds share a cache in a registry, and machines that have never seen it.
struct CachedBuild {
    let folder: URL
    let lab: URL
    /// The registry's address, as the builds know it.
    let address: String
    private let index: SupportServer

    /// The packages, by name: two install a common path, one is large enough for a layer of its own.
    private static let packages: [String: [String: String]] = {
        var packages = [
            "datalab-test-left": ["datalab_test_shared.py": "side = 'left'\n", "datalab_test_left.py": "x = 1\n"],
            "datalab-test-right": ["datalab_test_shared.py": "side = 'right'\n", "datalab_test_right.py": "x = 1\n"],
            "datalab-test-large": ["datalab_test_large.py": noise(3 << 20)],
            "datalab-test-new": ["datalab_test_new.py": noise(3 << 20)],
        ]
        for number in 10..<40 {
            packages["datalab-test-p\(number)"] = ["datalab_test_p\(number)/__init__.py": noise(20_000)]
        }
        return packages
    }()

    /// Text that hardly anything compresses.
    private static func noise(_ count: Int) -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<count * 3 / 4).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return "text = '\(Data(bytes).base64EncodedString())'\n"
    }

    /// A datalab in a folder; its base is published in the registry.
    init(in folder: URL, registry address: String) async throws {
        self.folder = folder
        self.address = address
        lab = folder.appending(path: "lab")
        let packages = folder.appending(path: "index")
        try await TestIndex.write(Self.packages, to: packages)
        index = try SupportServer("serve-folder", [packages.path])
        try require(Self.packages.keys.filter { $0 != "datalab-test-new" })
        let maker = try await Lab.homeWithBase(in: folder)
        let published = try await Lab.datalab(["base", "publish", "--to", "\(address)/bases"], home: maker)
        guard published.status == 0 else { throw ProgramFailed(arguments: ["base", "publish"], finished: published) }
    }

    func stop() { index.stop() }

    /// Writes the datalab's requirements.
    func require(_ names: some Sequence<String>) throws {
        let requirements = names.sorted().map { "\($0)\n" }.joined()
        try Lab.write(["meta-data.yaml": Lab.metadata, "requirements.txt": requirements, "a.txt": "a"], to: lab)
    }

    /// Adds a package to those that are required.
    func add(_ name: String) throws { try require(Self.packages.keys.filter { $0 != "datalab-test-new" } + [name]) }

    /// A machine that has never built anything.
    func home() -> URL { folder.appending(path: "home-\(UUID().uuidString)") }

    /// The environment of a build: an index of packages, the published base, a cache where one is named.
    func environment(cache: String?, key: String? = nil) -> [String: String] {
        [
            "UV_INDEX": index.url, "DATALAB_BASES": "\(address)/bases",
            "DATALAB_CACHE": cache.map { "\(address)/\($0)" } ?? "",
            "DATALAB_CACHE_KEY": key ?? "",
        ]
    }

    /// What a build did.
    struct Outcome {
        let home: URL
        let record: Lab.Record
        /// What it said on standard error.
        let said: String

        /// The layers of packages that are in the home's store.
        var packagesHere: [Lab.Record.Layer] {
            record.result.layers.filter { $0.role == "packages" }.filter {
                let path = home.appending(path: "store/blobs").appending(path: $0.digest.replacing(":", with: "/")).path
                return FileManager.default.fileExists(atPath: path)
            }
        }

        /// How many wheels were downloaded.
        var wheels: Int {
            let folder = home.appending(path: "cache/wheels/sha256").path
            return (try? FileManager.default.contentsOfDirectory(atPath: folder).count) ?? 0
        }

        /// Whether the resolver was asked.
        var isResolved: Bool { FileManager.default.fileExists(atPath: home.appending(path: "cache/uv").path) }
    }

    /// Builds the datalab.
    func build(
        cache: String? = "team/cache",
        key: String? = nil,
        in home: URL? = nil,
        _ options: [String] = []
    ) async throws -> Outcome {
        let home = home ?? self.home()
        let arguments = ["build", lab.path, "--format", "json"] + options
        let finished = try await Lab.datalab(arguments, home: home, environment: environment(cache: cache, key: key))
        guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
        let record = try JSONDecoder().decode(Lab.Record.self, from: Data(finished.output.utf8))
        return Outcome(home: home, record: record, said: finished.errors)
    }

    /// What a publication did.
    struct Publication: Decodable {
        struct Report: Decodable {
            struct Amount: Decodable { let bytes: Int }
            let digest: String
            let mounted, sent: Amount
        }
        let report: Report
    }

    /// Publishes what was built.
    func publish(_ built: Outcome, to repository: String) async throws -> Publication.Report {
        let arguments = ["publish", built.record.result.reference, "\(address)/\(repository)", "--format", "json"]
        let finished = try await Lab.datalab(arguments, home: built.home)
        guard finished.status == 0 else { throw ProgramFailed(arguments: arguments, finished: finished) }
        return try JSONDecoder().decode(Publication.self, from: Data(finished.output.utf8)).report
    }
}
