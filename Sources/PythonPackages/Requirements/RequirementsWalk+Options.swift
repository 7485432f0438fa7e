internal import Reporting

extension RequirementsWalk {
    /// Takes a line of options into the request; gives the files that it names.
    mutating func apply(_ options: [RequirementsOption], to line: LogicalLine) throws(SyntaxFault) -> [Include] {
        var includes: [Include] = []
        for option in options {
            switch option.name {
            case "--requirement":
                includes.append(Include(path: option.value, isConstraints: false, index: option.valueIndex))
            case "--constraint":
                includes.append(Include(path: option.value, isConstraints: true, index: option.valueIndex))
            case "--pre": request.allowsPrereleases = true
            case "--require-hashes": requiresHashes = true
            case "--prefer-binary": break
            case "--only-binary": break
            case "--no-binary": passOverNoBinary(option, line)
            case "--editable": try takeEditable(option, line)
            case "--hash":
                throw SyntaxFault(
                    option.index,
                    "'--hash' stands without a requirement",
                    hint: "write it after the requirement"
                )
            case "--index-url", "--extra-index-url", "--find-links", "--no-index", "--trusted-host":
                try applyIndex(option)
            default:
                throw SyntaxFault(
                    option.index,
                    "the option '\(option.name)' is not supported: packages are built with their own defaults"
                )
            }
        }
        return includes
    }

    /// A wheel is used where there is one: what it holds is what its authors built.
    private mutating func passOverNoBinary(_ option: RequirementsOption, _ line: LogicalLine) {
        guard option.value != ":none:" else { return }
        request.warnings.append(
            .warning(
                at: line.place(option.index),
                "'--no-binary \(option.value)' is not followed: source is only built where there is no wheel",
                hint: "remove the line",
            )
        )
    }

    /// `-e` means the same here as the path or address alone: the package becomes a wheel of the image.
    private mutating func takeEditable(_ option: RequirementsOption, _ line: LogicalLine) throws(SyntaxFault) {
        let end = option.valueIndex + option.value.unicodeScalars.count
        let requirement = try bareRequirement(TextCursor(line, option.valueIndex..<end), option.valueIndex)
        if requirement.source?.isLocal == true {
            request.warnings.append(
                .warning(
                    at: line.place(option.index),
                    "'-e \(option.value)' is installed as it is now: edits in the running datalab do not reach it",
                    hint: "build again after a change, or write '\(option.value)' without '-e'",
                )
            )
        }
        request.requirements.append(requirement)
    }

    private mutating func applyIndex(_ option: RequirementsOption) throws(SyntaxFault) {
        guard reader.allowsIndexes else {
            throw SyntaxFault(
                option.index,
                "'\(option.name)' decides where code comes from, which a repository may not do by itself",
                hint:
                    "set UV_INDEX or UV_DEFAULT_INDEX on the build machine, or pass '--allow-index' if you trust the repository",
            )
        }
        if option.name == "--no-index" {
            request.indexes.usesNoIndex = true
            return
        }
        if option.name == "--trusted-host" {
            throw SyntaxFault(
                option.index,
                "'--trusted-host' turns off the check of the index's identity, which a repository may not do",
                hint: "set UV_INSECURE_HOST on the build machine",
            )
        }
        try checkAddress(option)
        switch option.name {
        case "--index-url": request.indexes.defaultIndex = option.value
        case "--extra-index-url": request.indexes.extraIndexes.append(option.value)
        default: request.indexes.findLinks.append(option.value)
        }
    }

    private func checkAddress(_ option: RequirementsOption) throws(SyntaxFault) {
        guard option.value.hasPrefix("https://") || option.value.hasPrefix("http://") else {
            throw SyntaxFault(
                option.valueIndex,
                "expected an address that begins with 'https://', found '\(option.value)'"
            )
        }
        let host = option.value.drop { $0 != ":" }.dropFirst(3).prefix { $0 != "/" }
        guard !host.contains("@") else {
            throw SyntaxFault(
                option.valueIndex,
                "the address holds a user name or password",
                hint: "remove it and put it in ~/.netrc on the build machine",
            )
        }
    }
}
