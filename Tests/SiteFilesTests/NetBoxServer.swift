import ChildProcess
import Foundation

/// A small HTTP server in a process of its own, which answers as NetBox's API does; ended when it goes.
final class NetBoxServer {
    let address: String
    private let process: ChildProcess

    /// - Parameter failures: what the first requests are answered with instead, e.g. `429`.
    /// - Parameter certificate: a PEM file of key and certificate, which makes it speak TLS; nil: plain HTTP.
    init(
        failures: [Int] = [], pages: [String: [Any]] = NetBoxServer.campus, certificate: String? = nil
    ) throws {
        process = try ChildProcess([
            "python3", "-c", Self.script, failures.map(String.init).joined(separator: ","),
            String(decoding: try JSONSerialization.data(withJSONObject: pages), as: UTF8.self),
            certificate ?? "",
        ])
        let scheme = certificate == nil ? "http" : "https"
        address = scheme + "://127.0.0.1:" + process.line().trimmingCharacters(in: .whitespacesAndNewlines)
    }

    deinit {
        process.send(SIGKILL)
        process.wait()
    }

    private static let script = """
        import http.server, json, socketserver, ssl, sys, urllib.parse
        failures = [int(f) for f in sys.argv[1].split(",") if f]
        pages = json.loads(sys.argv[2])
        class Handler(http.server.BaseHTTPRequestHandler):
            def log_message(self, *a): pass
            def say(self, status, body):
                self.send_response(status)
                if status == 429: self.send_header("Retry-After", "7")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            def do_GET(self):
                if failures: return self.say(failures.pop(0), b"busy")
                if self.headers.get("Authorization") != "Token sesame": return self.say(403, b"{}")
                url = urllib.parse.urlparse(self.path)
                query = dict(urllib.parse.parse_qsl(url.query))
                all = pages.get(url.path.split("/")[3], [])
                start, limit = int(query["offset"]), int(query["limit"])
                more = start + limit < len(all)
                body = {"count": len(all), "next": "http://elsewhere.invalid/" if more else None,
                        "previous": None, "results": all[start:start + limit]}
                self.say(200, json.dumps(body).encode())
        # HTTPServer itself asks the DNS for a name of its own.
        class Server(socketserver.TCPServer):
            def handle_error(self, *a): pass
        server = Server(("127.0.0.1", 0), Handler)
        if sys.argv[3]:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(sys.argv[3])
            server.socket = context.wrap_socket(server.socket, server_side=True)
        print(server.server_address[1], flush=True)
        server.serve_forever()
        """

    /// Our own: one site, a building with a room, a rack with a patch panel of three ports and a switch in store.
    static var campus: [String: [Any]] {
        func link(_ id: Int) -> [String: Any] { ["id": id, "url": "x", "display": "y"] }
        func choice(_ value: String) -> [String: Any] { ["value": value, "label": value] }
        func device(_ id: Int, _ name: String, _ role: Int, _ status: String) -> [String: Any] {
            [
                "id": id, "name": name, "device_type": link(1), "role": link(role), "site": link(1),
                "location": link(2), "rack": link(1), "status": choice(status), "serial": "S\(id)",
            ]
        }
        return [
            "sites": [["id": 1, "name": "东校区", "time_zone": "Asia/Shanghai"]],
            "locations": [
                ["id": 1, "name": "三教", "site": link(1), "parent": NSNull()],
                ["id": 2, "name": "204", "site": link(1), "parent": link(1)],
            ],
            "racks": [["id": 1, "name": "R204", "site": link(1), "location": link(2)]],
            "manufacturers": [["id": 1, "name": "Acme"]],
            "device-types": [["id": 1, "model": "P24", "manufacturer": link(1)]],
            "device-roles": [
                ["id": 1, "name": "Patch Panel", "slug": "patch-panel"],
                ["id": 2, "name": "Switch", "slug": "switch"],
            ],
            "devices": [device(1, "PP1", 1, "active"), device(2, "SW1", 2, "inventory")],
            "front-ports": (1...3).map {
                ["id": $0, "name": "\($0)", "device": link(1), "type": choice("8p8c")]
            },
        ]
    }
}
