import DatalabCommands
import Testing

@Suite("the options that metadata has")
struct MetadataArgumentsTests {
    @Test("every field with an option has it on the command line")
    func complete() {
        #expect(MetadataArgumentsCheck.missing.isEmpty, "MetadataArguments needs a property called like the field")
    }
}
