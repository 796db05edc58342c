/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import com.fasterxml.jackson.core.JsonGenerator;
import io.topicwarden.analysis.TestCoverage;
import io.topicwarden.analysis.TestOutcome;
import io.topicwarden.policy.Permission;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Shows which permissions of which policy the tests of all files have exercised. */
final class CoverageReport {

    /** One policy. */
    private record OfPolicy(TestedFile.TestedPolicy policy, TestCoverage coverage) {}

    private final List<OfPolicy> policies = new ArrayList<>();

    CoverageReport(List<TestedFile> files) {
        Map<Path, List<TestedFile>> byPolicy = new LinkedHashMap<>();
        files.forEach(file -> byPolicy.computeIfAbsent(file.policy().path(), unused -> new ArrayList<>())
                .add(file));
        byPolicy.values().forEach(same -> {
            List<TestOutcome> all =
                    same.stream().flatMap(file -> file.all().stream()).toList();
            TestedFile.TestedPolicy policy = same.get(0).policy();
            policies.add(new OfPolicy(policy, TestCoverage.of(policy.source().policy(), all)));
        });
    }

    void print(Console console) {
        for (OfPolicy one : policies) {
            TestCoverage coverage = one.coverage();
            console.out().println();
            console.out()
                    .println("coverage of " + one.policy().directory()
                            + one.policy().source().files().get(0).file()
                            + ": " + coverage.exercised().size() + " of " + coverage.permissions() + " permissions ("
                            + coverage.percent() + " %)");
            list(console, "not exercised ", coverage.untouched(), one.policy().directory());
            list(
                    console,
                    "near miss only",
                    coverage.nearlyMissed(),
                    one.policy().directory());
        }
    }

    private static void list(Console console, String what, List<Permission> permissions, String directory) {
        for (Permission permission : permissions) {
            console.out()
                    .println("  " + Paint.YELLOW.on(console, what) + "  " + directory
                            + permission.reference().span().fileAndLine() + "  role `"
                            + permission.reference().role() + "`: " + words(permission));
        }
    }

    /** {@code allow publish plants/+, …}. */
    private static String words(Permission permission) {
        String actions = permission.actions().stream()
                .sorted()
                .map(action -> action.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        String topics = permission.everyTopic()
                ? "every topic"
                : permission.topics().get(0) + (permission.topics().size() > 1 ? ", …" : "");
        return permission.effect().name().toLowerCase(Locale.ROOT) + " " + actions + " " + topics;
    }

    /** The member {@code coverage}. */
    void write(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("coverage");
        for (OfPolicy one : policies) {
            json.writeStartObject();
            json.writeNumberField("permissions", one.coverage().permissions());
            json.writeNumberField("exercised", one.coverage().exercised().size());
            write(
                    json,
                    "not_exercised",
                    one.coverage().untouched(),
                    one.policy().directory());
            write(
                    json,
                    "near_miss_only",
                    one.coverage().nearlyMissed(),
                    one.policy().directory());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, String name, List<Permission> permissions, String directory)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (Permission permission : permissions) {
            json.writeStartObject();
            DecisionReport.members(json, permission.reference(), directory);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
