import OddNumbers
import Testing

/// Gives a text with every number of it replaced to a reader, which throws or reads it in proportion; that it ends the process is
/// what must not be.
func tryNumbers(in sample: String, _ read: ([UInt8]) throws -> Void) {
    #expect(!OddNumbers.numbers(in: sample).isEmpty)
    #expect(throws: Never.self, "the sample itself is read") { try read(Array(sample.utf8)) }
    OddNumbers.forEach(in: sample) { text, change in
        let cost = Proportion.cost { try? read(Array(text.utf8)) }
        #expect(cost < Proportion.seconds, "\(change)")
    }
}

/// As of `tryNumbers`, for JSON: every value becomes every number, also as a text and in a list.
func tryJSON(_ sample: String, _ read: ([UInt8]) throws -> Void) throws {
    #expect(throws: Never.self, "the sample itself is read") { try read(Array(sample.utf8)) }
    let leaves = try JSONLeaves(.init(sample.utf8))
    for place in leaves.places {
        for number in OddNumbers.texts {
            for text in [number, "\"\(number)\"", "[\(number)]"] {
                let changed = try leaves.text([place: text])
                let cost = Proportion.cost { try? read(Array(changed.utf8)) }
                #expect(cost < Proportion.seconds, "\(text) at \(place)")
            }
        }
    }
}
