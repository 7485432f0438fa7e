import Reporting
import SourcedYAML

extension YAMLNode {
    /// The value on one line, each part with its line and column: `{title@1:1: 'Lab'@1:8}`.
    var rendered: String {
        let position = "@\(place.line ?? 0):\(place.column ?? 0)"
        return switch content {
        case .scalar(let scalar) where scalar.isNull: "null\(position)"
        case .scalar(let scalar):
            "\(scalar.style == .plain ? "'" : scalar.style == .quoted ? "\"" : "|")\(scalar.text)\(position)"
        case .sequence(let nodes): "[\(nodes.map(\.rendered).joined(separator: ", "))]\(position)"
        case .mapping(let entries):
            "{\(entries.map { "\($0.key)@\($0.keyPlace.line ?? 0):\($0.keyPlace.column ?? 0): \($0.value.rendered)" }.joined(separator: ", "))}\(position)"
        }
    }
}
