/// Reads one line at a terminal, which can be edited while it is typed.
///
/// A terminal that understands control sequences gets a window on the line, drawn over in place; nothing but the line of the
/// cursor is ever touched. Any other is written to like a typewriter: letters as they come, backspace, space, backspace.
struct LineReader {
    let device: TerminalDevice
    /// What stands before the text on its line; short.
    let prompt: String
    /// Whether what is typed stays unseen.
    var isSecret = false
    /// What is shown behind the text while it is typed; only where it fits.
    var suggestion: (String) -> String? = { _ in nil }
    /// The lines that begin as the text does, for Tab.
    var completions: (String) -> [String] = { _ in [] }

    private var line: EditedLine
    /// The columns of the present line that are written, on a typewriter.
    private var column = 0
    private var shownWidth = 0

    init(device: TerminalDevice, prompt: String, text: String = "") {
        self.device = device
        self.prompt = prompt
        line = EditedLine(text)
    }

    /// The line, without the Enter that ends it; several when they were pasted.
    ///
    /// - Throws: `PromptEnd.interrupted` at Ctrl-C, Ctrl-D and when the terminal is gone; `CancellationError`.
    mutating func read() throws -> [String] {
        device.set(.asking)
        if device.abilities.editsLines { device.write("\u{1B}[?2004h") }
        defer {
            if device.abilities.editsLines { device.write("\u{1B}[?2004l") }
            device.set(.working)
        }
        begin()
        var lines: [String] = []
        while true {
            if device.lostKeys {
                device.set(.asking)
                redraw()
            }
            if Task.isCancelled { throw leave(CancellationError()) }
            guard let keys = device.keys() else { throw leave(PromptEnd.interrupted) }
            for (index, key) in keys.enumerated() {
                switch key {
                case .interrupt: throw leave(PromptEnd.interrupted)
                case .endOfInput where line.text.isEmpty && lines.isEmpty: throw leave(PromptEnd.interrupted)
                case .enter:
                    // More text in the same reading: it was pasted, as nobody types that fast.
                    finish()
                    lines.append(line.text)
                    let rest = keys[(index + 1)...]
                    guard Self.isFollowed(rest) else {
                        device.keep(rest)
                        return lines
                    }
                    line = EditedLine()
                    begin()
                case .paste(let text) where text.contains("\n"):
                    paste(text, &lines)
                default:
                    take(key)
                }
            }
            if device.abilities.editsLines, device.width != shownWidth { redraw() }
        }
    }

    private static func isFollowed(_ keys: ArraySlice<Key>) -> Bool {
        if case .text = keys.first { true } else { false }
    }

    /// Lines that were pasted: all but the last are done.
    private mutating func paste(_ text: String, _ lines: inout [String]) {
        let parts = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        for part in parts.dropLast() {
            take(.paste(part))
            finish()
            lines.append(line.text)
            line = EditedLine()
            begin()
        }
        take(.paste(parts.last ?? ""))
    }

    private func leave(_ error: any Error) -> any Error {
        device.write("\n")
        return error
    }

    /// Adds what all completions of the text have in common; several that differ from there on are told below it.
    ///
    /// - Returns: whether there was something to complete.
    private mutating func complete() -> Bool {
        guard line.cursor == line.characters.count else { return false }
        let found = completions(line.text)
        guard let first = found.first else { return false }
        let common = found.dropFirst().reduce(first) { String(zip($0, $1).prefix { $0 == $1 }.map(\.0)) }
        let added = common.dropFirst(line.text.count)
        for character in added { take(.text(character)) }
        if added.isEmpty, found.count > 1 { tell(found, from: common) }
        return true
    }

    /// Tells what the text can go on with, by the last parts of paths, and then asks on.
    private mutating func tell(_ completions: [String], from common: String) {
        let start = common.lastIndex(of: "/").map { common.distance(from: common.startIndex, to: $0) + 1 } ?? 0
        let names = completions.prefix(20).map { String($0.dropFirst(start)) }
        let text = names.joined(separator: "  ") + (completions.count > names.count ? " …" : "")
        let lines = TextWrapping.lines(text, width: device.width - 1, first: "  ", rest: "  ")
        device.write("\n" + lines.map { $0 + "\n" }.joined())
        begin()
    }

    private mutating func take(_ key: Key) {
        if key == .tab, complete() { return }
        if device.abilities.editsLines {
            if line.apply(key) { redraw() }
        } else {
            type(key)
        }
    }
}

extension LineReader {
    private var shown: EditedLine {
        guard isSecret else { return line }
        return EditedLine(String(repeating: "*", count: line.characters.count))
    }

    /// Writes the prompt, and the text there is.
    private mutating func begin() {
        if device.abilities.editsLines { return redraw() }
        device.write(prompt)
        column = TextWidth.of(prompt)
        for character in shown.text { put(character) }
    }

    /// Draws the cursor's line anew.
    private mutating func redraw() {
        guard device.abilities.editsLines else { return begin() }
        shownWidth = device.width
        let room = max(4, shownWidth - TextWidth.of(prompt) - 1)
        let view = LineView(shown, width: room)
        var text = "\r\(prompt)\(view.text)"
        let left = room - TextWidth.of(view.text) - 3
        if view.isWhole, line.cursor == line.characters.count, let hint = suggestion(line.text), left > 8 {
            let shortened = TextWidth.of(hint) > left ? TextWrapping.cut(hint, left - 1).head + "…" : hint
            text += "  \(Emphasis.faint.applied(to: shortened, device.abilities))"
        }
        text += "\u{1B}[K\r"
        let position = TextWidth.of(prompt) + view.column
        if position > 0 { text += "\u{1B}[\(position)C" }
        device.write(text)
    }

    /// Ends the line, shown whole.
    private mutating func finish() {
        guard device.abilities.editsLines else { return device.write("\n") }
        let lines = TextWrapping.lines(shown.text, width: device.width - 1, first: prompt, rest: "  ")
        device.write("\r\u{1B}[K" + lines.joined(separator: "\n") + "\n")
    }

    /// What a key does on a typewriter, which knows no place but the end.
    private mutating func type(_ key: Key) {
        let before = shown
        switch key {
        case .left, .right, .start, .end, .delete, .eraseBehind: return
        default: guard line.apply(key) else { return }
        }
        let added = shown.characters.count - before.characters.count
        if added > 0 {
            for character in shown.characters.suffix(added) { put(character) }
        } else {
            erase(TextWidth.of(before.text) - TextWidth.of(shown.text), of: before)
        }
    }

    private mutating func put(_ character: Character) {
        if column + TextWidth.of(character) >= device.width {
            device.write("\n  ")
            column = 2
        }
        device.write(String(character))
        column += TextWidth.of(character)
    }

    private mutating func erase(_ columns: Int, of before: EditedLine) {
        // Over a line's end there is no way back: the text is written again.
        guard TextWidth.of(prompt) + TextWidth.of(before.text) < device.width else {
            device.write("\n")
            return begin()
        }
        let back = String(repeating: "\u{8}", count: columns)
        device.write(back + String(repeating: " ", count: columns) + back)
        column -= columns
    }
}
