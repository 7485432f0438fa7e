internal import Foundation
internal import Texts

/// The files that an index has of one project (packaging specification "Simple repository API", JSON or HTML).
struct IndexListing: Sendable {
    /// The names of the wheels that are not withdrawn.
    let wheels: [WheelFilename]

    /// What a client says it reads.
    static let accepted =
        "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"

    /// Reads a page, JSON when it begins with a brace.
    init(page: [UInt8]) {
        let isJSON = page.first { $0 > 0x20 } == UInt8(ascii: "{")
        let names = isJSON ? Self.namesInJSON(page) : Self.namesInHTML(page)
        wheels = names.compactMap { WheelFilename($0) }
    }

    /// The wheels of the versions that fulfil conditions.
    func wheels(_ specifiers: [VersionSpecifier]) -> [WheelFilename] {
        wheels.filter { wheel in
            guard let version = PackageVersion(wheel.version) else { return false }
            return specifiers.allSatisfy { $0.contains(version) }
        }
    }

    private struct Project: Decodable {
        let files: [File]

        struct File: Decodable {
            let filename: String
        }
    }

    private static func namesInJSON(_ page: [UInt8]) -> [String] {
        let project = try? JSONDecoder().decode(Project.self, from: Data(page))
        return project?.files.map(\.filename) ?? []
    }

    private static func namesInHTML(_ page: [UInt8]) -> [String] {
        String(decoding: page, as: UTF8.self).matches(of: #/href\s*=\s*["']([^"'#?]+)/#).map { match in
            PercentEncoding.decodeWherePossible(match.output.1.split(separator: "/").last ?? "")
        }
    }
}

extension PackageResolver {
    /// What the first index that knows a project has of it; nil when no page can be had.
    func listing(of name: String, on indexes: IndexOptions) async -> IndexListing? {
        guard let fetch = fetchPage else { return nil }
        for index in environment.indexes(indexes) {
            let url = index + (index.hasSuffix("/") ? "" : "/") + name + "/"
            guard let page = try? await fetch(url, IndexListing.accepted) else { continue }
            return IndexListing(page: page)
        }
        return nil
    }

    /// The wheels of a release, for whatever target.
    ///
    /// - Parameters:
    ///   - name: the package's normalised name.
    ///   - version: the release's version.
    ///   - request: what asks for it, with the indexes it names.
    /// - Returns: the wheels' names; nil when it cannot be found out.
    package func wheels(of name: String, _ version: PackageVersion, _ request: PackageRequest?) async
        -> [WheelFilename]?
    {
        await listing(of: name, on: request?.indexes ?? IndexOptions())?.wheels.filter {
            PackageVersion($0.version) == version
        }
    }
}
