/// Who may see and use a datalab.
public enum Visibility: Sendable, Hashable {
    /// Everyone can use it.
    case everyone
    /// Its owner, these users and the members of these groups.
    case restricted(users: [String], groups: [String])

    /// The word of the metadata: `public` or `private`.
    public var word: String {
        if case .everyone = self { "public" } else { "private" }
    }
}

extension Visibility: Codable {
    private enum CodingKeys: String, CodingKey {
        case access
        case users
        case groups
    }

    /// Reads `{"access": "private", "users": […], "groups": […]}`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let access = try container.decode(String.self, forKey: .access)
        switch access {
        case "public":
            self = .everyone
        case "private":
            self = .restricted(
                users: try container.decodeIfPresent([String].self, forKey: .users) ?? [],
                groups: try container.decodeIfPresent([String].self, forKey: .groups) ?? [],
            )
        default:
            let message = "expected 'public' or 'private', found '\(access)'"
            throw DecodingError.dataCorruptedError(forKey: .access, in: container, debugDescription: message)
        }
    }

    /// Writes the form that is read.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(word, forKey: .access)
        if case .restricted(let users, let groups) = self {
            try container.encode(users, forKey: .users)
            try container.encode(groups, forKey: .groups)
        }
    }
}
