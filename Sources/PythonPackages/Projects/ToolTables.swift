/// The requirements in tables of tools in a `pyproject.toml`, beside the standard ones and Poetry's: Flit's metadata before
/// `[project]`, the groups of PDM, uv and Rye before `[dependency-groups]`, the environments of Hatch.
struct ToolTables {
    /// A list of requirements.
    struct List {
        let node: TOMLNode
        let key: String
        let table: String
        /// The group that it is; nil for what is always installed.
        var group: Group?
    }

    /// What a list is called, and whether its tool installs it unasked.
    struct Group {
        let name: String
        let kind: PackageRequest.DependencyGroup.Kind
        var isDefault = false
    }

    /// The lists, in the order of their tables.
    let lists: [List]
    /// Tables that name packages of other systems than Python's.
    let unread: [String]

    /// Whether no tool names anything.
    var isEmpty: Bool { lists.isEmpty && unread.isEmpty }

    init(_ root: TOMLNode) {
        let tool = root["tool"]
        lists = Self.flit(tool?["flit"]?["metadata"]) + Self.developers(tool) + Self.hatch(tool?["hatch"]?["envs"])
        unread = ["dependencies", "pypi-dependencies"].filter { tool?["pixi"]?[$0]?.table?.isEmpty == false }
            .map { "tool.pixi.\($0)" }
    }

    private static func flit(_ metadata: TOMLNode?) -> [List] {
        let table = "tool.flit.metadata"
        let own = metadata?["requires"].map { List(node: $0, key: "requires", table: table) }
        let extras = (metadata?["requires-extra"]?.table ?? [:]).sorted { $0.key < $1.key }.map { name, node in
            List(node: node, key: name, table: "\(table).requires-extra", group: Group(name: name, kind: .extra))
        }
        return [own].compactMap { $0 } + extras
    }

    private static func developers(_ tool: TOMLNode?) -> [List] {
        let flat = ["uv", "rye"].compactMap { name in
            tool?[name]?["dev-dependencies"].map { node in
                List(
                    node: node,
                    key: "dev-dependencies",
                    table: "tool.\(name)",
                    group: Group(name: "dev", kind: .group)
                )
            }
        }
        let pdm = (tool?["pdm"]?["dev-dependencies"]?.table ?? [:]).sorted { $0.key < $1.key }.map { name, node in
            List(node: node, key: name, table: "tool.pdm.dev-dependencies", group: Group(name: name, kind: .group))
        }
        return flat + pdm
    }

    /// The environment `default` is the one that Hatch opens a shell in.
    private static func hatch(_ environments: TOMLNode?) -> [List] {
        (environments?.table ?? [:]).sorted { $0.key < $1.key }.flatMap { name, environment in
            ["dependencies", "extra-dependencies"].compactMap { key in
                environment[key].map { node in
                    let group = Group(name: name, kind: .group, isDefault: name == "default")
                    return List(node: node, key: key, table: "tool.hatch.envs.\(name)", group: group)
                }
            }
        }
    }
}
