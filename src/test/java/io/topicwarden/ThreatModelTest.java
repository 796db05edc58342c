/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every test that {@code docs/threat-model.md} leans on is there, under the name that it gives. */
class ThreatModelTest {

    private static final Path REPOSITORY = Path.of(System.getProperty("topicwarden.repository", ".."));
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*(?:Test|IT))(?:\\.(\\w+))?`");

    /** Fewer would mean that the pattern no longer finds them. */
    private static final int FEWEST_NAMED = 60;

    @Test
    void page_everyTestThatItNames_exists() throws IOException {
        List<MatchResult> named =
                NAMED.matcher(read("docs/threat-model.md")).results().toList();
        assertThat(named).hasSizeGreaterThan(FEWEST_NAMED);
        assertThat(missing(named)).isEmpty();
    }

    @Test
    void page_rootCauses_areTwelveAndEachHasATest() throws IOException {
        List<String> rows = read("docs/threat-model.md")
                .lines()
                .filter(line -> line.matches("\\| \\d+ \\|.*"))
                .toList();
        assertThat(rows).hasSize(12).allSatisfy(row -> assertThat(row).containsPattern(NAMED));
    }

    private static Set<String> missing(List<MatchResult> named) throws IOException {
        Set<String> missing = new TreeSet<>();
        for (MatchResult test : named) {
            boolean there = false;
            for (Path file : files(test.group(1))) {
                there |= test.group(2) == null || Files.readString(file).contains("void " + test.group(2) + "(");
            }
            if (!there) {
                missing.add(test.group());
            }
        }
        return missing;
    }

    private static List<Path> files(String name) throws IOException {
        List<Path> found = new ArrayList<>();
        for (String module : List.of("src/test/java", "integration-tests/src/test/java")) {
            try (Stream<Path> files = Files.walk(REPOSITORY.resolve(module))) {
                files.filter(file -> file.endsWith(name + ".java")).forEach(found::add);
            }
        }
        return found;
    }

    private static String read(String file) throws IOException {
        return Files.readString(REPOSITORY.resolve(file));
    }
}
