internal import LayerArchive
package import Reporting
internal import Texts

extension PostBuildScript {
    /// The most of its commands that are quoted.
    private static let shownCommands = 3

    /// What is said of a script that is not run: what it would have done, and what takes its place.
    ///
    /// - Parameter isForbidden: whether the builder's setting forbids it, so that no option helps.
    /// - Returns: a warning at the file.
    package func unusedWarning(isForbidden: Bool = false) -> Problem {
        let commands = isOfShell ? ShellCommands.commands(of: text) : []
        let run =
            isForbidden
            ? "this builder does not run it"
            : "'--post-build' runs it in a sealed box, without network, where whoever runs the builder allows that"
        return .warning(
            at: Place(file: path),
            "'\(PathBytes.name(path))' is not run: \(summary(of: commands))",
            hint: (PostBuildReplacement.all(for: commands) + [run]).joined(separator: "; ")
        )
    }

    private func summary(of commands: [String]) -> String {
        guard isOfShell else {
            let lines = text.split(separator: "\n").count
            return "it is a program for \(ShownText.escaped(language)), of \(lines) line\(lines == 1 ? "" : "s")"
        }
        guard !commands.isEmpty else { return "it has no commands" }
        let quoted = commands.prefix(Self.shownCommands).map { command in
            let shown = ShownText.escaped(command)
            return "'\(shown.count > 90 ? shown.prefix(89) + "…" : shown)'"
        }
        let more = commands.count - quoted.count
        return "it would do \(quoted.joined(separator: ", "))" + (more > 0 ? " and \(more) more" : "")
    }
}

/// What takes the place of a command that a `postBuild` often has.
package enum PostBuildReplacement {
    /// What is to be done instead of commands, each piece of advice once, in their order.
    static func all(for commands: [String]) -> [String] {
        var seen: Set<String> = []
        return commands.flatMap { advice(for: ShellCommands.words(of: $0)) }.filter { seen.insert($0).inserted }
    }

    private static func advice(for words: [String]) -> [String] {
        guard let program = words.first else { return [] }
        let rest = Array(words.dropFirst())
        switch program {
        case "pip", "pip3", "pipx", "easy_install": return pip(rest)
        case "uv": return rest.first == "pip" ? pip(Array(rest.dropFirst())) : []
        case "python", "python3": return python(rest)
        case "conda", "mamba", "micromamba": return ["list the packages in requirements.txt or environment.yml"]
        case "apt", "apt-get", "aptitude", "dpkg": return debian(rest)
        case "wget", "curl", "aria2c": return ["commit what '\(program)' fetches, or fetch it in a notebook"]
        case "git" where rest.first == "clone":
            return ["add what is cloned as a submodule, or require it as 'git+https://…'"]
        case "npm", "yarn", "npx": return ["commit what '\(program)' makes"]
        case "jupyter": return jupyter(rest)
        case let name where name.hasPrefix("jupyter-"): return jupyter([String(name.dropFirst(8))] + rest)
        default: return []
        }
    }

    private static func pip(_ words: [String]) -> [String] {
        guard words.first == "install" else { return [] }
        var advice: [String] = []
        var names: [String] = []
        var rest = words.dropFirst()
        while let word = rest.popFirst() {
            switch word {
            case "-r", "--requirement":
                if let file = rest.popFirst() {
                    advice.append("choose the file with '--requirements \(ShownText.escaped(file))'")
                }
            case "-e", "--editable", "-c", "--constraint", "-i", "--index-url", "--extra-index-url", "-f",
                "--find-links":
                if let value = rest.popFirst(), word == "-e" || word == "--editable" { names.append(value) }
            case let option where option.hasPrefix("-"): continue
            default: names.append(word)
            }
        }
        if !names.isEmpty {
            advice.insert(
                "write \(names.map { "'\(ShownText.escaped($0))'" }.joined(separator: ", ")) in requirements.txt",
                at: 0
            )
        }
        return advice
    }

    private static func python(_ words: [String]) -> [String] {
        if words.first == "-m" { return advice(for: Array(words.dropFirst())) }
        guard words.first.map(PathBytes.name) == "setup.py" else { return [] }
        return ["write '.' in requirements.txt: the repository's own package is installed"]
    }

    private static func debian(_ words: [String]) -> [String] {
        let names = words.drop { $0 != "install" }.dropFirst().filter { !$0.hasPrefix("-") }
        return names.isEmpty
            ? [] : ["write \(names.map { "'\(ShownText.escaped($0))'" }.joined(separator: ", ")) in apt.txt"]
    }

    private static func jupyter(_ words: [String]) -> [String] {
        switch words.first {
        case "labextension", "nbextension", "serverextension": break
        case "server" where words.dropFirst().first == "extension": break
        case "lab" where words.dropFirst().first == "build":
            return ["leave 'jupyter lab build' out: nothing is to be built"]
        default: return []
        }
        let names = words.dropFirst().filter { !$0.hasPrefix("-") && !["install", "enable", "extension"].contains($0) }
        let known = names.compactMap { name in extensions.first { $0.key == withoutVersion(name) }?.value }
        if !known.isEmpty { return known.map { "write '\($0)' in requirements.txt: it brings the extension" } }
        return [
            "write a requirement that brings "
                + (names.isEmpty ? "the extension" : names.map { "'\(ShownText.escaped($0))'" }.joined(separator: ", "))
                + " in requirements.txt: packages of extensions enable them"
        ]
    }

    /// `@jupyter-widgets/jupyterlab-manager@3.0` without what is behind the second `@`.
    private static func withoutVersion(_ name: String) -> String {
        guard let at = name.dropFirst().lastIndex(of: "@") else { return name }
        return String(name[..<at])
    }

    /// Packages of PyPI that bring extensions which have other names.
    package static let extensions: KeyValuePairs<String, String> = [
        "@jupyter-widgets/jupyterlab-manager": "ipywidgets", "widgetsnbextension": "ipywidgets",
        "@jupyterlab/git": "jupyterlab-git", "jupyterlab_git": "jupyterlab-git", "jupyter-matplotlib": "ipympl",
        "jupyter-leaflet": "ipyleaflet", "ipyleaflet": "ipyleaflet", "jupyterlab-plotly": "plotly",
        "plotlywidget": "plotly",
        "@bokeh/jupyter_bokeh": "jupyter-bokeh", "@pyviz/jupyterlab_pyviz": "pyviz-comms",
        "dask-labextension": "dask-labextension", "jupyter-threejs": "pythreejs", "nglview-js-widgets": "nglview",
        "bqplot": "bqplot", "ipyvolume": "ipyvolume", "itkwidgets": "itkwidgets",
        "jupyter_server_proxy": "jupyter-server-proxy",
        "@jupyterlab/server-proxy": "jupyter-server-proxy",
        "jupyter_nbextensions_configurator": "jupyter-nbextensions-configurator",
        "@ryantam626/jupyterlab_code_formatter": "jupyterlab-code-formatter", "@jupyterlab/latex": "jupyterlab-latex",
        "@jupyterlab/geojson-extension": "jupyterlab-geojson", "nbgitpuller": "nbgitpuller", "rise": "rise",
    ]
}
