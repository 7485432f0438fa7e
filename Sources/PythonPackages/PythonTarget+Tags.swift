extension PythonTarget {
    /// The tags of wheels that run on the target, the best first.
    ///
    /// The order is that of the packaging project's `sys_tags` for CPython (specification "Platform compatibility
    /// tags"): `cp313-cp313`, `cp313-abi3`, `cp313-none`, older `abi3`, then `py…-none` per platform, then
    /// `…-none-any`.
    public var compatibleTags: [WheelTag] {
        let platforms = platformTags
        let interpreter = Self.interpreter(python.minor)
        let older = stride(from: python.minor - 1, to: 1, by: -1)
        var tags: [WheelTag] = []
        for abi in [interpreter, "abi3", "none"] {
            tags += platforms.map { WheelTag(python: interpreter, abi: abi, platform: $0) }
        }
        for minor in older {
            tags += platforms.map { WheelTag(python: Self.interpreter(minor), abi: "abi3", platform: $0) }
        }
        let generic =
            ["py3\(python.minor)", "py3"] + stride(from: python.minor - 1, through: 0, by: -1).map { "py3\($0)" }
        for version in generic {
            tags += platforms.map { WheelTag(python: version, abi: "none", platform: $0) }
        }
        tags.append(WheelTag(python: interpreter, abi: "none", platform: "any"))
        tags += generic.map { WheelTag(python: $0, abi: "none", platform: "any") }
        return tags
    }

    /// The rank of each compatible tag, the best 0.
    ///
    /// Over a thousand tags: made once and asked often.
    public var tagRanks: [WheelTag: Int] {
        Dictionary(compatibleTags.enumerated().map { ($1, $0) }) { first, _ in first }
    }

    /// The platform parts of tags that run on the target, the newest glibc first, `linux_…` last.
    var platformTags: [String] {
        let oldest = architecture == .x86_64 ? 5 : 17
        let legacy = [17: "manylinux2014", 12: "manylinux2010", 5: "manylinux1"]
        let manylinux = stride(from: glibcVersion.minor, through: oldest, by: -1).flatMap { minor in
            ["manylinux_2_\(minor)", legacy[minor]].compactMap { $0 }
        }
        return (manylinux + ["linux"]).map { "\($0)_\(architecture.rawValue)" }
    }

    private static func interpreter(_ minor: Int) -> String { "cp3\(minor)" }
}
