/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.Block;
import io.topicwarden.policy.Conditions;
import io.topicwarden.policy.DeniedPublish;
import io.topicwarden.policy.Effect;
import io.topicwarden.policy.MqttVersion;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.SourceSpan;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.TimeWindow;
import io.topicwarden.policy.TlsVersion;
import io.topicwarden.policy.TopicPattern;
import io.topicwarden.policy.When;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyReaderTest {

    private static Policy design() throws Exception {
        return ConfFolder.of(ConfFolder.repository().resolve("src/test/resources/corpus/policy-of-the-design-valid"))
                .policy()
                .flatMap(Loaded::value)
                .orElseThrow();
    }

    private static Permission only(Loaded<Policy> loaded) {
        assertThat(loaded.problems()).isEmpty();
        return Texts.entry(loaded.value().orElseThrow().roles(), "a")
                .permissions()
                .get(0);
    }

    private static When when(String lines) {
        return only(Texts.permission("allow: publish\ntopics: a\nwhen:\n" + lines.indent(2)))
                .conditions()
                .when();
    }

    @Test
    void read_policyOfTheDesign_hasItsRoles() throws Exception {
        assertThat(design().roles()).containsOnlyKeys("sensor", "operator");
        assertThat(Texts.entry(design().roles(), "sensor").description())
                .isEqualTo("field sensors publish their own measurements");
        assertThat(Texts.entry(design().roles(), "operator").deniedPublish()).contains(DeniedPublish.REFUSE);
    }

    @Test
    void read_policyOfTheDesign_hasItsPermissions() throws Exception {
        List<Permission> sensor = Texts.entry(design().roles(), "sensor").permissions();
        assertThat(sensor).extracting(Permission::effect).containsExactly(Effect.ALLOW, Effect.ALLOW, Effect.DENY);
        assertThat(sensor.get(0).actions()).containsExactly(Action.PUBLISH);
        assertThat(sensor.get(2).actions()).containsExactlyInAnyOrder(Action.PUBLISH, Action.SUBSCRIBE);
        assertThat(sensor.get(1).wildcards()).isEqualTo("a sensor owns its command topics");
    }

    @Test
    void read_policyOfTheDesign_hasItsConditions() throws Exception {
        Conditions conditions =
                Texts.entry(design().roles(), "sensor").permissions().get(0).conditions();
        assertThat(conditions.qos()).containsExactlyInAnyOrder(0, 1);
        assertThat(conditions.retain()).contains(false);
        assertThat(conditions.maxPayload()).isEqualTo(OptionalLong.of(65_536));
        assertThat(conditions.sharedGroups().isUnspecified()).isTrue();
        assertThat(conditions.when()).isEqualTo(When.ALWAYS);
    }

    @Test
    void read_policyOfTheDesign_referencesNameRoleNumberAndLine() throws Exception {
        Permission deny = Texts.entry(design().roles(), "sensor").permissions().get(2);
        assertThat(deny.reference().permission()).isEqualTo(3);
        assertThat(deny.reference()).hasToString("role `sensor`, policy.yaml:16");
    }

    @Test
    void read_policyOfTheDesign_hasItsAssignmentsAndBlocks() throws Exception {
        assertThat(design().assignments()).hasSize(2);
        assertThat(design().assignments().get(0).roles()).containsExactly("sensor");
        Block block = design().blocks().get(0);
        assertThat(block.reason()).isEqualTo("INC-1234 stolen key");
        assertThat(block.until()).contains(Instant.parse("2027-01-31T00:00:00Z"));
        assertThat(block.when().clientId()).containsExactly(new TextPattern("rogue-7"));
    }

    @Test
    void read_oneValueForAList_isAListOfOne() throws Exception {
        assertThat(only(Texts.permission("allow: publish\ntopics: a/b\nqos: 1")))
                .satisfies(permission -> {
                    assertThat(permission.topics()).containsExactly(TopicPattern.parse("a/b"));
                    assertThat(permission.conditions().qos()).containsExactly(1);
                });
    }

    @Test
    void read_everyTopic_needsNoReason() {
        Permission permission = only(Texts.permission("allow: subscribe\nevery-topic: true"));
        assertThat(permission.everyTopic()).isTrue();
        assertThat(permission.topics()).isEmpty();
    }

    @Test
    void read_sharedGroups_starMeansAny() {
        Permission any = only(Texts.permission("allow: subscribe\ntopics: a\nshared-groups: '*'"));
        assertThat(any.conditions().sharedGroups().contains("whatever")).isTrue();
        Permission named = only(Texts.permission("allow: subscribe\ntopics: a\nshared-groups: [g, h]"));
        assertThat(named.conditions().sharedGroups().contains("g")).isTrue();
        assertThat(named.conditions().sharedGroups().contains("*")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "512, 512",
        "512B, 512",
        "1KiB, 1024",
        "2MiB, 2097152",
        "1GiB, 1073741824",
        "64kB, 64000",
        "2MB, 2000000",
        "1GB, 1000000000",
        "999999999999999999, 999999999999999999"
    })
    void read_maxPayload_isInBytes(String text, long bytes) {
        assertThat(only(Texts.permission("allow: publish\ntopics: a\nmax-payload: " + text))
                        .conditions()
                        .maxPayload())
                .isEqualTo(OptionalLong.of(bytes));
    }

    @ParameterizedTest
    @CsvSource({
        "client-id: 0017, 0017",
        "client-id: 0x1F, 0x1F",
        "client-id: 1_000, 1_000",
        "client-id: yes, yes",
        "client-id: 12:30, 12:30",
        "client-id: 1e3, 1e3",
        "client-id: true, true",
        "client-id: .inf, .inf",
        "client-id: 2027-01-31, 2027-01-31",
        "client-id: 'null', null"
    })
    void read_textThatLooksOtherwise_isKeptAsWritten(String line, String text) {
        String yaml = text.equals("null") ? "client-id: 'null'" : line;
        assertThat(when(yaml).clientId()).containsExactly(new TextPattern(text));
    }

    @Test
    void read_whenWithEveryKey_keepsAll() throws Exception {
        When when = when(
                """
                identity: [a, b*]
                username: u
                listener: l
                network: [10.20.0.0/16]
                tls: TLSv1.3
                mqtt: [3, 5]
                attributes: {site: [1, 2], line: x}
                certificate: {cn: c, issuer-cn: i}
                """);
        assertThat(when.identity()).containsExactly(new TextPattern("a"), new TextPattern("b*"));
        assertThat(when.network()).containsExactly(AddressRange.parse("10.20.0.0/16"));
        assertThat(when.tls()).contains(TlsVersion.TLS_1_3);
        assertThat(when.mqtt()).containsExactly(MqttVersion.MQTT_3, MqttVersion.MQTT_5);
        assertThat(when.attributes())
                .containsEntry("site", List.of(new TextPattern("1"), new TextPattern("2")))
                .containsEntry("line", List.of(new TextPattern("x")));
        assertThat(when.certificate().orElseThrow().issuerCn()).containsExactly(new TextPattern("i"));
    }

    @ParameterizedTest
    @CsvSource({"08:00, 22:00", "'\"08:00\"', '\"22:00\"'", "'''08:00''', 22:00"})
    void read_timesQuotedOrNot_areTheSame(String from, String to) {
        assertThat(when("time: {days: [mon, friday], from: " + from + ", to: " + to + ", zone: Europe/Brussels}")
                        .time())
                .contains(new TimeWindow(
                        Set.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(22, 0),
                        ZoneId.of("Europe/Brussels")));
    }

    @Test
    void read_daysWithoutTimes_areWholeDays() {
        assertThat(when("time: {days: sun, zone: UTC}").time())
                .contains(new TimeWindow(
                        Set.of(DayOfWeek.SUNDAY), LocalTime.MIDNIGHT, LocalTime.MIDNIGHT, ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @CsvSource({
        "00:0A:bC, abc",
        "0x1F, 1f",
        "1f, 1f",
        "00, 0",
        "0 1 2, 12",
        "00ab*, ab*",
        "0*, 0*",
        "*0A, *0a",
        "017, 17"
    })
    void read_serial_isWrittenAsCertificateFactsDo(String text, String serial) {
        assertThat(when("certificate: {serial: '" + text + "'}")
                        .certificate()
                        .orElseThrow()
                        .serial())
                .containsExactly(new TextPattern(serial));
    }

    @Test
    void read_fingerprint_keepsLeadingZeros() {
        String colons = "00:" + "AB:".repeat(30) + "cd";
        assertThat(when("certificate: {fingerprint: '" + colons + "'}")
                        .certificate()
                        .orElseThrow()
                        .fingerprint())
                .containsExactly(new TextPattern("00" + "ab".repeat(30) + "cd"));
    }

    @Test
    void read_untilWithOffset_isThatInstant() {
        Loaded<Policy> loaded =
                Texts.policy("version: 1\nblocked: {when: {identity: a}, until: 2027-01-31T02:00:00+02:00}");
        assertThat(loaded.value().orElseThrow().blocks().get(0).until())
                .contains(Instant.parse("2027-01-31T00:00:00Z"));
    }

    @Test
    void read_severalFiles_areOnePolicy() {
        Loaded<Policy> loaded = PolicyReader.read(List.of(
                Texts.file("policy.yaml", "version: 1\nassignments: [{roles: b, when: {identity: '*'}}]"),
                Texts.file("policy.d/b.yaml", "version: 1\nroles: {b: {permissions: [{allow: publish, topics: x}]}}")));
        Policy policy = loaded.value().orElseThrow();
        assertThat(Texts.entry(policy.roles(), "b").span()).isEqualTo(new SourceSpan("policy.d/b.yaml", 2, 9, 1));
        assertThat(policy.assignments()).hasSize(1);
    }

    @Test
    void read_oneFileOfSeveralBroken_givesNoPolicyAtAll() {
        Loaded<Policy> loaded =
                PolicyReader.read(List.of(Texts.file("policy.yaml", "version: 1"), Texts.file("policy.d/b.yaml", "")));
        assertThat(loaded.value()).isEmpty();
    }

    @Test
    void read_noFile_isAProblem() {
        assertThat(Texts.codes(PolicyReader.read(List.of()))).containsExactly("missing-file");
    }

    @Test
    void roleNames_validAndInvalidRoles_namesAll() {
        assertThat(PolicyReader.roleNames(
                        List.of(Texts.file("policy.yaml", "version: 1\nroles: {a: x, b: {permissions: [{}]}}"))))
                .isEqualTo(Optional.of(Set.of("a", "b")));
    }

    @Test
    void roleNames_unreadableFile_isEmpty() {
        assertThat(PolicyReader.roleNames(List.of(Texts.file("policy.yaml", "roles: {"))))
                .isEmpty();
    }
}
