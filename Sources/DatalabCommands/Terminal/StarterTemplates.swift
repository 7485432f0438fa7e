internal import DatalabModel
internal import Foundation
internal import Reporting
internal import SystemPackage

/// The starter projects that come with the program.
struct StarterTemplates {
    /// The folders looked in, in order.
    let folders: [FilePath]

    /// The folder of a template.
    ///
    /// - Parameter name: the template's name.
    /// - Returns: its folder.
    /// - Throws: `InputFailure` that names those there are.
    func find(_ name: String) throws -> FilePath {
        let known = names
        guard known.contains(name), let folder = folders.first(where: { contains(name, $0) }) else {
            let list = known.map { "'\($0)'" }.joined(separator: ", ")
            throw InputFailure(
                .error(
                    at: Place(file: "--template"),
                    "there is no template '\(name)'",
                    hint: known.isEmpty
                        ? "set DATALAB_TEMPLATES to the folder that has them" : "the templates are \(list)"
                ),
                class: .usage
            )
        }
        return folder.appending(name)
    }

    /// Copies a template into a folder that is empty or missing, and names the datalab after the folder.
    ///
    /// - Parameters:
    ///   - template: the template's folder.
    ///   - folder: where to.
    /// - Returns: the datalab's short name.
    /// - Throws: `InputFailure` of class `cannotCreate`.
    func copy(_ template: FilePath, to folder: FilePath) throws -> String {
        let files = FileManager.default
        do {
            let isThere = files.fileExists(atPath: folder.string)
            guard try !isThere || files.contentsOfDirectory(atPath: folder.string).isEmpty else {
                throw Self.refusal("'\(folder)' is not empty", "name a new folder, or empty this one")
            }
            try files.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
            for name in try files.contentsOfDirectory(atPath: template.string).sorted() {
                try files.copyItem(
                    atPath: template.appending(name).string,
                    toPath: folder.appending(name).string
                )
            }
            return try Self.nameDatalab(after: folder)
        } catch let failure as InputFailure {
            throw failure
        } catch {
            throw Self.refusal("'\(folder)' cannot be made: \(error.localizedDescription)", "name another folder")
        }
    }

    /// The names of all templates, sorted.
    var names: [String] {
        let all = folders.flatMap { folder in
            ((try? FileManager.default.contentsOfDirectory(atPath: folder.string)) ?? []).filter {
                contains($0, folder)
            }
        }
        return Set(all).sorted()
    }

    private func contains(_ name: String, _ folder: FilePath) -> Bool {
        // Beside starter projects there are templates for CI systems.
        FileManager.default.fileExists(atPath: folder.appending(name).appending("meta-data.yaml").string)
    }

    /// Gives the datalab the folder's name where that can be a short name; two datalabs are seldom called alike then.
    private static func nameDatalab(after folder: FilePath) throws -> String {
        let file = folder.appending("meta-data.yaml").string
        var lines = try String(contentsOfFile: file, encoding: .utf8).components(separatedBy: "\n")
        let key = "alternateName: "
        let path = URL(filePath: folder.string).standardizedFileURL.lastPathComponent
        guard let index = lines.firstIndex(where: { $0.hasPrefix(key) }), let wanted = MetadataDraft.shortName(of: path)
        else {
            return lines.first { $0.hasPrefix(key) }.map { String($0.dropFirst(key.count)) } ?? path
        }
        lines[index] = key + wanted
        try Data(lines.joined(separator: "\n").utf8).write(to: URL(filePath: file))
        return wanted
    }

    private static func refusal(_ message: String, _ hint: String) -> InputFailure {
        InputFailure(.error(message, hint: hint), class: .cannotCreate)
    }
}
