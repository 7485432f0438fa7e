internal import Foundation

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
            WheelURL.percentDecoded(match.output.1.split(separator: "/").last ?? "")
        }
    }
}
