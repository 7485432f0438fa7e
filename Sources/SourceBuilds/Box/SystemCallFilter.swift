/// The system calls that a sealed box refuses, as a filter of seccomp (the kernel's `seccomp_filter.rst`).
///
/// The box has no rights that these calls ask for; what the filter adds is what no namespace covers: the keyring of the
/// session that started the box, sockets to the machine's host (`AF_VSOCK`), memory that is no process' own and no file's in the
/// writable folder, and parts of the kernel where most of its holes were.
enum SystemCallFilter {
    /// Refused calls and `socket`, by number.
    private struct Numbers {
        let architecture: UInt32
        let socket: UInt32
        let refused: [UInt32]
    }

    #if arch(x86_64)
        // In order: ptrace, process_vm_readv, process_vm_writev, pidfd_getfd; add_key, request_key, keyctl; bpf, perf_event_open,
        // userfaultfd, io_uring_setup, io_uring_enter, io_uring_register; mount, umount2, pivot_root, open_tree, move_mount,
        // fsopen, setns, unshare; kexec_load, syslog, acct, quotactl, swapon, open_by_handle_at; shmget, msgget, memfd_create,
        // memfd_secret.
        private static let numbers = Numbers(
            architecture: 0xC000_003E,
            socket: 41,
            refused: [
                101, 310, 311, 438, 248, 249, 250, 321, 298, 323, 425, 426, 427, 165, 166, 155, 428, 429, 430, 308, 272,
                246, 103, 163, 179, 167, 304, 29, 68, 319, 447,
            ],
        )
    #else
        // In the same order.
        private static let numbers = Numbers(
            architecture: 0xC000_00B7,
            socket: 198,
            refused: [
                117, 270, 271, 438, 217, 218, 219, 280, 241, 282, 425, 426, 427, 40, 39, 41, 428, 429, 430, 268, 97,
                104,
                116, 89, 60, 224, 265, 194, 186, 279, 447,
            ],
        )
    #endif

    /// AF_UNIX, AF_INET, AF_INET6, AF_NETLINK.
    private static let families: [UInt32] = [1, 2, 10, 16]

    private static let (load, jumpIfEqual, jumpIfAtLeast, giveBack): (UInt16, UInt16, UInt16, UInt16) =
        (0x20, 0x15, 0x35, 0x06)
    private static let (allow, refuse): (UInt32, UInt32) = (0x7FFF_0000, 0x0005_0001)

    /// The program, eight bytes an instruction.
    static var program: [UInt8] {
        let checks = numbers.refused.count
        // The places of the last two instructions: all before them lead there.
        let refusing = 6 + checks + families.count
        let allowing = refusing + 1
        func way(from place: Int, to target: Int) -> UInt8 { UInt8(target - place - 1) }
        var code = instruction(load, 0, 0, 4)
        code += instruction(jumpIfEqual, 0, way(from: 1, to: refusing), numbers.architecture)
        code += instruction(load, 0, 0, 0)
        // The other ABI of x86_64 has numbers of its own.
        code += instruction(jumpIfAtLeast, way(from: 3, to: refusing), 0, 0x4000_0000)
        for (index, number) in numbers.refused.enumerated() {
            code += instruction(jumpIfEqual, way(from: 4 + index, to: refusing), 0, number)
        }
        code += instruction(jumpIfEqual, 0, way(from: 4 + checks, to: allowing), numbers.socket)
        code += instruction(load, 0, 0, 16)
        for (index, family) in families.enumerated() {
            code += instruction(jumpIfEqual, way(from: 6 + checks + index, to: allowing), 0, family)
        }
        return code + instruction(giveBack, 0, 0, refuse) + instruction(giveBack, 0, 0, allow)
    }

    /// The program as the shell's `printf '%b'` reads it.
    static var octal: String {
        program.map { byte in
            let digits = String(byte, radix: 8)
            return "\\0" + String(repeating: "0", count: 3 - digits.count) + digits
        }
        .joined()
    }

    private static func instruction(_ code: UInt16, _ ifTrue: UInt8, _ ifFalse: UInt8, _ value: UInt32) -> [UInt8] {
        [UInt8(code & 0xff), UInt8(code >> 8), ifTrue, ifFalse]
            + (0..<4).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }
}
