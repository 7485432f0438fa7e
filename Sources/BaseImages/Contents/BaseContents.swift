public import ContentStore
internal import Foundation
internal import LayerArchive
internal import OCIModel
internal import PythonPackages
internal import SystemPackage

/// What is in a base, package by package, with what the packages' own files say of themselves.
public struct BaseContents: Sendable, Hashable, Codable {
    /// A package of a base.
    public struct Package: Sendable, Hashable, Codable {
        /// The name.
        public var name: String
        /// The version, as the package writes it.
        public var version: String
        /// The size installed in bytes; nil where it is not known.
        public var size: Int64?
        /// The licences as the package's files name them, sorted; empty where they name none that a program can read.
        public var licences: [String]
    }

    /// The Debian packages, by name.
    public var systemPackages: [Package]
    /// The Python packages of the server, by name.
    public var serverPackages: [Package]

    /// Reads what is in a base.
    ///
    /// Of layers that are not in the store, as those of an image in a registry, nothing is told but names and versions.
    /// - Parameters:
    ///   - base: the base.
    ///   - layout: the store that it is in.
    /// - Returns: the packages.
    /// - Throws: `LayerArchiveError` when a layer cannot be read.
    public static func read(_ base: BaseImage, in layout: ImageLayout) throws -> BaseContents {
        var files = PackageFiles()
        for layer in base.layers where layer.role == .system || layer.role == .server {
            guard layout.blobs.contains(layer.descriptor.digest) else { continue }
            try files.read(layout.blobs.path(of: layer.descriptor.digest))
        }
        let system = base.facts.systemPackages.map { package in
            Package(
                name: package.name,
                version: package.version,
                size: package.installedSize,
                licences: files.copyright(of: package.name).map { CopyrightFile.licences($0) } ?? []
            )
        }
        let server = base.facts.serverPackages.map { package in
            Package(
                name: package.name,
                version: package.version,
                size: files.sizes[package.name],
                licences: files.metadata[package.name].map { WheelMetadata.licences($0) } ?? []
            )
        }
        return BaseContents(systemPackages: system, serverPackages: server)
    }
}

/// The files of layers in which packages tell of themselves.
private struct PackageFiles {
    /// The texts of `METADATA` by normalised name.
    var metadata: [String: String] = [:]
    /// The sizes that `RECORD` tells, by normalised name.
    var sizes: [String: Int64] = [:]
    private var copyrights: [String: String] = [:]
    private var links: [String: String] = [:]

    /// A package's `copyright`, which may be in the folder of another one.
    func copyright(of package: String) -> String? {
        copyrights[package] ?? links[package].flatMap { copyrights[$0] }
    }

    mutating func read(_ layer: FilePath) throws {
        let reader = try TarReader(layer)
        while let entry = try reader.next() {
            let parts = entry.path.split(separator: "/").filter { $0 != "." }
            guard let last = parts.last, parts.count > 1 else { continue }
            let folder = parts[parts.count - 2]
            if parts.starts(with: ["usr", "share", "doc"]) {
                if case .symbolicLink(let target) = entry.kind, parts.count == 4 {
                    links[String(last)] = target.split(separator: "/").last.map(String.init)
                } else if parts.count == 5, last == "copyright", case .file = entry.kind {
                    copyrights[String(folder)] = try Self.text(reader)
                }
            } else if folder.hasSuffix(".dist-info"), last == "METADATA" || last == "RECORD" {
                let name = PackageName.normalized(folder.prefix { $0 != "-" })
                let text = try Self.text(reader)
                if last == "METADATA" { metadata[name] = text } else { sizes[name] = WheelMetadata.size(record: text) }
            }
        }
    }

    private static func text(_ reader: TarReader) throws -> String {
        var bytes: [UInt8] = []
        try reader.readContent { bytes.append(contentsOf: $0) }
        return String(decoding: bytes, as: UTF8.self)
    }
}
