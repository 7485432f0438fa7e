/// A parameter reference of CWL v1.2 in a text, such as `$(inputs.spectrum.path)`: what an engine replaces without JavaScript.
struct ParameterReference: Hashable {
    /// The input, by name; nil for one to what the engine gives (`runtime`).
    let input: String?
    /// What of it: `path`, `basename` …; of `runtime` what is given.
    let property: String?
    /// As it is written.
    let text: String

    /// What is wrong with a reference.
    struct Fault: Error, Hashable {
        let message: String
        let hint: String
    }

    /// What of a file or folder can be referred to.
    static let properties = ["path", "basename", "nameroot", "nameext"]
    /// What an engine gives.
    static let runtime = ["outdir", "tmpdir", "cores", "ram", "outdirSize", "tmpdirSize"]

    /// The references in a text.
    ///
    /// - Parameter text: a word of a command, or a pattern.
    /// - Returns: the references in their order.
    /// - Throws: `Fault` for what an engine would take for a reference or for JavaScript, and is none that can be used.
    static func all(in text: String) throws(Fault) -> [ParameterReference] {
        guard !text.contains("${") else {
            throw Fault(message: "'${' would begin JavaScript, which is not used", hint: "do it in the command")
        }
        var found: [ParameterReference] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "$(") {
            guard let end = rest[start.upperBound...].firstIndex(of: ")") else {
                throw Fault(message: "'$(' has no ')'", hint: "write '$(inputs.NAME)'")
            }
            found.append(try reference(String(rest[start.lowerBound...end])))
            rest = rest[rest.index(after: end)...]
        }
        return found
    }

    private static func reference(_ text: String) throws(Fault) -> ParameterReference {
        let parts = text.dropFirst(2).dropLast().split(separator: ".", omittingEmptySubsequences: false).map(
            String.init
        )
        if parts.count == 2, parts[0] == "runtime", runtime.contains(parts[1]) {
            return ParameterReference(input: nil, property: parts[1], text: text)
        }
        let isName =
            parts.count > 1 && !parts[1].isEmpty
            && parts[1].allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_") }
        guard parts[0] == "inputs", (2...3).contains(parts.count), isName else {
            let hint =
                parts[0] == "runtime"
                ? "there are \(Spelling.listed(runtime.map { "$(runtime.\($0))" }, last: "and"))"
                : "write '$(inputs.NAME)', or '$(inputs.NAME.path)' of a file; what a shell does goes into a script"
            throw Fault(message: "'\(Spelling.shortened(text))' is no reference", hint: hint)
        }
        return ParameterReference(input: parts[1], property: parts.count == 3 ? parts[2] : nil, text: text)
    }

    /// What is wrong with it in a step with some inputs; nil when nothing is.
    ///
    /// - Parameter inputs: the inputs whose declarations could be read.
    /// - Returns: the fault.
    func fault(among inputs: [StepDescription.Input]) -> Fault? {
        guard let input else { return nil }
        guard let found = inputs.first(where: { $0.name == input }) else {
            let end = property.map { ".\($0)" } ?? ""
            let near = Spelling.closest(to: input, in: inputs.map(\.name)).map { "$(inputs.\($0)\(end))" }
            return Fault(
                message: "'\(Spelling.shortened(text))' refers to no input",
                hint: Spelling.didYouMean(near) ?? "add '\(Spelling.shortened(input))' to 'inputs'"
            )
        }
        if found.type.isList {
            return Fault(
                message: "'\(text)' is a list, and one text",
                hint: "give the input a 'prefix' or 'position' instead"
            )
        }
        if found.type.isOptional, found.standard == nil {
            return Fault(message: "'\(text)' may be nothing", hint: "give '\(input)' a default, or a 'prefix' instead")
        }
        switch (found.type.item.isPath, property) {
        case (true, nil): return Fault(message: "'\(text)' is no text", hint: "write '$(inputs.\(input).path)'")
        case (true, let property?) where !Self.properties.contains(property):
            let near = Spelling.closest(to: property, in: Self.properties)
            let known = Self.properties.map { "'.\($0)'" }.joined(separator: ", ")
            return Fault(
                message: "a file has no '\(property)'",
                hint: Spelling.didYouMean(near) ?? "there are \(known)"
            )
        case (false, .some): return Fault(message: "'\(input)' is no file", hint: "write '$(inputs.\(input))'")
        default: return nil
        }
    }
}
