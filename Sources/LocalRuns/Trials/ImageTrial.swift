internal import BaseImages
internal import ExternalTools
internal import Foundation
package import Reporting
package import SystemPackage

/// Tries an image out: starts it as a platform would, opens its page, imports its packages, executes notebooks, stops it.
package struct ImageTrial: Sendable {
    private let image: LocalImage
    private let notebooks: [String]
    private let request: LocalRunRequest

    /// A trial of an image.
    ///
    /// - Parameters:
    ///   - image: the image; all its layers are in the store.
    ///   - notebooks: patterns of paths below the datalab's files; empty for no notebook.
    ///   - request: the engine, its folders, variables and the time the page has. The conditions are the trial's own: an
    ///     arbitrary user id, a base path, an empty home.
    package init(_ image: LocalImage, notebooks: [String], _ request: LocalRunRequest) {
        self.image = image
        self.notebooks = notebooks
        var request = request
        request.user = 12_345
        request.environment["DATALAB_ID"] = request.environment["DATALAB_ID"] ?? "trial"
        self.request = request
    }

    /// Runs the trial.
    ///
    /// - Parameters:
    ///   - scratch: an existing folder for what an engine needs of the image, empty and the trial's own.
    ///   - progress: told what is going on.
    ///   - onLine: called with each line of the datalab's log.
    /// - Returns: what came of it, good or bad.
    /// - Throws: `LocalRunFailure` when it could not be tried: no engine, wrong options; `CancellationError`.
    package func run(
        scratch: FilePath,
        progress: @escaping ProgressHandler,
        onLine: @escaping @Sendable (String) -> Void,
    ) async throws -> TrialReport {
        guard notebooks.isEmpty || jupyter != nil else {
            throw LocalRunFailure(
                .option("--notebooks"),
                "'\(image.name)' has no Jupyter server that could execute notebooks",
                hint: "leave '--notebooks' out"
            )
        }
        let start = ProcessInfo.processInfo.systemUptime
        let desktop = DesktopLog()
        let run = try await LocalRun.start(
            image,
            request,
            scratch: scratch,
            progress: progress,
            onLine: { line in
                desktop.take(line)
                onLine(line)
            }
        )
        var report = TrialReport(engine: run.engine, suite: image.facts?.suite, packages: [], notebooks: [])
        do {
            progress(.log(image.hasPage ? "waiting for the page" : "waiting for the start"))
            try await image.hasPage ? open(run) : run.waitUntilStarted(within: request.timeout)
            report.readySeconds = Self.rounded(ProcessInfo.processInfo.systemUptime - start)
            progress(.log("importing the packages"))
            report.packages = try await importPackages(run)
            if let prefix = jupyter {
                progress(.log("starting the kernels"))
                let parts: Parts = try await askServer(run, prefix, PackageResources.kernels_py)
                (report.kernels, report.extensions) = (parts.kernels, parts.extensions)
            }
            if !image.hasPage {
                progress(.log("running the step's command on its examples"))
                report.step = try await ask(run, ["/usr/bin/python3", "-I", "-c", Self.text(PackageResources.step_py)])
            }
            report.programFailure = try await desktop.failure()
            if !notebooks.isEmpty {
                progress(.log("executing the notebooks"))
                report.notebooks = try await executeNotebooks(run)
            }
        } catch let failure as LocalRunFailure where failure.isVerdict {
            report.startFailure = failure.problems[0].message
        } catch {
            await run.stop()
            throw error
        }
        progress(.log("stopping"))
        report.stopSeconds = Self.rounded(await run.stop())
        return report
    }

    /// The environment of a server that has Jupyter; nil where the page is another's.
    private var jupyter: String? {
        guard let facts = image.facts, facts.serverPackages.contains(where: { $0.name == "jupyter-server" }) else {
            return nil
        }
        return facts.serverPrefix
    }

    private func open(_ run: LocalRun) async throws {
        try await run.waitUntilReady(within: request.timeout)
        guard let status = try await run.statusOfPage(), status == 200 else {
            throw LocalRunFailure(.notReady(seconds: request.timeout), "its probe answers, '\(run.address)' does not")
        }
    }

    private func importPackages(_ run: LocalRun) async throws -> [TrialReport.PackageTrial] {
        let prefix = image.facts?.userPrefix ?? "/opt/datalab/env"
        return try await ask(run, ["\(prefix)/bin/python", "-c", Self.text(PackageResources.imports_py)])
    }

    private func executeNotebooks(_ run: LocalRun) async throws -> [TrialReport.NotebookTrial] {
        guard let prefix = jupyter else { return [] }
        let found: [TrialReport.NotebookTrial] = try await askServer(
            run,
            prefix,
            PackageResources.notebooks_py,
            notebooks
        )
        guard !found.isEmpty else {
            throw LocalRunFailure(
                .option("--notebooks"),
                "no notebook of '\(image.name)' matches \(notebooks.map { "'\($0)'" }.joined(separator: ", "))",
                hint: "paths are those below the datalab's files; '*' matches '/' too"
            )
        }
        return found
    }

    /// What is asked of Jupyter.
    private struct Parts: Decodable {
        let kernels: [TrialReport.PartTrial]
        let extensions: [TrialReport.PartTrial]
    }

    /// Runs a script with the server's Python.
    private func askServer<Answer: Decodable>(
        _ run: LocalRun,
        _ prefix: String,
        _ script: [UInt8],
        _ arguments: [String] = []
    ) async throws -> Answer {
        let text = Self.text(PackageResources.inside_py) + Self.text(script)
        return try await ask(run, ["\(prefix)/bin/python", "-I", "-c", text] + arguments)
    }

    /// Runs a script inside that answers in JSON.
    private func ask<Answer: Decodable>(_ run: LocalRun, _ command: [String]) async throws -> Answer {
        let output = try await run.run(command)
        guard output.status == 0 else {
            let line = output.standardError.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            throw LocalRunFailure(.ended(status: output.status), "'\(command[0])': \(line)")
        }
        return try JSONDecoder().decode(Answer.self, from: Data(output.standardOutput))
    }

    private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }
    private static func rounded(_ seconds: Double) -> Double { (seconds * 100).rounded() / 100 }
}

extension LocalRunFailure {
    /// Whether it says something of the image, and not of the machine or the options.
    var isVerdict: Bool {
        switch code {
        case .ended, .notReady: true
        case .noEngine, .engine, .option, .image: false
        }
    }
}
