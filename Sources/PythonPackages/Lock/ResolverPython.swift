internal import ExternalTools
internal import Foundation
internal import Glibc
internal import SystemPackage

/// The Python that `uv` is shown when releases without wheels count: it answers what it is, and refuses to run anything else.
///
/// `uv` reads what a source archive says of its requirements where that is written down; where it is not, it would run the
/// build of the archive on this machine, with this user's rights. All programs that it could do that with are this one.
struct ResolverPython {
    let path: FilePath

    /// Writes the stand-in into a folder.
    init(standingFor python: ExternalTool, in folder: FilePath) throws(PackagesError) {
        path = folder.appending("python3")
        guard !FileManager.default.fileExists(atPath: path.string) else { return }
        // The interpreter describes itself to a script of uv's; whatever in that names an interpreter names the stand-in.
        let text = """
            #!/bin/sh
            case "$*" in
            *python.get_interpreter_info*)
                \(Self.quoted(python.path.string)) "$@" | /bin/sed 's#"[^"]*/python[0-9.]*"#"'"$0"'"#g' ;;
            *) echo 'nothing is built by the resolver' >&2; exit 97 ;;
            esac

            """
        try ScratchFolder.write(text, to: path)
        guard chmod(path.string, 0o700) == 0 else {
            throw PackagesError(.files, "'\(path)' cannot be made a program: \(Errno(rawValue: errno))")
        }
    }

    private static func quoted(_ text: String) -> String {
        "'" + text.replacing("'", with: "'\\''") + "'"
    }
}
