internal import Foundation

/// Paths as people type them, and as terminals write those that are dragged into them: with quotes, backslashes, `~`.
package enum TypedPaths {
    /// The paths of a text: the whole where there is such a file, else its words as a shell reads them.
    ///
    /// - Parameters:
    ///   - text: what was typed.
    ///   - folder: the absolute path of the folder that paths are relative to.
    /// - Returns: the paths as they are, `~` and relative ones made absolute; none for an empty text.
    package static func paths(_ text: String, in folder: String) -> [String] {
        let whole = absolute(text, folder)
        if !text.isEmpty, FileManager.default.fileExists(atPath: whole) { return [whole] }
        return words(text).map { absolute($0, folder) }
    }

    /// The words of a text as a shell reads them; quotes that stay open end with the text.
    package static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word: String?
        var quote: Character?
        var isEscaped = false
        for character in text {
            if isEscaped {
                word = (word ?? "") + String(character)
                isEscaped = false
            } else if character == "\\", quote != "'" {
                isEscaped = true
            } else if let open = quote {
                if character == open { quote = nil } else { word = (word ?? "") + String(character) }
            } else if character == "'" || character == "\"" {
                quote = character
                word = word ?? ""
            } else if character == " " {
                if let done = word { words.append(done) }
                word = nil
            } else {
                word = (word ?? "") + String(character)
            }
        }
        return words + [word].compactMap(\.self)
    }

    /// The texts that begin as one does and end with the name of a file or folder that is there.
    ///
    /// - Parameters:
    ///   - text: what was typed: the last of its words is completed.
    ///   - folder: the absolute path of the folder that paths are relative to.
    /// - Returns: the texts, sorted; folders end with `/`, hidden files come only where a dot was typed.
    package static func completions(of text: String, in folder: String) -> [String] {
        let start = startOfLastWord(text)
        let word = String(text[start...])
        // A word that a quote opened is left as it is typed.
        guard !word.hasPrefix("'"), !word.hasPrefix("\"") else { return [] }
        let typed = words(word).first ?? ""
        let parent = typed.lastIndex(of: "/").map { String(typed[...$0]) } ?? ""
        let name = typed.dropFirst(parent.count)
        let path = parent.isEmpty ? folder : absolute(parent, folder)
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []).sorted()
        return names.filter { $0.hasPrefix(name) && ($0.hasPrefix(".") == name.hasPrefix(".")) }.map { found in
            var isFolder: ObjCBool = false
            let isThere = FileManager.default.fileExists(atPath: "\(path)/\(found)", isDirectory: &isFolder)
            return text + escaped(String(found.dropFirst(name.count))) + (isThere && isFolder.boolValue ? "/" : "")
        }
    }

    /// A path as it is typed among others.
    package static func quoted(_ path: String) -> String { escaped(path) }

    private static func startOfLastWord(_ text: String) -> String.Index {
        var start = text.startIndex
        var previous: Character = " "
        for index in text.indices {
            if text[index] == " ", previous != "\\" { start = text.index(after: index) }
            previous = text[index]
        }
        return start
    }

    private static func escaped(_ text: String) -> String {
        text.map { " '\"\\".contains($0) ? "\\\($0)" : String($0) }.joined()
    }

    private static func absolute(_ path: String, _ folder: String) -> String {
        let expanded = NSString(string: path).expandingTildeInPath
        return expanded.hasPrefix("/") ? expanded : "\(folder)/\(expanded)"
    }
}
