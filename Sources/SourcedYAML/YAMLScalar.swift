/// A text, number, boolean or null of a YAML document, kept as it was written: `1.0` stays `1.0`.
public struct YAMLScalar: Sendable, Hashable {
    /// How a scalar was written.
    public enum Style: Sendable, Hashable {
        /// Without quotes.
        case plain
        /// In single or double quotes.
        case quoted
        /// As a block, with `|` or `>`.
        case block
    }

    /// The text, escapes and folding already applied.
    public var text: String
    /// How it was written.
    public var style: Style
    /// The tag that was written, if any, in full (`tag:yaml.org,2002:str`).
    public var tag: String?

    /// A scalar.
    public init(_ text: String, style: Style, tag: String? = nil) {
        self.text = text
        self.style = style
        self.tag = tag
    }

    /// Whether it stands for nothing: a plain `null`, `~` or no text at all (YAML 1.2, core schema).
    public var isNull: Bool {
        guard tag != "tag:yaml.org,2002:str" else { return false }
        return style == .plain && ["", "~", "null", "Null", "NULL"].contains(text)
    }

    /// The boolean it stands for: a plain `true` or `false` (YAML 1.2, core schema), nil for anything else.
    public var boolean: Bool? {
        guard style == .plain else { return nil }
        return switch text {
        case "true", "True", "TRUE": true
        case "false", "False", "FALSE": false
        default: nil
        }
    }
}
