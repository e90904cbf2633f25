internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import NIOCore

/// What a request carries from the router: the parts of its path, and the other machine's address.
struct ConsoleContext: RequestContext {
    var coreContext: CoreRequestContextStorage
    let peer: String

    init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        peer = source.channel.remoteAddress?.ipAddress ?? "local"
    }

    var named: [String: String] {
        Dictionary(parameters.map { (String($0.key), String($0.value)) }) { first, _ in first }
    }
}

/// The table of routes as a router, with what every answer has: headers, a line in the log, a count.
struct ConsoleResponder: HTTPResponder {
    typealias Context = ConsoleContext

    private let console: Console
    private let router: RouterResponder<ConsoleContext>

    init(_ console: Console) {
        self.console = console
        let router = Router(context: ConsoleContext.self, options: [.autoGenerateHeadEndpoints])
        for route in Route.all {
            router.on(RouterPath(route.path), method: route.method) { request, context in
                await console.answer(route, request, context).response
            }
        }
        self.router = router.buildResponder()
    }

    func respond(to request: Request, context: Context) async throws -> Response {
        let start = ContinuousClock.now
        // The router itself would answer what it does not know with an empty page.
        let methods = Route.methods(at: request.uri.path)
        var response =
            methods.contains(request.method)
            ? try await router.respond(to: request, context: context) : refused(methods, request)
        for (name, value) in SecurityHeaders.all(isSecure: console.settings.isSecure)
        where response.headers[name] == nil {
            response.headers[name] = value
        }
        let path = context.endpointPath ?? "-"
        let elapsed = start.duration(to: .now)
        let milliseconds = Int(
            elapsed.components.seconds * 1_000 + elapsed.components.attoseconds / 1_000_000_000_000_000)
        console.metrics.count(status: response.status.code, milliseconds: milliseconds)
        // The route, not the address: what was asked can hold a name.
        context.logger.info(
            "request",
            metadata: [
                "method": "\(request.method)", "route": "\(path)", "status": "\(response.status.code)",
                "milliseconds": "\(milliseconds)", "peer": "\(context.peer)",
            ])
        return response
    }

    /// - Parameter methods: what may be asked at this address.
    private func refused(_ methods: [HTTPRequest.Method], _ request: Request) -> Response {
        guard !methods.isEmpty else { return console.refused(.notFound, request).response }
        var response = console.refused(.methodNotAllowed, request).response
        response.headers[.allow] = methods.map(\.rawValue).joined(separator: ", ")
        return response
    }
}

extension Reply {
    var response: Response {
        var fields = headers
        if !body.isEmpty || stream != nil || status == .ok { fields[.contentType] = contentType }
        for cookie in cookies { fields.append(HTTPField(name: .setCookie, value: cookie)) }
        let content = stream.map { ResponseBody($0) } ?? ResponseBody(byteBuffer: ByteBuffer(bytes: body))
        return Response(status: status, headers: fields, body: content)
    }
}
