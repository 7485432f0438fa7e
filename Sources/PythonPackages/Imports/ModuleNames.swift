internal import Reporting

/// Which packages bring a module, by the names alone: what is known before a wheel is opened.
package enum ModuleNames {
    /// The packages that may bring a module, as PyPI calls them (normalised), the likeliest first.
    ///
    /// - Parameter module: the module's name with dots: the longest part of it that the table knows counts.
    /// - Returns: the packages; the one that is called like the top-level module where the table knows no other.
    package static func packages(bringing module: String) -> [String] {
        var parts = module.split(separator: ".").map(String.init)
        if parts.count > 2, parts[0] == "google", parts[1] == "cloud", entry(parts[...2].joined(separator: ".")) == nil
        {
            return [PackageName.normalized("google-cloud-\(parts[2])")]
        }
        while !parts.isEmpty {
            if let entry = entry(parts.joined(separator: ".")) { return entry }
            parts.removeLast()
        }
        return module.split(separator: ".").first.map { [PackageName.normalized($0)] } ?? []
    }

    /// Whether the table knows the package of a module: what it does not know is only guessed by its name.
    package static func isKnown(_ module: String) -> Bool {
        guard let top = module.split(separator: ".").first.map(String.init) else { return false }
        return entry(module) != nil || entry(top) != nil || module.hasPrefix("google.cloud.")
            || find(PackageName.normalized(top), in: ModuleTable.likeTheirModule)
    }

    /// Whether a module is known as a folder that many packages share: what is taken from it decides which.
    package static func isNamespace(_ module: String) -> Bool {
        module == "google"
            || ModuleTable.called.withUTF8Buffer { !positions(of: Array("\(module).".utf8), in: $0).isEmpty }
    }

    /// The packages that somebody means who writes modules' names where packages' belong.
    ///
    /// - Parameter names: what was written, normalised: `sklearn`, `pil`.
    /// - Returns: by name the package, and whether there is another package of just that name; none for names that are no module's,
    ///   and for those whose module comes with a package of the name.
    package static func meant(by names: Set<String>) -> [String: (package: String, isTaken: Bool)] {
        var meant: [String: (package: String, isTaken: Bool)] = [:]
        let initials = Set(names.compactMap(\.utf8.first))
        for word in words(beginningWith: initials) {
            guard let sign = word.firstIndex(where: { $0 == "=" || $0 == "~" }) else { continue }
            let name = PackageName.normalized(word[..<sign])
            guard names.contains(name), meant[name] == nil else { continue }
            let packages = word[word.index(after: sign)...].split(separator: ",").map(String.init)
            if let first = packages.first, !packages.contains(name) { meant[name] = (first, word[sign] == "~") }
        }
        return meant
    }

    /// The package with the name that is nearest to one, among those that are much used; nil when none is near.
    static func nearestPackage(to name: String) -> String? {
        let known = [ModuleTable.likeTheirModule, ModuleTable.called].flatMap { text in
            text.withUTF8Buffer { table in
                table.split(whereSeparator: isSpace).flatMap { word in
                    String(decoding: word, as: UTF8.self).split { "=~,".contains($0) }.map {
                        PackageName.normalized($0)
                    }
                }
            }
        }
        // A third of a short name is another name.
        return NearMiss.nearest(name, among: Set(known).filter { abs($0.utf8.count - name.utf8.count) < 3 }).flatMap {
            near in
            NearMiss.distance(near, name) <= max(1, name.count / 4) ? near : nil
        }
    }

    /// The words of the table of modules that begin with one of some letters, in lower case; the table is large, and read often.
    private static func words(beginningWith initials: Set<UInt8>) -> [String] {
        ModuleTable.called.withUTF8Buffer { table in
            table.split(whereSeparator: isSpace).compactMap { word in
                let isLetter = word.first.map { (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains($0) } ?? false
                guard let first = word.first, initials.contains(isLetter ? first | 0x20 : first) else { return nil }
                return String(decoding: word, as: UTF8.self)
            }
        }
    }

    private static func entry(_ module: String) -> [String]? {
        for ending in ["=", "~"] {
            guard let packages = value(after: module + ending) else { continue }
            return packages.split(separator: ",").map(String.init)
        }
        return nil
    }

    /// The rest of the word that begins with a text.
    private static func value(after head: String) -> String? {
        ModuleTable.called.withUTF8Buffer { table in
            positions(of: Array(head.utf8), in: table).first.map { start in
                let rest = table[(start + head.utf8.count)...].prefix { !isSpace($0) }
                return String(decoding: rest, as: UTF8.self)
            }
        }
    }

    private static func find(_ word: String, in text: StaticString) -> Bool {
        text.withUTF8Buffer { table in
            positions(of: Array(word.utf8), in: table).contains { start in
                let end = start + word.utf8.count
                return end == table.count || isSpace(table[end])
            }
        }
    }

    /// Where a text begins a word.
    private static func positions(of text: [UInt8], in table: UnsafeBufferPointer<UInt8>) -> [Int] {
        guard let first = text.first, table.count >= text.count else { return [] }
        return (0...table.count - text.count).filter { start in
            table[start] == first && (start == 0 || isSpace(table[start - 1]))
                && table[start..<start + text.count].elementsEqual(text)
        }
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A }
}
