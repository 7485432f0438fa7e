internal import ArgumentParser
internal import CreatorWizard
internal import DatalabModel
internal import Foundation
internal import Reporting

/// Options that answer the wizard's questions beside those of the metadata.
struct CreateAnswers: ParsableArguments {
    @Option(help: "The branch of a git source; its default branch when not given.")
    var branch: String?

    @Option(help: "The folder of a git source that holds the datalab.")
    var subdirectory: String?

    @Option(name: .customLong("package"), help: "A Python package, such as 'numpy>=2'; can be repeated.")
    var packages: [String] = []

    @Option(help: "A file with Python packages, one a line, instead of the source's own.", completion: .file())
    var packageFile: String?

    @Option(name: .customLong("apt"), help: "A Debian package that is needed beside Python's; can be repeated.")
    var systemPackages: [String] = []

    @Option(help: "The Debian package of the program that a desktop opens with, such as saods9.")
    var program: String?

    @Option(name: .customLong("start"), help: "The command that starts a desktop's program, such as 'ds9 galaxy.fits'.")
    var start: String?

    /// The answers that options give.
    ///
    /// - Parameters:
    ///   - facts: those of the metadata.
    ///   - source: where the files are, as it was typed; empty when it was not.
    ///   - workshop: understands it.
    /// - Returns: the answers.
    /// - Throws: `InputFailure`, another `ReportedFailure` of what is wrong with them.
    func given(_ facts: MetadataOptions, source: [String], _ workshop: LocalWorkshop) throws -> GivenAnswers {
        var given = try GivenAnswers(facts)
        if !source.isEmpty {
            var answer = try workshop.source(arguments: source)
            if case .git(let url, _, _) = answer {
                answer = .git(url: url, branch: branch, subdirectory: subdirectory)
            } else if branch != nil || subdirectory != nil {
                let option = branch == nil ? "--subdirectory" : "--branch"
                throw InputFailure(.error(at: Place(file: option), "the source is no git repository"), class: .usage)
            }
            given.take(answer)
        }
        if let packageFile {
            guard let data = FileManager.default.contents(atPath: packageFile) else {
                throw InputFailure(.error(at: Place(file: packageFile), "the file cannot be read"), class: .noInput)
            }
            let lines = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).map(String.init)
            try given.take(packages: lines, option: packageFile)
        }
        if !packages.isEmpty { try given.take(packages: packages, option: "--package") }
        given.take(program: program, startedBy: start)
        if !systemPackages.isEmpty { try given.take(systemPackages: systemPackages, option: "--apt") }
        return given
    }
}
