internal import ArgumentParser
internal import CommandLines
internal import DatalabBuild
internal import DatalabModel
internal import Foundation
internal import Reporting

/// `datalab builds`: what was built, and how it went.
struct BuildsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "builds",
        abstract: "Show the records of builds.",
        discussion: "Example: datalab builds log 1.4.0-0",
        subcommands: [BuildsListCommand.self, BuildsShowCommand.self, BuildsLogCommand.self],
        defaultSubcommand: BuildsListCommand.self,
    )
}

/// `datalab builds list`.
struct BuildsListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list",
        abstract: "List the builds, the newest first.",
        discussion: "Example: datalab builds list mylab",
    )

    @Argument(help: "Only the builds of this datalab (its short name).", completion: .datalabs)
    var datalab: String?

    @OptionGroup var output: FormatOptions

    func run() throws {
        let context = CommandContext.current
        let records = try BuildRecords(home: context.home).all(of: datalab)
        guard output.format == .text else { return context.print(try JSONOutput.text(records)) }
        guard !records.isEmpty else {
            guard let datalab else { return context.note("no builds yet: 'datalab build SOURCE' makes one") }
            let known = Set(try BuildRecords(home: context.home).all().compactMap(\.datalab))
            let near = NearMiss.nearest(datalab, among: known).map { ": did you mean '\($0)'?" } ?? ""
            return context.note("no build of '\(datalab)'\(near)")
        }
        var table = TextTable([
            ("BUILD", .right), ("DATALAB", .left), ("VERSION", .left), ("STATUS", .left), ("STARTED", .left),
            ("TOOK", .right),
            ("SOURCE", .left),
        ])
        for record in records {
            table.add(
                "#\(record.id)",
                record.datalab ?? "-",
                record.version == nil ? "-" : record.label,
                record.status.label,
                Wording.time(record.started),
                record.ended.map { Wording.seconds($0.timeIntervalSince(record.started)) } ?? "-",
                record.source,
            )
        }
        table.lines.forEach(context.print)
    }
}

/// `datalab builds log`.
struct BuildsLogCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "log",
        abstract: "Print the full log of a build.",
        discussion: "Example: datalab builds log '#12'",
    )

    @Argument(
        help: "A build: its number, its version (1.4.0-0), name:version, or a name for its newest.",
        completion: .storedImages
    )
    var build: String

    func run() throws {
        let context = CommandContext.current
        let records = try BuildRecords(home: context.home)
        let log = records.log(of: try records.find(build).id)
        context.print(log.hasSuffix("\n") ? String(log.dropLast()) : log)
    }
}
