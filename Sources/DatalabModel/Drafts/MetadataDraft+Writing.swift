package import Reporting
internal import SourcedYAML

extension MetadataDraft {
    /// The text of a metadata file that says what the draft knows.
    ///
    /// What the file says already stays as it is written; comments, order and unknown keys are kept. Lines that could only be
    /// read as they were meant are mended.
    /// - Parameters:
    ///   - bytes: the file as it is; empty for a new one.
    ///   - file: the file's name, for places.
    /// - Returns: the text.
    /// - Throws: `InputFailure` with the file's errors when it is too broken to be changed without losing something.
    package func text(changing bytes: [UInt8], file: String) throws(InputFailure) -> String {
        let source = MetadataSource(bytes, file: file)
        let errors = source.problems.filter { $0.severity == .error }
        guard errors.isEmpty, var editor = MetadataEditor(source.content, file: file) else {
            throw InputFailure(source.finish(errors))
        }
        let wanted = onLines
        wanted.apply(to: &editor, known: MetadataDraft(bytes, file: file))
        let text = editor.source.text
        let reading = MetadataDraft(Array(text.utf8), file: file)
        guard wanted.completed(by: reading) == reading else {
            let hint = "write the answers into it by hand, or rename it: a new one is written then"
            throw InputFailure(.error(at: Place(file: file), "the file has a form that cannot be changed", hint: hint))
        }
        return text
    }

    private func apply(to editor: inout MetadataEditor, known: MetadataDraft) {
        let texts: [(MetadataField, String?, String?)] = [
            (.title, title, known.title), (.alternateName, alternateName, known.alternateName),
            (.version, version, editor.written(.version)), (.abstract, abstract, known.abstract),
            (.kind, kind?.rawValue, known.kind?.rawValue), (.desktopStart, start, known.start),
            (.creatorName, creator, known.creator),
            (.email, email, editor.written(.email)), (.licence, licence, editor.written(.licence)),
        ]
        for (field, wanted, found) in texts {
            if let wanted, wanted != found { editor.set(field, wanted) }
        }
        guard let visibility, visibility != known.visibility else { return }
        editor.set(.visibility, visibility.word)
        guard case .restricted(let users, let groups) = visibility else {
            editor.remove(.users)
            return editor.remove(.groups)
        }
        if !users.isEmpty { editor.set(.users, users) } else { editor.remove(.users) }
        if !groups.isEmpty { editor.set(.groups, groups) } else { editor.remove(.groups) }
    }

    /// The draft as a file says it back: each text on one line.
    private var onLines: MetadataDraft {
        let line = { (text: String?) in text.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") } }
        var draft = self
        draft.title = line(title)
        draft.alternateName = line(alternateName)
        draft.abstract = line(abstract)
        draft.creator = line(creator)
        draft.email = line(email)
        // Of a datalab without a desktop nothing is said of its programs.
        draft.start = kind == .vnc ? line(start) : nil
        return draft
    }
}
