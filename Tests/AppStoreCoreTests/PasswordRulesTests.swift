import AppStoreCore
import Testing

@Suite("which passwords are refused")
struct PasswordRulesTests {
    @Test(
        "what is tried first, the user's name, and a few characters in a row",
        arguments: [
            "short", "password", "Password1", "P@ssw0rd!", "12345678", "0123456789", "87654321", "11111111", "aaaaaaaa",
            "abababab", "abcdefgh", "qwertyuiop", "Qwerty123!", "letmein2026", "welcome1!", "ann.lee-lab", "annlee12",
            "Ann.Lee2026", "annleeannlee", "datalab1", "JupyterLab!", "20261130", "correct horse battery staple",
            String(repeating: "long ", count: 300),
        ]
    )
    func refused(password: String) {
        let user = password == "annleeannlee" || password == "annlee12" ? "annlee" : "ann.lee"
        let name = password == "ann.lee-lab" ? "ann.lee-lab" : user
        let refusal = #expect(throws: AppStoreError.self) { try PasswordRules.check(password, of: name) }
        #expect(refusal?.code == .invalid)
        #expect(refusal.map { "\($0)".contains(password) && password.count > 8 } == false, "the password is not told")
    }

    @Test(
        "others are taken, in any script",
        arguments: [
            "correct horse", "other password", "Xk9#mQ2v", "sternwarte am abend", "天文台の望遠鏡で見る", "83649274618350927",
            "annual leap",
        ]
    )
    func taken(password: String) throws {
        try PasswordRules.check(password, of: "ann")
    }
}
