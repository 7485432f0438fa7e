internal import Foundation
internal import Glibc
internal import Hashing
internal import LayerArchive
internal import SystemPackage

/// A file, folder or link of a recipe.
enum RecipeItem {
    case folder
    case link(target: String)
    case file([UInt8], isExecutable: Bool)

    /// All that is below a folder, in byte order of the names; not the bytecode that a Python leaves beside what it has read.
    ///
    /// - Parameter folder: the folder.
    /// - Returns: each item with its path below the folder.
    /// - Throws: `BaseError` with code `recipe`.
    static func all(below folder: FilePath) throws(BaseError) -> [(String, RecipeItem)] {
        guard let names = try? FileManager.default.subpathsOfDirectory(atPath: folder.string) else {
            throw BaseError(.recipe, "the recipe's folder '\(folder)' cannot be read", hint: "let this user read it")
        }
        var items: [(String, RecipeItem)] = []
        let meant = names.filter { !$0.split(separator: "/").contains("__pycache__") }
        for name in meant.sorted(by: { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) {
            items.append((name, try RecipeItem(folder.appending(name))))
        }
        return items
    }

    private init(_ path: FilePath) throws(BaseError) {
        // Foundation's attributes look up the owner's name, file by file.
        var status = stat()
        do {
            guard lstat(path.string, &status) == 0 else { throw Errno(rawValue: errno) }
            switch status.st_mode & S_IFMT {
            case S_IFDIR: self = .folder
            case S_IFLNK:
                self = .link(target: try FileManager.default.destinationOfSymbolicLink(atPath: path.string))
            case S_IFREG:
                let data = try Data(contentsOf: URL(filePath: path.string))
                self = .file(Array(data), isExecutable: status.st_mode & S_IXUSR != 0)
            default: throw BaseError(.recipe, "'\(path)' is neither file, folder nor link")
            }
        } catch let error as BaseError {
            throw error
        } catch {
            throw BaseError(.recipe, "the recipe's file '\(path)' cannot be read: \(error.localizedDescription)")
        }
    }

    /// The item as an entry of a layer.
    func entry(_ path: String) -> LayerEntry {
        switch self {
        case .folder: .directory(path)
        case .link(let target): .symbolicLink(path, to: target)
        case .file(let bytes, let isExecutable): .file(path, .bytes(bytes), executable: isExecutable)
        }
    }

    /// Adds all that the item is to a digest.
    func add(as name: String, to hasher: ContentHasher) {
        switch self {
        case .folder: hasher.add("folder \(name)")
        case .link(let target): hasher.add("link \(name) \(target)")
        case .file(let bytes, let isExecutable):
            hasher.add("\(isExecutable ? "program" : "file") \(name) \(bytes.count)")
            hasher.update(bytes)
        }
    }
}

extension ContentHasher {
    /// Adds a text so that no two series of texts are the same bytes.
    func add(_ text: String) {
        update(Array("\(text.utf8.count) \(text)\n".utf8))
    }
}
