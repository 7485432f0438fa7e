internal import DatalabModel
internal import ExternalTools
internal import Foundation
internal import PythonPackages
internal import Reporting
internal import SystemPackage

/// What the archives of a release hold, asked of apt in a folder of its own: as any user, and nothing is installed.
///
/// The lists are signed by keys that the machine trusts, or there are none.
struct AptArchive {
    let suite: String
    /// The names of all packages, sorted.
    let names: [String]
    /// The lists, as they go into a system whose packages are to be these.
    var lists: FilePath { folder.appending("lists") }

    private let folder: FilePath

    /// Fetches the lists, about 10 MB.
    ///
    /// - Parameters:
    ///   - bootstrap: the release, the architecture and the mirrors.
    ///   - status: dpkg's list of what is installed already; empty for nothing.
    ///   - folder: a folder that does not exist; 150 MB, which are the caller's to remove.
    ///   - log: takes apt's lines.
    /// - Throws: `ToolFailure` when apt is missing; `BaseError`: `bootstrap`, `files`; `CancellationError`.
    init(
        _ bootstrap: DebianBootstrap,
        status: String,
        folder: FilePath,
        log: @escaping @Sendable (String) -> Void,
    ) async throws {
        suite = bootstrap.suite
        self.folder = folder
        try Self.prepare(folder, bootstrap, status: status)
        let update = try await Self.run("apt-get", ["update", "--error-on=any"], in: folder, log: log)
        guard update.status == 0 else {
            throw DebianBootstrap.failure(update.standardError, of: "reading Debian '\(suite)'")
        }
        let listing = try await Self.run("apt-cache", ["pkgnames"], in: folder, log: log)
        names = String(decoding: listing.standardOutput, as: UTF8.self).split(separator: "\n").map(String.init).sorted()
    }

    /// All packages, each as a line `name - what it is`.
    func summaries() async throws -> String {
        let answer = try await Self.run("apt-cache", ["search", "."], in: folder)
        return String(decoding: answer.standardOutput, as: UTF8.self)
    }

    /// Finds out what apt would install.
    ///
    /// - Parameter requests: the packages that are asked for.
    /// - Returns: what is taken, and those that would be new or get another version, by name.
    /// - Throws: `BaseError` with code `packages`: every package that does not exist, with near matches, or why apt cannot
    ///   install these together.
    func resolve(_ requests: [SystemPackageRequest]) async throws -> (
        taken: TakenPackages, added: [(name: String, version: String)]
    ) {
        // Apt would take a name it does not know for a pattern, if it can.
        let taken = try await take(requests)
        let arguments = ["--simulate"] + DebianBootstrap.installOptions + ["install"]
        let answer = try await Self.run("apt-get", arguments + taken.names, in: folder)
        let text = String(decoding: answer.standardOutput, as: UTF8.self)
        guard answer.status == 0 else { throw conflict(requests, text + answer.standardError) }
        let added = text.split(separator: "\n").compactMap(Self.installed).sorted { $0.name < $1.name }
        return (taken, added)
    }

    /// Finds the packages that requests mean: a virtual one is the package that provides it, as for `apt-get install`.
    ///
    /// - Throws: `BaseError` with code `packages`: every package that does not exist, with near matches, and every virtual one
    ///   that several provide.
    func take(_ requests: [SystemPackageRequest]) async throws -> TakenPackages {
        let known = Set(names)
        var taken = TakenPackages(requests.map(\.name))
        var problems: [Problem] = []
        for request in requests where !known.contains(request.name) {
            let answer = try await Self.run("apt-cache", ["showpkg", request.name], in: folder)
            let providers = Self.providers(String(decoding: answer.standardOutput, as: UTF8.self))
            let renamed = TakenPackages.renamed(request.name, among: known)
            if let provider = TakenPackages.provider(of: request.name, among: providers) ?? renamed {
                taken.provided[request.name] = provider
            } else {
                problems.append(problem(with: request, providers))
            }
        }
        guard problems.isEmpty else { throw BaseError(.packages, problems) }
        return taken
    }

    private func problem(with request: SystemPackageRequest, _ providers: [String]) -> Problem {
        let message = "Debian '\(suite)' has no package '\(request.name)'"
        guard providers.isEmpty else {
            let hint = "choose one that provides it: \(Spelling.listed(Array(providers.prefix(5)), last: "or"))"
            return .error(at: request.place, message, hint: hint)
        }
        let hint =
            Spelling.didYouMean(NearPackages.of(request.name, in: names))
            ?? "look for it at https://packages.debian.org/search?suite=\(suite)"
        return .error(at: request.place, message, hint: hint)
    }

    private func conflict(_ requests: [SystemPackageRequest], _ text: String) -> BaseError {
        let reasons = text.split(separator: "\n").filter { $0.contains(" : ") || $0.hasPrefix("E:") }
            .map { $0.trimmingCharacters(in: .whitespaces) }
        let names = requests.map { "'\($0.name)'" }.joined(separator: ", ")
        return BaseError(
            .packages,
            "apt cannot add \(names) to the base: \(reasons.prefix(6).joined(separator: "; "))",
            at: requests.first?.place,
            hint: "remove the package that the reason names; packages of the base are never removed"
        )
    }

    /// `Inst figlet [2.2.5-2] (2.2.5-3+b2 Debian:13.7/stable [amd64])` names a package and the version it will have.
    private static func installed(_ line: Substring) -> (name: String, version: String)? {
        guard line.hasPrefix("Inst "), let open = line.firstIndex(of: "(") else { return nil }
        let words = line.split(separator: " ")
        let version = line[line.index(after: open)...].prefix { $0 != " " }
        return words.count > 1 ? (String(words[1].prefix { $0 != ":" }), String(version)) : nil
    }

    /// The packages that stand in for a virtual one: the lines after `Reverse Provides:`.
    static func providers(_ text: String) -> [String] {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let start = lines.firstIndex(where: { $0.hasPrefix("Reverse Provides:") }) else { return [] }
        let names = lines[(start + 1)...].compactMap { $0.split(separator: " ").first.map(String.init) }
        return Set(names).sorted()
    }

    private static func prepare(_ folder: FilePath, _ bootstrap: DebianBootstrap, status: String) throws(BaseError) {
        guard !folder.string.contains("\""), !folder.string.contains("\n") else {
            throw BaseError(
                .files,
                "apt cannot work in the folder '\(folder)'",
                hint: "set DATALAB_HOME to a path without quotes"
            )
        }
        do {
            for name in ["lists/partial", "cache/archives/partial", "etc/apt.conf.d", "etc/preferences.d"] {
                let path = folder.appending(name).string
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            }
            let sources = bootstrap.mirrors.sources(suite: bootstrap.suite).joined(separator: "\n") + "\n"
            let texts = [
                "sources.list": sources, "status": status,
                "apt.conf": configuration(folder, bootstrap),
            ]
            for (name, text) in texts {
                try Data(text.utf8).write(to: URL(filePath: folder.appending(name).string))
            }
        } catch {
            throw BaseError(.files, "the folder '\(folder)' cannot be written: \(error.localizedDescription)")
        }
    }

    /// Nothing of this machine's apt but the keys it trusts, which `mmdebstrap` trusts too.
    private static func configuration(_ folder: FilePath, _ bootstrap: DebianBootstrap) -> String {
        let architecture = bootstrap.architecture.ociName
        let settings = """
            Dir "\(folder)/root";
            Dir::State "\(folder)";
            Dir::State::lists "\(folder)/lists";
            Dir::State::status "\(folder)/status";
            Dir::Cache "\(folder)/cache";
            Dir::Etc "\(folder)/etc";
            Dir::Etc::SourceList "\(folder)/sources.list";
            Dir::Etc::Trusted "/etc/apt/trusted.gpg";
            Dir::Etc::TrustedParts "/etc/apt/trusted.gpg.d/";
            APT::Architecture "\(architecture)";
            APT::Architectures { "\(architecture)"; };
            APT::Install-Recommends "false";
            Acquire::Languages "none";

            """
        return settings + bootstrap.aptSettings.map { "\($0.name) \"\($0.value)\";\n" }.joined()
    }

    private static func run(
        _ program: String,
        _ arguments: [String],
        in folder: FilePath,
        log: @escaping @Sendable (String) -> Void = { _ in },
    ) async throws -> ExternalTool.Output {
        let tool = try ExternalTool.locate(
            program,
            installHint: "install it: 'apt install apt', or on another system 'apt' from its packages"
        )
        var environment = DebianBootstrap.environment
        environment["APT_CONFIG"] = folder.appending("apt.conf").string
        return try await tool.capture(arguments, environment: .only(environment), onErrorLine: log)
    }
}
