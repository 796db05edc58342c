/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.console;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind the question mark of an address.
 *
 * @param values by name, in the order of the address; empty ones left out
 */
public record Parameters(SortedMap<String, List<String>> values) {

    /**
     * Reads them.
     *
     * @throws IllegalArgumentException if the escapes are not well-formed
     */
    static Parameters parse(@Nullable String query) {
        SortedMap<String, List<String>> values = new TreeMap<>();
        for (String pair : (query == null ? "" : query).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0 && equals + 1 < pair.length()) {
                values.computeIfAbsent(decoded(pair.substring(0, equals)), unused -> new ArrayList<>())
                        .add(decoded(pair.substring(equals + 1)));
            }
        }
        return new Parameters(values);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** The first of this name. */
    public Optional<String> first(String name) {
        return all(name).stream().findFirst();
    }

    /** All of this name. */
    public List<String> all(String name) {
        return Map.copyOf(values).getOrDefault(name, List.of());
    }
}
