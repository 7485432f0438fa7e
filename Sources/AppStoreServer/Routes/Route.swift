internal import AppStoreCore
internal import Hummingbird

/// One endpoint: how it is asked for, what must be allowed, and what answers.
///
/// `Action` is `PolicyAction` in tables where nothing is for everybody, and optional in those where something is.
struct Route<Handlers: Sendable, Call: Sendable, Action: Sendable>: Sendable {
    /// What answers a request that is allowed.
    typealias Answer = @Sendable (Handlers, Call) async throws -> Response

    /// The request's method.
    let method: HTTPRequest.Method
    /// The form of its path.
    let pattern: RoutePattern
    /// What is asked of ``Access`` before anything is done.
    let action: Action
    /// What answers.
    let answer: Answer

    init(_ method: HTTPRequest.Method, _ pattern: RoutePattern, _ action: Action, _ answer: @escaping Answer) {
        self.method = method
        self.pattern = pattern
        self.action = action
        self.answer = answer
    }

    /// What a table has for a request.
    enum Finding {
        /// The first route that fits, with what the path has in its pattern's places.
        case route(Route, RoutePattern.Match)
        /// None for the method; those methods that the path is there for, if any.
        case none(others: [String])
    }

    /// Looks a request up in a table.
    ///
    /// - Parameters:
    ///   - table: the routes, of which the first that fits counts.
    ///   - method: the request's method.
    ///   - parts: the parts of its path.
    /// - Returns: what was found.
    static func find(in table: [Route], _ method: HTTPRequest.Method, _ parts: [Substring]) -> Finding {
        var others: [String] = []
        for route in table {
            guard let match = route.pattern.match(parts) else { continue }
            if route.method == method { return .route(route, match) }
            others.append(route.method.rawValue)
        }
        return .none(others: others)
    }
}
