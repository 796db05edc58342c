/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The files of the pages, which lie in the jar and never change. */
final class Pages {

    private static final Map<String, String> PAGES =
            Map.of("/", "overview.html", "/refusal", "refusal.html", "/can-i", "can-i.html", "/roles", "roles.html");

    private static final List<String> PARTS = List.of(
            "console.css",
            "icon.svg",
            "ask.js",
            "can-i.js",
            "chart.js",
            "explanation.js",
            "filters.js",
            "overview.js",
            "refusal.js",
            "remedy.js",
            "roles.js",
            "shown.js");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml");

    private final Map<String, Reply> replies = new HashMap<>();

    Pages() {
        PAGES.forEach((path, file) -> replies.put(path, read(file)));
        PARTS.forEach(file -> replies.put("/" + file, read(file)));
    }

    Optional<Reply> at(String path) {
        return Optional.ofNullable(replies.get(path));
    }

    /** The page that takes the token out of the address; no redirection, so that the cookie counts as coming from here. */
    Reply welcome() {
        return read("welcome.html");
    }

    private static Reply read(String file) {
        String type = Objects.requireNonNull(TYPES.get(file.substring(file.lastIndexOf('.') + 1)));
        try (InputStream in = Objects.requireNonNull(Pages.class.getResourceAsStream(file), file)) {
            return new Reply(200, type, new String(in.readAllBytes(), StandardCharsets.UTF_8), Map.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
