/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Looks for JMX and debuggers in the scripts that start the broker. */
final class ScriptCheck implements Check {

    private static final String JMX = "com\\.sun\\.management\\.jmxremote\\.";
    private static final Pattern PORT = Pattern.compile(JMX + "port[= ]+([^\\s\"']+)");
    private static final Pattern HOST = Pattern.compile(JMX + "host=(127\\.[0-9.]+|localhost|::1)");
    private static final Pattern NO_PASSWORD = Pattern.compile(JMX + "authenticate=false");
    private static final Pattern NO_TLS = Pattern.compile(JMX + "ssl=false");
    private static final Pattern DEBUGGER = Pattern.compile("-(?:agentlib:jdwp|Xrunjdwp)\\S*");
    private static final Pattern NOT_LOCAL = Pattern.compile("address=(?:\\*|0\\.0\\.0\\.0)");
    private static final long MAX_BYTES = 1 << 20;
    private static final int MAX_FILES = 1_000;

    /** A line that is no comment, and its number. */
    private record Line(int number, String text) {}

    @Override
    public void run(BrokerHome home, Findings findings) {
        for (Path script : scripts(home.folder().resolve("bin"))) {
            List<Line> lines = lines(script);
            jmx(home.shown(script), lines, findings);
            debugger(home.shown(script), lines, findings);
        }
    }

    private static void jmx(String file, List<Line> lines, Findings findings) {
        Optional<Line> port = first(lines, PORT);
        if (port.isEmpty()) {
            return;
        }
        Place place = new Place(file, port.get().number());
        Matcher matcher = PORT.matcher(port.get().text());
        String shown = matcher.find() ? matcher.group(1) : "";
        boolean local = first(lines, HOST).isPresent();
        if (first(lines, NO_PASSWORD).isPresent()) {
            findings.add(
                    FindingCode.JMX_WITHOUT_AUTHENTICATION,
                    local ? Severity.warning : Severity.error,
                    place,
                    "JMX listens on port " + shown + " without asking for a password"
                            + (local ? ", for the users of this machine" : ""));
        } else if (first(lines, NO_TLS).isPresent() && !local) {
            findings.add(
                    FindingCode.JMX_WITHOUT_TLS,
                    Severity.warning,
                    place,
                    "JMX listens on port " + shown + " without TLS");
        }
    }

    private static void debugger(String file, List<Line> lines, Findings findings) {
        first(lines, DEBUGGER)
                .ifPresent(line -> findings.add(
                        FindingCode.DEBUGGER_OPEN,
                        NOT_LOCAL.matcher(line.text()).find() ? Severity.error : Severity.warning,
                        new Place(file, line.number()),
                        "a debugger can be attached to the broker"));
    }

    private static Optional<Line> first(List<Line> lines, Pattern pattern) {
        return lines.stream()
                .filter(line -> pattern.matcher(line.text()).find())
                .findFirst();
    }

    private static List<Path> scripts(Path bin) {
        try (Stream<Path> files = Files.walk(bin, 2)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".jar"))
                    .limit(MAX_FILES)
                    .sorted()
                    .toList();
        } catch (IOException | RuntimeException e) {
            return List.of(); // no bin/: the broker is started by something else
        }
    }

    private static List<Line> lines(Path script) {
        List<Line> lines = new ArrayList<>();
        try {
            if (Files.size(script) <= MAX_BYTES) {
                String[] texts = new String(Files.readAllBytes(script), StandardCharsets.ISO_8859_1).split("\n", -1);
                for (int i = 0; i < texts.length; i++) {
                    if (!texts[i].stripLeading().startsWith("#")
                            && !texts[i].stripLeading().startsWith("rem ")) {
                        lines.add(new Line(i + 1, texts[i]));
                    }
                }
            }
        } catch (IOException e) {
            return List.of();
        }
        return lines;
    }
}
