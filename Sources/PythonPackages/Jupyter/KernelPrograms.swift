package import Reporting
internal import Texts

/// Holds the programs of kernels against what there is to start them.
package enum KernelPrograms {
    /// The kernels whose program nothing of the packages brings, with the packages that they came with.
    ///
    /// A Python is always there: that of the environment.
    /// - Parameter packages: the packages with what is known of them.
    /// - Returns: the kernels whose program the system has to have.
    package static func unbrought(
        _ packages: [(name: String, facts: WheelFacts)]
    ) -> [(package: String, kernel: JupyterParts.Kernel)] {
        let brought = Set(packages.flatMap(\.facts.jupyter.programs))
        return packages.flatMap { package in
            package.facts.jupyter.kernels.filter { kernel in
                let name = String(kernel.program.split(separator: "/").last ?? "")
                return !brought.contains(name) && name.wholeMatch(of: /python[0-9.]*/) == nil
            }
            .map { (package.name, $0) }
        }
    }

    /// What is told of a kernel whose program is nowhere.
    package static func warning(_ package: String, _ kernel: JupyterParts.Kernel) -> Problem {
        guard !kernel.program.isEmpty else {
            return .warning(
                "the kernel \(ShownText.quoted(kernel.name)) of '\(package)' is not offered: its kernel.json names no program",
                hint: "report it to the authors of '\(package)', or leave the package out"
            )
        }
        return .warning(
            "the kernel \(ShownText.quoted(kernel.name)) of '\(package)' is not offered: nothing brings its program \(ShownText.quoted(kernel.program))",
            hint: "name the Debian package that has the program in apt.txt, or leave '\(package)' out"
        )
    }
}
