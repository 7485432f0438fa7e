internal import ArgumentParser
internal import CIReports
internal import CommandLines
internal import DatalabBuild
internal import OCIModel
internal import Reporting
internal import Workspaces

/// `datalab check`: the plan of a build, and every problem, without building.
struct CheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check",
        abstract: "Show what a build would use, ignore, reuse and write, and every problem; build nothing.",
        discussion: """
            Private keys, tokens, credentials files, paths of one person's computer, files over 100 MB, and a licence that \
            contradicts the visibility are pointed out. An error ends it with status 65, as it would end a build; a line such as \
            'secret:tests/*.pem' in the list 'checks.accept' of the metadata accepts what is known.

            Example: datalab check .
            """,
    )

    @OptionGroup var source: SourceOptions
    @OptionGroup var result: FormatOptions
    @OptionGroup var progress: ProgressOptions

    @OptionGroup(title: "Unattended")
    var ci: CIOptions

    func run() async throws {
        let context = CommandContext.current
        let request = try source.request()
        let job = CIJob(ci, source: request.source, in: context)
        let plan = try await check(request, job, in: context)
        let json = try JSONOutput.text(plan)
        try job.succeed(CIReport(plan), result: json)
        guard result.format == .text else { return job.show(json) }
        PlanSummary.lines(of: plan).forEach(context.print)
    }

    private func check(_ request: BuildRequest, _ job: CIJob, in context: CommandContext) async throws -> BuildPlan {
        let display = ci.isUnattended ? nil : progress.display(in: context)
        defer { display?.end() }
        do {
            return try await DatalabBuilder(site: source.bases.site(in: context)).check(request) { event in
                job.take(event)
                display?.take(event)
            }
        } catch {
            display?.end()
            let report = CIReport(title: "check of \(source.source.joined(separator: " "))", isSuccess: false)
            throw job.fail(error, report, format: result.format)
        }
    }
}

/// A plan in the lines a person wants to read.
enum PlanSummary {
    private static func systemPackages(of plan: BuildPlan) -> [String] {
        guard let packages = plan.systemPackages else { return [] }
        let added = packages.added.map { "\(Wording.count($0.count, "Debian package")) added to the base" }
        let made = packages.isBuilt ? "reused" : "to be made once, and shared"
        let names = packages.requested.map { name in
            packages.provided?[name].map { "\(name) (\($0))" } ?? name
        }
        return ["system    \(names.joined(separator: ", ")): \(added ?? "added to the base"), \(made)"]
    }

    private static func sources(of plan: BuildPlan) -> [String] {
        plan.sources.map { source in
            let what = [source.name, source.version].compactMap { $0 }.joined(separator: " ")
            return
                "source    \(what) from \(source.source): \(source.isBuilt ? "its wheel is there" : "to be built in a sealed box")"
        }
    }

    private static func postBuild(of plan: BuildPlan) -> [String] {
        plan.postBuild.map { ["postBuild \($0): to be run twice in a sealed box, without network"] } ?? []
    }

    private static func added(in plan: BuildPlan) -> [String] {
        let requirements = plan.addedRequirements.map {
            "\($0.requirement)\($0.isGuess ? " (a guess by its name)" : "")"
        }
        let libraries = plan.addedLibraries.map { "\($0.package) (\($0.neededBy.joined(separator: ", ")))" }
        return
            (requirements.isEmpty
            ? [] : ["added     imported, and in no requirements: \(requirements.joined(separator: ", "))"])
            + (libraries.isEmpty
                ? [] : ["added     libraries that packages need: \(libraries.joined(separator: ", "))"])
    }

    private static func changes(in plan: BuildPlan) -> [String] {
        guard let changes = plan.changes else { return [] }
        let summary = ChangeSummary(changes)
        return ["changes   \(summary.isEmpty ? "none" : summary.text()), since the newest image"]
    }

    static func lines(of plan: BuildPlan) -> [String] {
        let downloads = plan.packages.filter { !$0.isDownloaded }
        let reused = plan.packageLayers.filter(\.isReused).count
        var lines =
            [
                "datalab   \(plan.datalab) \(plan.version), \(plan.visibility), licence \(plan.licence ?? "none")",
                "source    \(plan.source)\(plan.commit.map { " at \($0.prefix(12))" } ?? "")",
                "metadata  \(plan.metadataFile ?? "no file: derived or from options")",
                "base      \(plan.base)  \(plan.baseDigest?.description ?? "to be built")",
                "python    \(plan.python.version), \(plan.python.explanation)",
            ] + systemPackages(of: plan) + added(in: plan) + [
                "files     \(Wording.count(plan.files.count, "file")), \(Wording.bytes(plan.files.size))"
            ] + plan.files.leftOut.map { "left out  \(Wording.bytes($0.size)) in \($0.summary)" }
            + [
                plan.startFile.map { "start     '\($0)' runs when the datalab starts, not in the build" },
                plan.desktopStart.map { start in
                    start.isEmpty
                        ? "desktop   opens with its menu alone: 'desktop.start' in the metadata names no program"
                        : "desktop   opens with '\(start)'"
                },
                plan.stepCommand.map { "step      runs \($0)" },
            ].compactMap { $0 } + [
                "checks    \(Finding.summary(of: plan.findings))",
                "packages  \(plan.packages.count) from \(plan.requirements), lock \(plan.isLockReused ? "reused" : "new")",
            ] + sources(of: plan) + [
                "download  \(Wording.count(downloads.count, "wheel")), \(Wording.bytes(BoundedNumber.sum(downloads.compactMap(\.size))))",
                "layers    \(reused) of \(Wording.count(plan.packageLayers.count, "package layer")) reused",
            ] + postBuild(of: plan) + changes(in: plan)
        if !plan.packages.isEmpty {
            var table = TextTable([("PACKAGE", .left), ("VERSION", .left), ("SIZE", .right), ("WHEEL", .left)])
            for package in plan.packages {
                table.add(package.name, package.version, package.size.map { Wording.bytes($0) } ?? "-", package.wheel)
            }
            lines += [""] + table.lines
        }
        return lines
    }
}
