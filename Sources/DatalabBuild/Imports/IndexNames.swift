internal import Files
internal import Foundation
internal import HTTPTransfer
internal import OCIModel
internal import PythonPackages
internal import SystemPackage

/// Whether indexes have packages of guessed names; the answers are remembered, so that the same build asks once.
struct IndexNames: Sendable {
    private let folder: FilePath
    private let home: DatalabHome
    private let resolver: ResolverEnvironment
    private let fetch: PackageResolver.PageFetcher

    /// How long it is believed that there is no package of a name.
    private static let patience: TimeInterval = 24 * 3600
    /// No more names than these are asked for: what imports more is not made of packages.
    private static let most = 30

    init(home: DatalabHome, variables: [String: String]) {
        self.home = home
        folder = home.root.appending("cache/index-names")
        resolver = ResolverEnvironment(variables)
        fetch = IndexPages(credentials: IndexCredentials(variables)).fetch
    }

    /// Which of some names are a package's.
    ///
    /// - Parameters:
    ///   - names: the names, normalised.
    ///   - options: the indexes that the repository's files name, where they count.
    /// - Returns: for each name whether it is; none for one that could not be asked for.
    func exist(_ names: [String], _ options: IndexOptions) async -> [String: Bool] {
        let indexes = resolver.indexes(options)
        return await withTaskGroup(of: (String, Bool?).self) { group in
            for name in names.prefix(Self.most) {
                group.addTask { (name, await exists(name, indexes)) }
            }
            var answers: [String: Bool] = [:]
            for await (name, answer) in group { answers[name] = answer }
            return answers
        }
    }

    private func exists(_ name: String, _ indexes: [String]) async -> Bool? {
        let file = folder.appending(LayerCache.key(indexes + [name]).hex)
        if let known = known(file) { return known }
        var isAsked = !indexes.isEmpty
        for index in indexes {
            let url = index + (index.hasSuffix("/") ? "" : "/") + name + "/"
            do {
                _ = try await fetch(url, "application/vnd.pypi.simple.v1+json, text/html;q=0.1")
                return keep(true, file)
            } catch let error as TransferError {
                if error.code != .status(404) { isAsked = false }
            } catch {
                isAsked = false
            }
        }
        return isAsked ? keep(false, file) : nil
    }

    private func known(_ file: FilePath) -> Bool? {
        guard let data = FileManager.default.contents(atPath: file.string), let first = data.first else { return nil }
        if first == UInt8(ascii: "1") { return true }
        let written = try? FileManager.default.attributesOfItem(atPath: file.string)[.modificationDate] as? Date
        guard let written, -written.timeIntervalSinceNow < Self.patience else { return nil }
        return false
    }

    private func keep(_ answer: Bool, _ file: FilePath) -> Bool {
        try? home.make(folder)
        try? WholeFile.write(answer ? "1" : "0", to: file, durability: .memory)
        return answer
    }
}
