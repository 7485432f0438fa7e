package import ExternalTools
internal import Foundation

/// Reads what notebooks and programs import, by Python's own parser; nothing of them is run.
package struct ImportReader: Sendable {
    /// A file to be read.
    package struct File: Sendable {
        /// Its path, for the answer.
        package var path: String
        /// Its content.
        package var content: [UInt8]

        /// A file.
        package init(path: String, content: [UInt8]) {
            self.path = path
            self.content = content
        }
    }

    /// The most bytes of one file that are looked into: larger ones hold pictures.
    package static let sizeLimit = 32 << 20

    /// How many files of one reading may end the interpreter.
    private static let mostCrashes = 10

    private let python: HostPython

    /// A reader.
    ///
    /// - Throws: `ToolFailure` with code `missing` when this machine has no Python.
    package init() throws(ToolFailure) {
        python = try HostPython()
    }

    /// Reads files.
    ///
    /// - Parameter files: the files, of some tens of megabytes together.
    /// - Returns: what each imports, by path; with a `fault` for those that cannot be read.
    /// - Throws: `ToolFailure` with code `notStarted`; `CancellationError`.
    package func read(_ files: [File]) async throws -> [String: FileImports] {
        var answers: [String: FileImports] = [:]
        var rest = files[...]
        var crashes = 0
        while !rest.isEmpty {
            let output = try await python.run(PackageResources.imports_py, input: Self.input(rest))
            let lines = output.standardOutput.split(separator: UInt8(ascii: "\n"))
            for line in lines {
                guard let answer = try? JSONDecoder().decode(FileImports.self, from: Data(line)) else { continue }
                answers[answer.path] = answer
            }
            rest = rest.drop { answers[$0.path] != nil }
            // One that no parser survives takes the interpreter with it; those behind it get another.
            guard let culprit = rest.popFirst() else { break }
            let fault = "Python ended with status \(output.status)"
            answers[culprit.path] = .unreadable(culprit.path, fault)
            crashes += 1
            guard crashes > Self.mostCrashes else { continue }
            for file in rest { answers[file.path] = .unreadable(file.path, fault) }
            break
        }
        return answers
    }

    private static func input(_ files: ArraySlice<File>) -> [UInt8] {
        struct Head: Encodable {
            let path: String
            let size: Int
        }
        var bytes: [UInt8] = []
        for file in files {
            let head = try? JSONEncoder().encode(Head(path: file.path, size: file.content.count))
            bytes += Array(head ?? Data()) + [UInt8(ascii: "\n")] + file.content
        }
        return bytes
    }
}

extension FileImports {
    /// A file of which nothing is known.
    static func unreadable(_ path: String, _ fault: String) -> FileImports {
        FileImports(path: path, imports: [], installs: [], paths: [], writes: [], fault: fault)
    }
}
