/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.PatternSyntaxException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the URL of the database. Only parameters of a short list are taken: others can hold secrets, or name classes that
 * the driver would load. The server's certificate is verified unless the database is on this machine.
 */
final class DatabaseUrl {

    private static final Pattern FORM =
            Pattern.compile("jdbc:postgresql://([A-Za-z0-9.,:_\\[\\]-]+)/([A-Za-z0-9_.-]+)(?:\\?(.*))?");
    private static final List<String> PARAMETERS = List.of(
            "sslmode",
            "sslrootcert",
            "sslcert",
            "sslkey",
            "targetServerType",
            "loadBalanceHosts",
            "hostRecheckSeconds");
    private static final Set<String> MODES =
            Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");
    private static final String VERIFIED = "verify-full";
    private static final Pattern LOOPBACK = Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:[0-9]+)?");

    /** Where a line of the settings could hold a password, though none may stand there. */
    private static final Pattern SECRET = Pattern.compile("(?i)(://)\\S*@|(pass[a-z]*\\s*[:=]\\s*)[^&,}\"'\\s]+");

    private DatabaseUrl() {}

    /** A line as it may be shown: whatever looks like a password becomes stars. */
    static String withoutSecrets(String line) {
        return SECRET.matcher(line)
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group(1) != null ? "://********@" : found.group(2) + "********"));
    }

    /**
     * The URL, with an {@code sslmode}.
     *
     * @throws PatternSyntaxException if it is no such URL or would not verify who answers
     */
    static String parse(String text) throws PatternSyntaxException {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw bad(
                    "this is not the URL of a PostgreSQL database",
                    text,
                    "write `jdbc:postgresql://HOST:5432/DATABASE`");
        }
        Map<String, String> parameters = parameters(matcher.group(3) == null ? "" : matcher.group(3), text);
        String mode = parameters.getOrDefault("sslmode", VERIFIED);
        if (!MODES.contains(mode)) {
            throw bad("`sslmode` has another value than those there are", text, "write `sslmode=verify-full`");
        }
        boolean local = List.of(matcher.group(1).split(",")).stream()
                .allMatch(host -> LOOPBACK.matcher(host).matches());
        if (!mode.equals(VERIFIED) && !local) {
            throw new PatternSyntaxException(
                    Code.UNVERIFIED_DATABASE.toString(),
                    "with `sslmode=" + mode + "` anybody on the network could be the database",
                    0,
                    text.length(),
                    "leave `sslmode` out, or write `sslmode=verify-full`; others are for a database on this machine only");
        }
        return parameters.containsKey("sslmode")
                ? text
                : text + (parameters.isEmpty() ? "?" : "&") + "sslmode=" + VERIFIED;
    }

    private static Map<String, String> parameters(String query, String text) throws PatternSyntaxException {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            if (equals < 0 || !PARAMETERS.contains(name) || parameters.put(name, pair.substring(equals + 1)) != null) {
                throw bad(
                        "the URL has a parameter that is not taken here, or one twice",
                        text,
                        "the parameters are " + String.join(", ", PARAMETERS)
                                + "; the user and the password stand elsewhere");
            }
        }
        return parameters;
    }

    /** The message does not show the text, which may hold a password. */
    private static PatternSyntaxException bad(String message, String text, String help) {
        return new PatternSyntaxException(Code.BAD_DATABASE_URL.toString(), message, 0, text.length(), help);
    }
}
