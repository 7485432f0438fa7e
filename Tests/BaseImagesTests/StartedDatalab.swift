import Foundation
import SystemPackage

/// The start script with its fixed places moved into a folder, and a program in the server's place that tells how it was called.
final class StartedDatalab {
    let scratch: Scratch
    private(set) var output = ""
    private(set) var status: Int32 = -1

    init(files: [String: String] = [:], workspace: Bool = false) throws {
        scratch = try Scratch()
        let contract = Checkout.contract.appending("opt/datalab/start.sh")
        let kind = Checkout.recipe.appending("rootfs/opt/datalab/serve.sh")
        let script = try String(contentsOfFile: contract.string, encoding: .utf8)
            .replacing("prefix=/opt/datalab", with: "prefix=\(scratch.path)/opt")
            .replacing("media=/media", with: "media=\(scratch.path)/media")
            .replacing("/home/datalab", with: "/proc/home/datalab")
        try scratch.write("opt/start.sh", script, executable: true)
        try scratch.write("opt/serve.sh", try String(contentsOfFile: kind.string, encoding: .utf8))
        try scratch.write(
            "opt/server/bin/python",
            "#!/bin/sh\nfor a; do echo \"argument $a\"; done\npwd\nenv\n",
            executable: true
        )
        for (name, text) in files { try scratch.write(name, text) }
        if workspace { try scratch.write("media/home/my_workspace/mine.txt", "mine") }
    }

    var home: String { "\(scratch.path)/home" }

    @discardableResult
    func start(_ variables: [String: String] = [:]) throws -> String {
        let process = Process()
        // A thread of this process may block signals; a container begins with none blocked.
        let unblocked =
            "import os, signal, sys; signal.pthread_sigmask(signal.SIG_SETMASK, []); os.execv(sys.argv[1], sys.argv[1:])"
        process.executableURL = URL(filePath: "/usr/bin/python3")
        process.arguments = ["-ISc", unblocked, scratch.path.appending("opt/start.sh").string]
        var environment = ["PATH": "/usr/bin:/bin", "HOME": home, "TMPDIR": "\(scratch.path)/tmp"]
        environment.merge(variables) { $1 }
        process.environment = environment.filter { $0.value != "-unset-" }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        output = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        status = process.terminationStatus
        return output
    }

    /// Puts an environment of the image's users in place, of this machine's Python, with modules.
    ///
    /// - Parameter modules: the modules' texts, by their files' names.
    /// - Returns: the folder of its modules.
    /// - Throws: when a file cannot be written.
    @discardableResult
    func addEnvironment(modules: [String: String] = [:]) throws -> String {
        let version = Self.pythonVersion
        let library = Checkout.contract.appending("opt/datalab/lib/python")
        try scratch.write(
            "opt/env/pyvenv.cfg",
            "home = /usr/bin\ninclude-system-site-packages = false\nversion = \(version)\n"
        )
        try scratch.write("opt/build.json", #"{"base":"sha256:00","lock":"sha256:0123456789abcdef","source":{}}"#)
        let site = "opt/env/lib/python\(version)/site-packages"
        try scratch.write("\(site)/datalab_additions.pth", "\(library)\nimport datalab_additions\n")
        for (name, text) in modules { try scratch.write("\(site)/\(name)", text) }
        let files = FileManager.default, bin = scratch.path.appending("opt/env/bin").string
        try files.createDirectory(atPath: bin, withIntermediateDirectories: true)
        for name in ["python", "python3", "python\(version)"] {
            try files.createSymbolicLink(atPath: "\(bin)/\(name)", withDestinationPath: "/usr/bin/python3")
        }
        return scratch.path.appending(site).string
    }

    /// This machine's Python, as `3.13`.
    static let pythonVersion: String = {
        let target = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/usr/bin/python3")) ?? ""
        return String(target.drop { !$0.isNumber })
    }()

    /// Runs a program of the datalab with the variables that the server got.
    func run(_ program: String, _ arguments: String...) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: program)
        process.arguments = arguments
        process.environment = Dictionary(
            uniqueKeysWithValues: ["DATALAB_ADDITIONS", "PATH", "HOME"].map { ($0, variable($0) ?? "") }
        )
        let pipe = Pipe()
        (process.standardOutput, process.standardError) = (pipe, pipe)
        try process.run()
        let said = String(decoding: try pipe.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
        process.waitUntilExit()
        return said
    }

    /// A variable as the server got it.
    func variable(_ name: String) -> String? {
        output.split(separator: "\n").first { $0.hasPrefix("\(name)=") }.map { String($0.dropFirst(name.count + 1)) }
    }
}
