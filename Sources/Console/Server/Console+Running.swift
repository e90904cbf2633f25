internal import Foundation
internal import Hummingbird
internal import HummingbirdCore
internal import HummingbirdTLS
internal import Logging
internal import NIOCore
internal import NIOPosix
internal import NIOSSL
internal import ServiceLifecycle
internal import Storage
internal import UnixSignals

extension Console {
    /// Serves until the process is told to stop (SIGTERM, SIGINT); an import at hand is finished first.
    ///
    /// - Parameter started: called when connections are taken, with the port.
    public func run(started: @escaping @Sendable (Int) -> Void = { _ in }) async throws {
        var services: [any Service] = [ImportService(imports: imports, logger: logger)]
        if settings.metricsPort > 0 { services.append(monitoring) }
        let application = try application(started: started)
        services.append(application)
        services.append(ReadAhead(store: office.store, logger: logger))
        let group = ServiceGroup(
            configuration: .init(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: quiet))
        try await group.run()
    }

    /// The console itself, as a service.
    func application(started: @escaping @Sendable (Int) -> Void = { _ in }) throws -> some ApplicationProtocol {
        let child = HTTP1Channel.Configuration(
            additionalChannelHandlers: [HeaderDeadline()], idleTimeout: .seconds(60),
            httpDecoderConfiguration: .init(
                maxHeaderFieldSize: 16 << 10, maxHeaderListSize: 32 << 10, maxHeaderFieldCount: 64))
        let http = HTTPServerBuilder.http1(configuration: child)
        let server: HTTPServerBuilder
        if let certificate = settings.certificate, let key = settings.privateKey {
            let chain = try NIOSSLCertificate.fromPEMFile(certificate).map { NIOSSLCertificateSource.certificate($0) }
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: chain, privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            tls.minimumTLSVersion = .tlsv12
            server = try .tls(http, tlsConfiguration: tls)
        } else {
            server = http
        }
        return Application(
            responder: ConsoleResponder(self), server: server,
            configuration: ApplicationConfiguration(
                address: .hostname(settings.host, port: settings.port),
                availableConnectionsDelegate: MaximumAvailableConnections(settings.connections)),
            onServerRunning: { started($0.localAddress?.port ?? 0) }, logger: logger)
    }

    /// Health and figures, on the loopback address whatever the console's own is.
    private var monitoring: some ApplicationProtocol {
        let router = Router()
        router.get("health") { _, _ in
            // Reads of the store, not only that the process is there.
            let isWell: Bool
            do throws(StoreError) {
                _ = try self.office.store.setting("office")
                isWell = true
            } catch { isWell = false }
            return Response(
                status: isWell ? .ok : .serviceUnavailable,
                body: ResponseBody(byteBuffer: ByteBuffer(string: isWell ? "ok\n" : "the store does not answer\n")))
        }
        router.get("metrics") { _, _ in
            let text = self.metrics.text(sessions: self.sessions.count, waitingImports: self.imports.waiting)
            return Response(
                status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
        }
        return Application(
            router: router,
            configuration: ApplicationConfiguration(address: .hostname("127.0.0.1", port: settings.metricsPort)),
            logger: quiet)
    }

    /// What the server tells of itself is no news below a warning.
    private var quiet: Logger {
        var logger = logger
        logger.logLevel = max(.warning, logger.logLevel)
        return logger
    }
}

/// Fetches what figures rest on while the console starts, beside the first requests.
private struct ReadAhead: Service {
    let store: RegisterStore
    let logger: Logger

    func run() async throws {
        let failure = try await NIOThreadPool.singleton.runIfActive { () -> StoreError? in
            do throws(StoreError) { try store.readAhead() } catch { return error }
            return nil
        }
        if let failure { logger.warning("figures were not read ahead: \(failure)") }
        try await gracefulShutdown()
    }
}

/// Keeps the process until what was uploaded is taken in.
private struct ImportService: Service {
    let imports: ImportQueue
    let logger: Logger

    func run() async throws {
        try? await gracefulShutdown()
        if imports.waiting > 0 { logger.info("finishing imports before stopping") }
        await imports.stop()
    }
}
