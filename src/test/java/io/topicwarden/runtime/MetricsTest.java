/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.Metric;
import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.prometheus.client.dropwizard.DropwizardExports;
import io.topicwarden.audit.EventAction;
import io.topicwarden.policy.ReasonCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code docs/metrics.md} has every metric, and the dashboard none that does not exist.
 *
 * <p>To add a metric: count or register it through {@link Telemetry} under a literal name, and give it a row
 * {@code | `topicwarden.NAME` | counter, gauge or timer | unit | meaning |} in {@code docs/metrics.md}. A name that is put together
 * from parts needs a row for each outcome.
 */
final class MetricsTest {

    private static final String HOW =
            "docs/metrics.md needs a row `| `topicwarden.NAME` | TYPE | UNIT | MEANING |` for each";

    private static final Path REPOSITORY = Path.of(System.getProperty("topicwarden.repository", ".."));
    private static final Path SOURCES = REPOSITORY.resolve("src/main/java");

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| `topicwarden\\.([^`]+)` \\| (counter|gauge|timer) \\| [^|]*\\| [^|]+\\|$");
    private static final Pattern ANY_ROW = Pattern.compile("(?m)^\\| `topicwarden\\.[^`]+` \\|");
    private static final Pattern NAMED = Pattern.compile("(?:count|count\\.accept|gauge)\\(\\s*\"([a-z][a-z0-9.-]*)\"");
    private static final Pattern EXPORTED = Pattern.compile("\\btopicwarden_[a-z0-9_]+");

    /** Stands for one row for each action and reason. */
    private static final String DENIED = "ACTION.denied.REASON";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void registry_ofARunningWarden_isDocumentedByNameAndType() {
        Map<String, String> documented = documented();
        MetricRegistry registry = new MetricRegistry();
        Conf conf = new Conf(folder.resolve("conf"));
        conf.write("policy.shadow.yaml", Conf.POLICY);
        try (Warden warden = Warden.start(
                conf.path(""), folder.resolve("log"), folder.resolve("data"), registry, new NotedSessions())) {
            warden.telemetry().denied(EventAction.PUBLISH, ReasonCode.QOS);
            assertThat(types(registry)).as(HOW).isNotEmpty().allSatisfy((name, type) -> assertThat(documented)
                    .as(name)
                    .containsEntry(name, type));
            assertThat(documented.entrySet().stream()
                            .filter(entry -> !entry.getValue().equals("counter"))
                            .map(Map.Entry::getKey))
                    .as("gauges and timers are there from the start")
                    .allSatisfy(name -> assertThat(types(registry)).containsKey(name));
        }
    }

    @Test
    void name_inTheSources_isDocumented() {
        Set<String> documented = documented().keySet();
        Set<String> undocumented = new TreeSet<>(namesInSources());
        undocumented.removeIf(name -> name.endsWith(".")
                ? documented.stream().anyMatch(known -> known.startsWith(name))
                : documented.contains(name));

        assertThat(namesInSources()).contains("reload.success", "clients", "shadow.");
        assertThat(undocumented).as(HOW).isEmpty();
    }

    @Test
    void counter_inTheDocumentation_isInTheSources() {
        Set<String> counted = namesInSources();
        List<String> unknown = documented().entrySet().stream()
                .filter(entry -> entry.getValue().equals("counter"))
                .map(Map.Entry::getKey)
                .filter(name -> !name.contains(".denied.") && !isOfEveryAction(name))
                .filter(name -> counted.stream()
                        .noneMatch(known -> known.endsWith(".") ? name.startsWith(known) : name.equals(known)))
                .toList();

        assertThat(unknown).isEmpty();
    }

    @Test
    void rows_ofTheDocumentation_haveTypeUnitAndMeaning() {
        String page = read(REPOSITORY.resolve("docs/metrics.md"));

        assertThat(ROW.matcher(page).results().count())
                .isEqualTo(ANY_ROW.matcher(page).results().count())
                .isGreaterThan(30);
    }

    @Test
    void dashboard_asksOnlyForWhatIsExported() {
        Set<String> exported = exported();
        List<String> expressions = expressions();
        Set<String> asked = expressions.stream()
                .flatMap(expression -> EXPORTED.matcher(expression).results().map(match -> match.group()))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(asked).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(exported)
                .as("%s, in docs/grafana/topicwarden.json", name)
                .anyMatch(known -> name.endsWith("_") ? known.startsWith(name) : known.equals(name)));
    }

    /** As HiveMQ's Prometheus extension exports what is documented. */
    private static Set<String> exported() {
        MetricRegistry registry = new MetricRegistry();
        documented().forEach((name, type) -> {
            String full = "topicwarden." + name;
            Metric unused =
                    switch (type) {
                        case "counter" -> registry.counter(full);
                        case "timer" -> registry.timer(full);
                        default -> registry.gauge(full, () -> () -> 1L);
                    };
        });
        return new DropwizardExports(registry)
                .collect().stream()
                        .flatMap(family -> family.samples.stream())
                        .map(sample -> sample.name)
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The type of each documented metric by its name without {@code topicwarden.}, the refusals one by one. */
    private static Map<String, String> documented() {
        Map<String, String> types = new TreeMap<>();
        ROW.matcher(read(REPOSITORY.resolve("docs/metrics.md")))
                .results()
                .forEach(row -> types.put(row.group(1), row.group(2)));
        assertThat(types).containsKey(DENIED);
        types.remove(DENIED);
        for (EventAction action : EventAction.values()) {
            for (ReasonCode reason : ReasonCode.values()) {
                types.put(action + ".denied." + reason, "counter");
            }
        }
        return types;
    }

    private static Map<String, String> types(MetricRegistry registry) {
        Map<String, String> types = new TreeMap<>();
        registry.getMetrics()
                .forEach((name, metric) -> types.put(name.substring("topicwarden.".length()), type(metric)));
        return types;
    }

    private static String type(Metric metric) {
        return metric instanceof Counter
                ? "counter"
                : metric instanceof Timer ? "timer" : metric instanceof Gauge ? "gauge" : "another";
    }

    private static boolean isOfEveryAction(String name) {
        return name.endsWith(".allowed");
    }

    /** The literals by which metrics are counted or registered; one that ends with a dot is the beginning of several. */
    private static Set<String> namesInSources() {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            return files.filter(file -> file.toString().matches(".*/(runtime|hivemq)/.*\\.java"))
                    .flatMap(file -> NAMED.matcher(read(file)).results().map(match -> match.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> expressions() {
        try {
            JsonNode dashboard =
                    JsonMapper.builder().build().readTree(read(REPOSITORY.resolve("docs/grafana/topicwarden.json")));
            List<String> expressions = new ArrayList<>();
            dashboard.findValues("expr").forEach(node -> expressions.add(node.asText()));
            return expressions;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
