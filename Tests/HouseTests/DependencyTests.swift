import ExternalTools
import Foundation
import SystemPackage
import Testing

/// Holds the modules' imports against the table of ARCHITECTURE.md: an arrow must be shown there before it is drawn.
@Suite("the arrows between modules")
struct DependencyTests {
    @Test("Package.swift declares exactly the arrows of ARCHITECTURE.md")
    func declaredArrows() async throws {
        let declared = try await House.declared()
        #expect(try declared == House.documented())
    }

    @Test("no source imports a module its row does not name", arguments: try House.documented().keys.sorted())
    func importedArrows(module: String) throws {
        let allowed = try House.documented()[module] ?? []
        let names = try House.documented().keys
        let imported = try House.imports(of: module).intersection(names)
        #expect(imported.subtracting(allowed).isEmpty, "'\(module)' imports what its row does not name")
        #expect(allowed.subtracting(imported).isEmpty, "'\(module)' has arrows it does not use")
    }

    @Test("arrows point down: a module comes after everything it imports")
    func arrowsPointDown() throws {
        let order = try House.documentedOrder()
        for (module, imports) in try House.documented() {
            let place = try #require(order.firstIndex(of: module))
            for name in imports {
                #expect(try #require(order.firstIndex(of: name)) < place, "'\(module)' stands above '\(name)'")
            }
        }
    }

    @Test(
        "each C library has one importing module",
        arguments: ["CLibArchive", "CCurl", "CLinux", "CYAML", "COpenSSL"]
    )
    func oneImporter(library: String) throws {
        #expect(try House.documented().filter { $0.value.contains(library) }.count == 1)
    }

    @Test("nothing imports FoundationNetworking")
    func noFoundationNetworking() throws {
        for module in try House.documented().keys {
            #expect(try !House.imports(of: module).contains("FoundationNetworking"))
        }
    }
}

/// The project's structure as its files state it.
enum House {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The modules of ARCHITECTURE.md's table with the modules of ours each may import.
    static func documented() throws -> [String: Set<String>] {
        Dictionary(uniqueKeysWithValues: try rows().map { ($0.module, $0.imports) })
    }

    /// The modules in the table's order.
    static func documentedOrder() throws -> [String] {
        try rows().map(\.module)
    }

    private static func rows() throws -> [(module: String, imports: Set<String>)] {
        let text = try String(contentsOf: root.appending(path: "ARCHITECTURE.md"), encoding: .utf8)
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
            guard line.hasPrefix("| `"), cells.count == 3 else { return nil }
            let names = { (cell: String) in
                cell.split(separator: "`").filter { $0.allSatisfy { $0.isLetter || $0.isNumber } }
            }
            guard let module = names(cells[0]).first else { return nil }
            return (String(module), Set(names(cells[2]).map(String.init)))
        }
    }

    /// The targets of Package.swift with the targets of ours each depends on.
    static func declared() async throws -> [String: Set<String>] {
        // A scratch folder of its own: `swift test` holds the lock of the project's.
        let scratch = FileManager.default.temporaryDirectory.appending(path: "house-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        let data = try await ExternalTool(name: "swift", path: "/usr/bin/env").run([
            "swift", "package", "--package-path", root.path, "--scratch-path", scratch.path, "dump-package",
        ])
        let package = try #require(try JSONSerialization.jsonObject(with: Data(data)) as? [String: Any])
        let targets = try #require(package["targets"] as? [[String: Any]])
        return Dictionary(
            uniqueKeysWithValues: targets.filter(isOfTheHouse).compactMap { target in
                guard let name = target["name"] as? String else { return nil }
                let dependencies = target["dependencies"] as? [[String: [Any]]] ?? []
                return (name, Set(dependencies.compactMap { $0["byName"]?.first as? String }))
            },
        )
    }

    /// Whether a target is one of the product's own: neither tests nor what only tests use.
    private static func isOfTheHouse(_ target: [String: Any]) -> Bool {
        target["type"] as? String != "test" && (target["path"] as? String)?.hasPrefix("Tests/") != true
    }

    /// The modules a target's sources import.
    static func imports(of module: String) throws -> Set<String> {
        let folder = root.appending(path: "Sources").appending(path: module)
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { $0.hasSuffix(".swift") }
        return try names.reduce(into: []) { found, name in
            for line in try String(contentsOf: folder.appending(path: name), encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ")
                if let place = words.firstIndex(of: "import"), place <= 2, place + 1 < words.count {
                    found.insert(String(words[place + 1]))
                }
            }
        }
    }
}
