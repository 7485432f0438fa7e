/// How a dynamic block tells its two codes (RFC 1951, 3.2.7).
struct CodeDescription {
    private let lengthCount: Int
    private let distanceCount: Int
    private let codeLengthCount: Int
    private let code: HuffmanCode
    /// Symbols 0 to 18, each with the value of its extra bits.
    private var runs: [(symbol: UInt8, extra: UInt8)] = []
    /// The bits that `write(to:)` writes.
    let cost: Int

    init(_ lengths: HuffmanCode, _ distances: HuffmanCode) {
        lengthCount = max(257, 1 + (lengths.lengths.lastIndex { $0 > 0 } ?? 0))
        distanceCount = 1 + (distances.lengths.lastIndex { $0 > 0 } ?? 0)
        runs = Self.runs(lengths.lengths.prefix(lengthCount) + distances.lengths.prefix(distanceCount))
        var frequencies = [UInt32](repeating: 0, count: 19)
        for run in runs { frequencies[Int(run.symbol)] += 1 }
        code = HuffmanCode(frequencies: frequencies, limit: 7)
        let written = code.lengths
        codeLengthCount = max(4, 1 + (DeflateCodes.codeLengthOrder.lastIndex { written[$0] > 0 } ?? 0))
        cost = runs.reduce(14 + 3 * codeLengthCount) {
            $0 + Int(written[Int($1.symbol)]) + Self.extraBits($1.symbol)
        }
    }

    func write(to output: inout BitOutput) {
        output.put(UInt64(lengthCount - 257 | (distanceCount - 1) << 5 | (codeLengthCount - 4) << 10), 14)
        for symbol in DeflateCodes.codeLengthOrder.prefix(codeLengthCount) {
            output.put(UInt64(code.lengths[symbol]), 3)
        }
        for run in runs {
            let width = Int(code.lengths[Int(run.symbol)])
            output.put(
                UInt64(code.codes[Int(run.symbol)]) | UInt64(run.extra) << width,
                width + Self.extraBits(run.symbol)
            )
        }
    }

    private static func extraBits(_ symbol: UInt8) -> Int {
        switch symbol {
        case 16: 2
        case 17: 3
        case 18: 7
        default: 0
        }
    }

    /// Runs of zeros as 17 and 18, of the length before as 16, all else as it is.
    private static func runs(_ lengths: ArraySlice<UInt8>) -> [(symbol: UInt8, extra: UInt8)] {
        var runs: [(symbol: UInt8, extra: UInt8)] = []
        var rest = lengths[...]
        while let length = rest.first {
            let count = rest.prefix { $0 == length }.count
            rest = rest.dropFirst(count)
            var remaining = count
            if length > 0 {
                runs.append((length, 0))
                remaining -= 1
            }
            let longest = length == 0 ? 138 : 6
            while remaining >= 3 {
                let taken = min(remaining, longest)
                switch (length, taken) {
                case (0, 11...): runs.append((18, UInt8(taken - 11)))
                case (0, _): runs.append((17, UInt8(taken - 3)))
                default: runs.append((16, UInt8(taken - 3)))
                }
                remaining -= taken
            }
            for _ in 0..<remaining { runs.append((length, 0)) }
        }
        return runs
    }
}
