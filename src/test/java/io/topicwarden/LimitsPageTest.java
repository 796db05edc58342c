/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/limits.md} has the bounds of the code, all of them where the texts of clients and files are read. */
final class LimitsPageTest {

    private static final String BASE = "io.topicwarden.";

    /** Where no bound is left out of the page. */
    private static final Set<String> COMPLETE =
            Set.of("policy", "policy.yaml", "engine", "identity.x509", "store.file", "cli.migrate", "cli.xml");

    /** Bounds of what we do, not of what anybody sends or writes. */
    private static final Set<String> OWN = Set.of(
            "policy.yaml.TreeReader.MOST_SHARED", "policy.yaml.TreeReader.LONGEST_SHARED", "engine.Offer.MAX_PAYLOAD");

    private static final Pattern ROW = Pattern.compile(
            "^\\| .* \\| ([0-9,]+)(?: (KiB|MiB|s|d))? \\| .* \\| `([a-z0-9.]+\\.[A-Za-z]+\\.[A-Z_]+)` \\|$",
            Pattern.MULTILINE);

    private static final Map<String, Long> UNITS = Map.of(
            "KiB",
            1L << 10,
            "MiB",
            1L << 20,
            "s",
            1_000L,
            "d",
            Duration.ofDays(1).toMillis());

    @Test
    void page_everyConstantOfIt_hasTheValueInTheCode() throws Exception {
        Map<String, Long> rows = rows();
        assertThat(rows).hasSizeGreaterThan(50);
        for (Map.Entry<String, Long> row : rows.entrySet()) {
            assertThat(valueOf(row.getKey())).as(row.getKey()).isEqualTo(row.getValue());
        }
    }

    @Test
    void page_everyBoundOfTheReadersAndTheEngine_isThere() throws IOException {
        assertThat(rows().keySet())
                .containsAll(new ClassFileImporter()
                                .withImportOption(new ImportOption.DoNotIncludeTests())
                                .importPackages("io.topicwarden")
                                .stream()
                                .filter(type -> COMPLETE.contains(shortened(type.getPackageName())))
                                .flatMap(type -> type.getFields().stream())
                                .filter(LimitsPageTest::isBound)
                                .map(field -> shortened(field.getFullName()))
                                .filter(name -> !OWN.contains(name))
                                .toList());
    }

    @Test
    void page_everyTable_isRead() throws IOException {
        assertThat(page().lines().filter(line -> line.startsWith("| ") && !line.startsWith("| what ")))
                .hasSize(rows().size());
    }

    private static boolean isBound(JavaField field) {
        return field.getModifiers().contains(JavaModifier.STATIC)
                && field.getName().matches("(MAX|MOST|LONGEST)(_[A-Z]+)*|CAPACITY|CACHE_BYTES");
    }

    private static String shortened(String name) {
        return name.substring(BASE.length());
    }

    private static Map<String, Long> rows() throws IOException {
        Map<String, Long> rows = new TreeMap<>();
        for (MatchResult row : ROW.matcher(page()).results().toList()) {
            long unit = row.group(2) == null ? 1 : UNITS.getOrDefault(row.group(2), 0L);
            rows.put(row.group(3), Long.parseLong(row.group(1).replace(",", "")) * unit);
        }
        return rows;
    }

    /** Durations in milliseconds. */
    private static long valueOf(String constant) throws ReflectiveOperationException {
        int dot = constant.lastIndexOf('.');
        Field field = Class.forName(BASE + constant.substring(0, dot)).getDeclaredField(constant.substring(dot + 1));
        field.setAccessible(true);
        Object value = field.get(null);
        return value instanceof Duration duration ? duration.toMillis() : ((Number) value).longValue();
    }

    private static String page() throws IOException {
        return Files.readString(Path.of(System.getProperty("topicwarden.repository"), "docs", "limits.md"));
    }
}
