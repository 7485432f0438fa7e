package import AppStoreCore
internal import HTTPTypes

/// One endpoint as a test of who may do what sees it: all that the dispatch tables say, without what answers.
package struct RouteDescription: Sendable, Hashable {
    /// The request's method.
    package let method: String
    /// The form of its path, with `{name}` and `{reference}`.
    package let pattern: String
    /// What is asked of the policy; nil for what is for everybody.
    package let action: PolicyAction?

    private init(_ method: HTTPRequest.Method, _ pattern: String, _ action: PolicyAction?) {
        self.method = method.rawValue
        self.pattern = pattern
        self.action = action
    }

    /// Every endpoint of the registry: the table that requests are dispatched from.
    package static var registry: [RouteDescription] {
        RegistryRoutes.all.map { RouteDescription($0.method, $0.pattern.description, $0.action) }
    }

    /// Every endpoint of the JSON API.
    package static var api: [RouteDescription] {
        APIRoutes.all.map { RouteDescription($0.method, $0.pattern.description, $0.action) }
    }

    /// Every page and form.
    package static var pages: [RouteDescription] {
        PageRoutes.all.map { RouteDescription($0.method, $0.pattern.description, $0.action) }
    }

    /// Every endpoint beside the registry, the API and the pages.
    package static var operations: [RouteDescription] {
        OperationRoutes.all.map { RouteDescription($0.method, $0.pattern.description, $0.action) }
    }
}
