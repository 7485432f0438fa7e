internal import ExternalTools
internal import Foundation
internal import LayerArchive
internal import SystemPackage

/// Looks for secrets by `kingfisher` (MongoDB, Apache-2.0), which keeps rules for the keys and tokens of some hundred services.
///
/// It runs nothing of what it reads. Its checks of secrets with the services they belong to, and its look for a newer version of
/// itself, are off: nothing leaves the machine.
struct SecretScanner: Sendable {
    private let tool: ExternalTool
    /// Where the rules are kept in compiled form: beside the program where they were installed with it, else in the home, where
    /// making them takes ten seconds, once.
    private let rules: FilePath

    /// Something in a file that is a secret by its form.
    struct Secret: Sendable, Hashable, Codable {
        /// The line it begins in, from 1.
        var line: Int
        /// What it is, in words.
        var what: String
    }

    /// The scanner of a machine.
    ///
    /// - Parameters:
    ///   - site: where programs are found.
    ///   - environment: `KF_RULE_CACHE_DIR` is another place for the compiled rules, which several homes can share.
    /// - Throws: `ToolFailure` with code `missing`.
    init(site: BuildSite, environment: [String: String]) throws(ToolFailure) {
        tool = try ExternalTool.locate(
            "kingfisher",
            in: site.tools,
            installHint: "install it: uv tool install kingfisher-bin"
        )
        let made = site.tools.map { $0.appending("secret-rules") }
            .first { FileManager.default.fileExists(atPath: $0.string) }
        rules = environment["KF_RULE_CACHE_DIR"].map { FilePath($0) } ?? made ?? site.home.secretRules
    }

    /// What tells this program and its rules from another version's.
    var identity: String {
        let status = try? FileManager.default.attributesOfItem(atPath: tool.path.string)
        let date = (status?[.modificationDate] as? Date)?.timeIntervalSince1970 ?? 0
        return "\(tool.path) \(status?[.size] as? Int ?? 0) \(date)"
    }

    /// Looks through files.
    ///
    /// - Parameters:
    ///   - paths: the files, relative to the folder.
    ///   - root: the folder.
    /// - Returns: the secrets by path, for those that have some.
    /// - Throws: `ToolFailure`; `CancellationError`.
    func scan(_ paths: [String], in root: FilePath) async throws -> [BytePath: [Secret]] {
        var found: [BytePath: [Secret]] = [:]
        var rest = paths[...]
        while !rest.isEmpty {
            // The system limits the length of a command line.
            var size = 0
            let part = rest.prefix { path in
                size += root.string.utf8.count + path.utf8.count + 2
                return size < 1 << 20
            }
            rest = rest.dropFirst(max(part.count, 1))
            found.merge(try await run(part.map { root.pushing(FilePath($0)).string }, below: root)) { $0 + $1 }
        }
        return found
    }

    private func run(_ files: [String], below root: FilePath) async throws -> [BytePath: [Secret]] {
        let output = try await tool.capture(
            [
                "scan", "--no-validate", "--no-update-check", "--redact", "--no-dedup", "--quiet", "--format", "json",
                "--no-extract-archives", "--git-history", "none", "--rule-cache-dir", rules.string, "--",
            ] + files,
            environment: .inherited(changes: ["KF_LOG": nil, "RUST_LOG": nil]),
            // Not in the source: no settings of whoever wrote it count.
            in: "/"
        )
        // 200 is its status for findings.
        guard [0, 200].contains(output.status),
            let report = try? Self.decoder.decode(Report.self, from: Data(output.standardOutput))
        else { throw ToolFailure(.failed(status: output.status), tool: tool.name, detail: output.standardError) }
        var found: [BytePath: [Secret]] = [:]
        for entry in report.findings {
            guard let path = Self.relative(entry.finding.path, to: root) else { continue }
            guard
                !EncodedData.surrounds(
                    entry.finding.columns,
                    inLine: entry.finding.line,
                    of: root.pushing(FilePath(path))
                )
            else { continue }
            found[BytePath(path), default: []].append(Secret(line: max(entry.finding.line, 1), what: entry.rule.words))
        }
        return found
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    private static func relative(_ path: String, to root: FilePath) -> String? {
        let folder = root.string == "/" ? "" : root.string
        guard PathBytes.starts(path, with: folder + "/") else { return nil }
        return String(decoding: path.utf8.dropFirst(folder.utf8.count + 1), as: UTF8.self)
    }

    /// The part of its report that is used: never the secret.
    private struct Report: Decodable {
        struct Entry: Decodable {
            let rule: Rule
            let finding: Found
        }
        struct Rule: Decodable {
            let name: String
            let description: String?

            /// `a GitHub Personal Access Token`: what a sentence such as "Uncovered a …, which could …" is about.
            var words: String {
                let parts = (description ?? "").split(separator: " ", maxSplits: 1)
                guard parts.count == 2, parts[0].hasSuffix("ed"), parts[1].hasPrefix("a ") || parts[1].hasPrefix("an ")
                else { return "a secret of the kind '\(name)'" }
                return parts[1].split(separator: ",").first.map { $0.hasSuffix(".") ? $0.dropLast() : $0 }.map(
                    String.init
                )
                    ?? name
            }
        }
        struct Found: Decodable {
            let path: String
            let line: Int
            let columnStart: Int
            let columnEnd: Int

            /// The columns from 0, the last one included.
            var columns: ClosedRange<Int> { columnStart...max(columnStart, columnEnd) }
        }
        let findings: [Entry]
    }
}
