internal import Reporting
internal import SourcedYAML

/// A metadata file's YAML; where it is broken in a way that is often met, read as it was meant.
struct MetadataSource {
    /// The file's root, a mapping; nil when there is none.
    private(set) var root: YAMLNode?
    /// Whether the file holds nothing.
    private(set) var isEmpty = false
    /// Every problem found so far.
    var problems: [Problem]
    /// The file's content; with its broken lines as they were meant, where that is how it is read.
    private(set) var content: [UInt8]
    private var shifts: [Int: MetadataLineRepair.Shift] = [:]
    /// Problems whose places are those of the file as it is already.
    private var repairs: Set<Problem> = []

    init(_ bytes: [UInt8], file: String) {
        var document = YAMLDocument.parse(bytes, file: file, isLenient: true)
        problems = document.problems
        content = bytes
        if Self.needsRepair(document) {
            let repair = MetadataLineRepair(bytes, file: file)
            if !repair.problems.isEmpty {
                document = YAMLDocument.parse(repair.bytes, file: file, isLenient: true)
                content = repair.bytes
                shifts = repair.shifts
                repairs = Set(repair.problems)
                let lines = Set(repair.problems.compactMap { $0.place?.line })
                problems =
                    repair.problems
                    + document.problems.filter { problem in
                        document.root == nil || !(problem.place?.line.map(lines.contains) ?? false)
                    }
            }
        }
        guard let node = document.root else {
            isEmpty = problems.isEmpty
            return
        }
        if node.mapping != nil {
            root = node
        } else {
            let hint = "write lines such as 'title: My datalab'"
            problems.append(.error(at: node.place, "expected keys and values, found \(node.kindInWords)", hint: hint))
        }
    }

    /// Problems with the columns of the file as it is, in the order of the file.
    func finish(_ problems: [Problem]) -> [Problem] {
        let moved = problems.map { problem in
            guard let line = problem.place?.line, let column = problem.place?.column, let shift = shifts[line],
                column > shift.column, !repairs.contains(problem)
            else { return problem }
            var problem = problem
            problem.place?.column = max(shift.column, column - shift.amount)
            return problem
        }
        let sorted = moved.enumerated().sorted { first, second in
            let a = (first.element.place?.line ?? .max, first.element.place?.column ?? .max, first.offset)
            let b = (second.element.place?.line ?? .max, second.element.place?.column ?? .max, second.offset)
            return a < b
        }
        return Self.bounded(sorted.map(\.element))
    }

    /// As many problems as a person may want to read, and how many more there are.
    private static func bounded(_ problems: [Problem]) -> [Problem] {
        let limit = YAMLDocument.maximumProblems
        guard problems.count > limit + 1 else { return problems }
        let rest = problems.dropFirst(limit)
        let severity = rest.contains { $0.severity == .error } ? Problem.Severity.error : .warning
        let message = "\(rest.count) more problems are not shown"
        return problems.prefix(limit) + [
            Problem(severity, at: rest.first?.place, message, hint: "is it the right file?")
        ]
    }

    /// Whether the file could not be read, or was read but surely not as it was meant.
    private static func needsRepair(_ document: YAMLDocument) -> Bool {
        guard let root = document.root else { return document.hasErrors }
        guard let entries = root.mapping else { return true }
        return entries.contains { entry in
            let words = entry.key.split(separator: " ")
            if words.count > 1, MetadataLineRepair.isKey(String(words[0]), under: nil) { return true }
            guard MetadataField.groupNames.contains(entry.key), let scalar = entry.value.scalar else { return false }
            return scalar.style == .plain && !scalar.isNull && entry.value.place.line != entry.keyPlace.line
        }
    }
}
