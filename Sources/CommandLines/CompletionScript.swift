/// The completion scripts that the parser makes, with what bash needs beside them.
enum CompletionScript {
    /// The script for a shell.
    ///
    /// bash ends words at colons, and names of images have them: a word with one is joined again for the completion, and its part up to
    /// the last colon, which stays on the line, is taken off what is offered.
    ///
    /// - Parameters:
    ///   - script: what the parser made.
    ///   - arguments: the command line that asked for it.
    ///   - program: the program's name.
    /// - Returns: the script.
    static func completed(_ script: String, _ arguments: [String], of program: String) -> String {
        let asked = "--generate-completion-script"
        let isBash = arguments == [asked, "bash"] || arguments == ["\(asked)=bash"]
        let registration = "complete -o filenames -F _\(program) \(program)"
        guard isBash, script.contains(registration) else { return script }
        return script.replacing(
            registration,
            with: """
                _\(program)_joining_colons() {
                    local line="${COMP_LINE:0:COMP_POINT}"
                    local word="${line##*[[:space:]]}"
                    if [[ "${word}" != *:* || "${word}" == *[\\"\\'\\\\]* ]]; then
                        _\(program) "$@"
                        return
                    fi
                    local -a COMP_WORDS
                    read -ra COMP_WORDS <<<"${line}"
                    local COMP_LINE="${line}"
                    local -i COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                    _\(program) "${1}" "${word}" "${COMP_WORDS[COMP_CWORD - 1]}"
                    COMPREPLY=("${COMPREPLY[@]#"${word%"${word##*:}"}"}")
                }

                complete -o filenames -F _\(program)_joining_colons \(program)
                """
        )
    }
}
