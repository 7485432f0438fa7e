internal import BaseImages
internal import DatalabModel
public import Reporting
public import SystemPackage

/// Why a build could not do its work, where no module below says it better.
public struct BuildFailure: ReportedFailure, CustomStringConvertible {
    /// What went wrong.
    public enum Code: Sendable, Hashable {
        /// A folder or file of the home cannot be written.
        case cannotWrite(FilePath)
        /// The build records cannot be read or written.
        case records(FilePath)
        /// There is no build with this number or version.
        case unknownBuild(String)
        /// Builds of several datalabs have this version.
        case severalBuilds(String, of: [String])
        /// No build has made an image yet.
        case nothingToPublish
        /// No build of this folder has made an image, and those of several datalabs are there.
        case severalToPublish(folder: String, newest: String)
        /// Packages cannot be planned before the base is built.
        case baseNeeded(kind: String, variant: String)
        /// It is not known what a recipe's variant will bring, so its server cannot be locked.
        case unknownRelease(variant: String)
        /// A kind's recipe has no variant for the Python that was asked for.
        case unknownPython(requested: String, available: [String], place: Place?)
    }

    /// What went wrong.
    public let code: Code
    /// The system's or the library's own words.
    public let detail: String

    /// A failure.
    public init(_ code: Code, detail: String = "") {
        self.code = code
        self.detail = detail
    }

    /// The class that decides the exit status.
    public var failureClass: FailureClass {
        switch code {
        case .cannotWrite: .cannotCreate
        case .records: .inputOutput
        case .unknownBuild, .severalBuilds, .nothingToPublish, .severalToPublish, .baseNeeded: .noInput
        case .unknownPython, .unknownRelease: .data
        }
    }

    /// The failure as one error.
    public var problems: [Problem] {
        switch code {
        case .cannotWrite(let path):
            [.error("'\(path)' cannot be written: \(detail)", hint: "set DATALAB_HOME to a folder you can write")]
        case .records(let path):
            [
                .error(
                    "the build records in '\(path)' cannot be used: \(detail)",
                    hint: "move the file away; a new one is made"
                )
            ]
        case .unknownBuild(let name):
            [.error("there is no build '\(name)'", hint: "'datalab builds list' shows the builds")]
        case .severalBuilds(let label, let datalabs):
            [
                .error(
                    "builds of \(datalabs.count) datalabs have the version '\(label)'",
                    hint: "write which: \(Spelling.listed(datalabs.prefix(5).map { "\($0):\(label)" }, last: "or"))"
                )
            ]
        case .nothingToPublish:
            [.error("no build has made an image yet", hint: "'datalab build SOURCE' makes one")]
        case .severalToPublish(let folder, let newest):
            [
                .error(
                    "no build of the files in '\(folder)' has made an image, and there are images of several datalabs",
                    hint: "name one, such as the newest: 'datalab publish \(newest)'; 'datalab images' lists them"
                )
            ]
        case .baseNeeded(let kind, let variant):
            [
                .error(
                    "the base '\(kind):\(variant)' is not built yet, so its Python is not known",
                    hint: "build it: 'datalab base build \(kind) --variant \(variant)'",
                )
            ]
        case .unknownRelease(let variant):
            [
                .error(
                    "the variant '\(variant)' is of a release of Debian that is not known here",
                    hint:
                        "use \(Spelling.listed(DebianRelease.known.map(\.suite), last: "or")), or write the lock with uv"
                )
            ]
        case .unknownPython(let requested, let available, let place):
            [
                .error(
                    at: place,
                    "Python \(requested) was asked for, and the recipe has \(available.joined(separator: ", "))",
                    hint: "ask for one of these in the metadata ('python:'), runtime.txt or .python-version",
                )
            ]
        }
    }

    /// The failure in words.
    public var description: String { problems.map(\.description).joined(separator: "\n") }
}
