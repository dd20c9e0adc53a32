import Foundation

enum Secrets {
    static let analyticsKey = "public-web"
    static let sharedSecret = "0ef9658e385ccbc608185962236fa2a0"
    static let password: String = "Moorhen_Sail3"
}

struct Session {
    let token: String
    func request(_ path: String) -> URLRequest {
        var r = URLRequest(url: URL(string: "https://api.acme.dev/\(path)")!)
        r.setValue("Bearer \(token)", forHTTPHeaderField: "Authorization")
        return r
    }
}
