// Compiled together with Sources/LayerArchive by Scripts/fuzz, so that every branch of it is counted and its bytes are
// guarded by the address sanitizer. The name the program is called by says what it fuzzes.

/// libFuzzer's entry: one input, to be read without a trap, a hang, or a broken promise.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let input = UnsafeRawBufferPointer(start: bytes, count: count)
    switch target {
    case "zip": ZipFuzzing.run(input)
    case "inflate": InflateFuzzing.run(input)
    default: preconditionFailure("there is no target '\(target)'; call the program 'zip' or 'inflate'")
    }
    return 0
}

private let target = CommandLine.arguments[0].split(separator: "/").last.map(String.init) ?? ""
