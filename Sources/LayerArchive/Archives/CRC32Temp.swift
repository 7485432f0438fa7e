struct CRC32 {
    private var value: UInt32 = 0xFFFF_FFFF
    static let table: [UInt32] = (0..<256).map {
        (0..<8).reduce(UInt32($0)) { c, _ in c & 1 != 0 ? c >> 1 ^ 0xEDB8_8320 : c >> 1 }
    }
    init() {}
    mutating func update(_ b: UnsafeRawBufferPointer) {
        for x in b { value = Self.table[Int((value ^ UInt32(x)) & 255)] ^ value >> 8 }
    }
    var checksum: UInt32 { ~value }
    static func checksum(_ b: UnsafeRawBufferPointer) -> UInt32 { var c = CRC32(); c.update(b); return c.checksum }
}
