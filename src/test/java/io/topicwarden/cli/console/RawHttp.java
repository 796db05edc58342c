/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Requests as they go over the wire, whatever a client library would permit. */
record RawHttp(int port) {

    /** A request of this address with these further headers, to the right host. */
    String get(String target, String... headers) throws IOException {
        return send("GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n" + lines(List.of(headers)));
    }

    /**
     * Sends a request and returns the whole answer.
     *
     * @param head without the empty line at its end
     */
    String send(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String lines(List<String> headers) {
        StringBuilder lines = new StringBuilder();
        headers.forEach(header -> lines.append(header).append("\r\n"));
        return lines.toString();
    }
}
