internal import OCIModel

/// The body of a registry's refusal: `{"errors":[{code,message,detail}]}` (distribution-spec 1.1, "Error Codes").
enum ErrorBody {
    private struct Errors: Decodable {
        struct One: Decodable {
            var code: String?
            var message: String?
        }
        var errors: [One]?
        var message: String?
        var error_description: String?
    }

    /// What the registry says, safe to print: at most ten messages; none when the body is anything else.
    static func messages(_ content: [UInt8]) -> [String] {
        guard content.count <= 64 << 10, let body = try? CanonicalJSON.decode(Errors.self, from: content) else {
            return []
        }
        let errors = (body.errors ?? []).map { [$0.message, $0.code.map { "(\($0))" }].compactMap { $0 } }
        let all = errors.map { $0.joined(separator: " ") } + [body.message, body.error_description].compactMap { $0 }
        return all.filter { !$0.isEmpty }.prefix(10).map { printable($0) }
    }
}
