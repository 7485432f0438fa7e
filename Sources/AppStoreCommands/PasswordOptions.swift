internal import ArgumentParser
internal import CommandLines
internal import Reporting

/// How a new password is given: never as an argument, which everybody on the machine can read.
struct PasswordOptions: ParsableArguments {
    @Flag(help: "Read the password from standard input.")
    var passwordStdin = false

    /// The password; typed twice at a prompt.
    func password(for user: String) throws -> String {
        if passwordStdin { return try SecretPrompt.standardInput() }
        let context = CommandContext.current
        let password = try SecretPrompt.secret("password of \(user): ", context)
        guard try SecretPrompt.secret("again: ", context) == password else {
            throw InputFailure(.error("the two passwords differ", hint: "start again"), class: .usage)
        }
        return password
    }
}
