/// Any bytes as a deflate stream: sizes are kept, and an inflater that was used before decodes as a new one does.
enum InflateFuzzing {
    /// More than the inflater's window and room, so that its memory slides.
    private static let limit: UInt64 = 400 << 10
    private nonisolated(unsafe) static let inflater = Inflater()

    static func run(_ input: UnsafeRawBufferPointer) {
        let first = decode(input, expecting: limit, with: inflater)
        guard case .failed(.outputTooShort(let size)) = first.outcome else {
            if case .decoded(let result) = first.outcome { precondition(result.outputSize == limit) }
            return
        }
        precondition(UInt64(first.output.count) == size)
        let second = decode(input, expecting: size, with: inflater)
        guard case .decoded(let result) = second.outcome else { preconditionFailure("refused with its own size") }
        precondition(second.output == first.output && result.outputSize == size)
        precondition(result.consumedBytes <= input.count && result.finalBlockBit + 3 <= result.endBit)
        let stream = UnsafeRawBufferPointer(rebasing: input.prefix(result.consumedBytes))
        // What needs much new memory is done with some of the inputs, as it would take most of the time.
        if input.count % 4 == 0 {
            let third = decode(stream, expecting: size, with: Inflater())
            precondition(third.outcome == second.outcome && third.output == first.output)
        }
        if size > 0 {
            let fourth = decode(input, expecting: size - 1, with: inflater)
            precondition(fourth.outcome == .failed(.outputTooLong), "one byte too many was not seen")
        }
        if !stream.isEmpty {
            let cut = UnsafeRawBufferPointer(rebasing: stream.dropLast())
            guard case .failed = decode(cut, expecting: size, with: inflater).outcome else {
                preconditionFailure("a missing byte was not seen")
            }
        }
        if input.count % 4 == 1 { splice(stream, result, content: first.output) }
    }

    private enum Outcome: Equatable {
        case decoded(InflateResult)
        case failed(InflateError)
    }

    private static func decode(
        _ input: UnsafeRawBufferPointer,
        expecting size: UInt64,
        with inflater: Inflater,
    ) -> (outcome: Outcome, output: [UInt8]) {
        var output: [UInt8] = []
        do {
            let result = try inflater.decode(input, expectedSize: size) { piece in
                output.append(contentsOf: piece)
                precondition(output.count <= size, "more output than expected")
            }
            return (.decoded(result), output)
        } catch let error as InflateError {
            return (.failed(error), output)
        } catch {
            preconditionFailure("\(error)")
        }
    }

    /// The stream within a stream of ours, as layers hold those of wheels: before it and after it our deflater's own.
    private static func splice(_ stream: UnsafeRawBufferPointer, _ result: InflateResult, content: [UInt8]) {
        guard content.count <= 16 << 10 else { return }
        var whole: [UInt8] = []
        let sink = { (piece: UnsafeRawBufferPointer) in whole.append(contentsOf: piece) }
        let deflater = Deflater()
        do {
            try content.withUnsafeBytes { bytes in
                try deflater.write(bytes, sink)
                try deflater.splice(stream, result, recent: bytes, sink)
                try deflater.write(bytes, sink)
            }
            try deflater.finish(sink)
            try deflater.flush(sink)
        } catch {
            preconditionFailure("\(error)")
        }
        let size = UInt64(content.count) * 3
        let again = whole.withUnsafeBytes { decode($0, expecting: size, with: inflater) }
        precondition(again.output == content + content + content, "spliced, it is other content")
    }
}
