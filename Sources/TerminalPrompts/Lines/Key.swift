/// A key as the line editor knows it.
package enum Key: Sendable, Hashable {
    /// Text: one character, as typed.
    case text(Character)
    /// Text that was pasted as a whole, line ends included.
    case paste(String)
    case enter, backspace, delete
    /// Completes what is typed where there is something to complete; else a space, as it is in a pasted table.
    case tab
    case left, right, start, end
    /// Erase everything before the cursor (Ctrl-U), behind it (Ctrl-K), the word before it (Ctrl-W).
    case eraseBefore, eraseBehind, eraseWord
    /// Ctrl-C.
    case interrupt
    /// Ctrl-D.
    case endOfInput
    /// A key without a meaning here.
    case other
}
