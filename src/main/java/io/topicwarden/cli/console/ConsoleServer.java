/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The server of the console: on 127.0.0.1, for one browser, and only to look. */
public final class ConsoleServer implements AutoCloseable {

    /*
     * A request is refused at the first of these that it does not meet: addressed to this server by name (a page elsewhere
     * whose name has been turned to 127.0.0.1 is not), a GET without a body, short enough, from this browser.
     */

    private static final int THREADS = 4;
    private static final int WAITING = 64;
    private static final int LONGEST_QUERY = 8_192;
    private static final int CLOSE_AFTER_SECONDS = 0;
    private static final Map<String, String> LIMITS = Map.of(
            "sun.net.httpserver.maxReqTime", "10",
            "sun.net.httpserver.maxRspTime", "60",
            "sun.net.httpserver.maxReqHeaders", "64",
            "sun.net.httpserver.maxReqHeaderSize", "32768",
            "jdk.httpserver.maxConnections", "64");

    private final HttpServer server;
    private final ExecutorService threads =
            new ThreadPoolExecutor(THREADS, THREADS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING));
    private final Pages pages = new Pages();
    private final Map<String, Endpoint> endpoints;
    private final Access access;

    private ConsoleServer(HttpServer server, Map<String, Endpoint> endpoints) {
        this.server = server;
        this.endpoints = Map.copyOf(endpoints);
        this.access = new Access(port());
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /**
     * Begins to serve.
     *
     * @param port 0 for any that is free
     * @param endpoints by path, each beginning with {@code /api/}
     * @throws IOException if the port cannot be had
     */
    public static ConsoleServer start(int port, Map<String, Endpoint> endpoints) throws IOException {
        LIMITS.forEach((name, value) -> System.setProperty(name, System.getProperty(name, value)));
        InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
        return new ConsoleServer(HttpServer.create(new InetSocketAddress(loopback, port), WAITING), endpoints);
    }

    /** The port that it listens on. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** The address to open, with the token; without it once that has been used. */
    public String address() {
        return "http://127.0.0.1:" + port() + "/"
                + access.token().map(token -> "?token=" + token).orElse("");
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            reply(exchange).send(exchange);
        }
    }

    private Reply reply(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        @Nullable String query = exchange.getRequestURI().getRawQuery();
        if (!isAddressedToUs(headers)) {
            return Reply.text(421, "this console answers at " + hosts().get(0) + " only");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Reply.text(405, "this console is only to look at").with("Allow", "GET");
        }
        if (hasBody(headers)) {
            return Reply.text(413, "a request has no body here");
        }
        if (query != null && query.length() > LONGEST_QUERY) {
            return Reply.text(414, "this address is too long");
        }
        try {
            return reply(exchange.getRequestURI().getPath(), Parameters.parse(query), headers);
        } catch (IllegalArgumentException e) {
            return Reply.text(400, "this address is not well-formed");
        }
    }

    private List<String> hosts() {
        return List.of("127.0.0.1:" + port(), "localhost:" + port());
    }

    private boolean isAddressedToUs(Headers headers) {
        List<String> host = headers.getOrDefault("Host", List.of());
        return host.size() == 1 && hosts().contains(host.get(0));
    }

    private static boolean hasBody(Headers headers) {
        return headers.containsKey("Transfer-Encoding")
                || !headers.getOrDefault("Content-Length", List.of("0")).equals(List.of("0"));
    }

    private Reply reply(String path, Parameters parameters, Headers headers) {
        Optional<String> token = parameters.first("token").filter(offered -> path.equals("/"));
        if (token.isPresent() && access.redeem(token.get())) {
            return pages.welcome().with("Set-Cookie", access.cookie());
        }
        if (!access.isHeld(headers.getOrDefault("Cookie", List.of()))) {
            return Reply.text(
                    403, "open the address that `topicwarden console` has printed; it opens one browser, once");
        }
        if (token.isPresent()) {
            return pages.welcome();
        }
        Optional<Endpoint> endpoint = Optional.ofNullable(endpoints.get(path));
        return endpoint.map(known -> answer(known, parameters, headers))
                .or(() -> pages.at(path))
                .orElseGet(() -> Reply.text(404, "there is nothing here"));
    }

    private static Reply answer(Endpoint endpoint, Parameters parameters, Headers headers) {
        if (!headers.getOrDefault("Sec-Fetch-Site", List.of("same-origin")).equals(List.of("same-origin"))) {
            return Reply.text(403, "only the pages of this console may ask this");
        }
        try {
            return Reply.json(200, endpoint.answer(parameters));
        } catch (NoAnswerException e) {
            return Reply.text(422, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            return Reply.text(500, "this should not have happened, please report it: " + e);
        }
    }

    @Override
    public void close() {
        server.stop(CLOSE_AFTER_SECONDS);
        threads.shutdownNow();
    }
}
