internal import HTTPTypes

/// One endpoint as a test of who may do what sees it: all that the dispatch table says, without what answers.
package struct RouteDescription: Sendable, Hashable {
    /// The request's method.
    package let method: String
    /// The form of its path, with `{name}` and `{reference}`.
    package let pattern: String
    /// What is asked of the policy.
    package let action: String

    /// Every endpoint of the registry: the table that requests are dispatched from.
    package static var registry: [RouteDescription] {
        RegistryRoute.all.map {
            RouteDescription(
                method: $0.method.rawValue,
                pattern: $0.pattern.description,
                action: $0.action.rawValue
            )
        }
    }
}
