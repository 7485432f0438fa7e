internal import ExternalTools

extension LocalRun {
    /// The files of the image that the workspace has otherwise, by their paths below the datalab's files, sorted: what is in a
    /// workspace is never overwritten, so these are not seen.
    ///
    /// - Throws: `ToolFailure`, `LocalRunFailure`, `CancellationError`.
    package func hiddenFiles() async throws -> [String] { try await askForFiles(Self.differing + "exit 0", []) }

    /// Puts files of the image in the place of those of the workspace; these stay beside them as `NAME.~1~`, and so on.
    ///
    /// - Parameter patterns: which, by patterns of their paths; `*` matches `/` too.
    /// - Returns: their paths, sorted.
    /// - Throws: `ToolFailure`, `LocalRunFailure`, `CancellationError`.
    package func takeFiles(_ patterns: [String]) async throws -> [String] {
        let script = #"""
            take() { cp --no-preserve=all --backup=numbered -- "$1" "$copy/$1"; }
            """#
        return try await askForFiles(script + "\n" + Self.differing + "exit $failed", patterns)
    }

    /// Goes through the shipped files that differ, and takes those that match where the script says how.
    private static let differing = #"""
        cd /media/notebooks 2>/dev/null || exit 0
        copy=/media/home/my_workspace/$1; shift; failed=0
        [ $# -gt 0 ] || set -- '*'
        while IFS= read -r -d '' file; do
            file=${file#./}
            [ -f "$copy/$file" ] && ! cmp -s -- "$file" "$copy/$file" || continue
            for pattern in "$@"; do
                [[ $file == $pattern ]] || continue
                if [ "$(type -t take)" = function ]; then take "$file" || { failed=1; break; }; fi
                printf '%s\0' "$file"
                break
            done
        done < <(find . -type f -print0 | LC_ALL=C sort -z)

        """#

    private func askForFiles(_ script: String, _ patterns: [String]) async throws -> [String] {
        let output = try await run(["/bin/bash", "-c", script, "bash", copyName] + patterns)
        guard output.status == 0 else {
            let line = output.standardError.split(whereSeparator: \.isNewline).last.map(String.init) ?? ""
            throw LocalRunFailure(.option("--take"), "a file cannot be taken: \(line)")
        }
        return output.standardOutput.split(separator: 0).map { String(decoding: $0, as: UTF8.self) }
    }
}
