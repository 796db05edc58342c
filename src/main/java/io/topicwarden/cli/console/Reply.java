/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What is sent back.
 *
 * @param type of the content
 * @param headers besides those that everything has
 */
record Reply(int status, String type, String content, Map<String, String> headers) {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
            + "connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static final Map<String, String> ALWAYS = Map.of(
            "Content-Security-Policy", POLICY,
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "no-referrer",
            "Cross-Origin-Opener-Policy", "same-origin",
            "Cross-Origin-Resource-Policy", "same-origin",
            "Cache-Control", "no-store");

    /** A sentence. */
    static Reply text(int status, String sentence) {
        return new Reply(status, "text/plain; charset=utf-8", sentence + "\n", Map.of());
    }

    static Reply json(int status, String json) {
        return new Reply(status, "application/json", json, Map.of());
    }

    Reply with(String header, String value) {
        return new Reply(status, type, content, Map.of(header, value));
    }

    void send(HttpExchange exchange) throws IOException {
        Headers to = exchange.getResponseHeaders();
        ALWAYS.forEach(to::set);
        headers.forEach(to::set);
        to.set("Content-Type", type);
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        boolean head = exchange.getRequestMethod().equals("HEAD");
        exchange.sendResponseHeaders(status, head ? -1 : bytes.length);
        if (!head) {
            // Closed first: on JDK 25 the end of the exchange waits for the request's body, which may never come, and
            // only
            // then sends what is not.
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(bytes);
            }
        }
    }
}
