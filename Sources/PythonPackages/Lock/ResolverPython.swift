internal import ExternalTools
internal import Files
internal import Foundation
internal import Glibc
internal import SystemPackage

/// The Python that `uv` is shown when releases without wheels count: it answers what it is, and refuses to run anything else.
///
/// `uv` reads what a source archive says of its requirements where that is written down; where it is not, it would run the
/// build of the archive on this machine, with this user's rights. All programs that it could do that with are this one.
struct ResolverPython {
    let path: FilePath

    /// Finds the stand-in in a folder, or puts it there; the folder is made.
    ///
    /// `uv` asks an interpreter what it is once and remembers it by its file, so the file stays the same from build to build.
    init(standingFor python: ExternalTool, in folder: FilePath) throws(PackagesError) {
        path = folder.appending("python3")
        // The interpreter describes itself to a script of uv's; whatever in that names an interpreter names the stand-in.
        let text = """
            #!/bin/sh
            case "$*" in
            *python.get_interpreter_info*)
                \(Self.quoted(python.path.string)) "$@" | /bin/sed 's#"[^"]*/python[0-9.]*"#"'"$0"'"#g' ;;
            *) echo 'nothing is built by the resolver' >&2; exit 97 ;;
            esac

            """
        guard !Self.isProgram(path, text) else { return }
        do {
            try FileManager.default.createDirectory(atPath: folder.string, withIntermediateDirectories: true)
        } catch {
            throw PackagesError(.files, "the folder '\(folder)' cannot be made: \(error.localizedDescription)")
        }
        // Other builds may be looking at it: it appears whole, and as a program.
        do {
            try WholeFile.write(text, to: path, mode: .ownerReadWriteExecute)
        } catch {
            throw PackagesError(.files, "'\(path)' cannot be made a program: \(error.reason)")
        }
    }

    private static func isProgram(_ path: FilePath, _ text: String) -> Bool {
        access(path.string, X_OK) == 0 && FileManager.default.contents(atPath: path.string) == Data(text.utf8)
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
