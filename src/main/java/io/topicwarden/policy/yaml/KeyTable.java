/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one kind of mapping. The JSON Schemas in {@code conf/schema} must say the same, by the same title.
 *
 * @param title what the mapping describes
 * @param required the keys that must stand
 * @param optional the keys that may
 */
record KeyTable(String title, List<String> required, List<String> optional) {

    /* topicwarden.yaml */
    static final KeyTable SETTINGS = new KeyTable(
            "settings",
            List.of("version"),
            List.of(
                    "listeners",
                    "certificates",
                    "throttle",
                    "subscriptions",
                    "denied-publish",
                    "store",
                    "logs",
                    "observe"));
    static final KeyTable LISTENER = new KeyTable(
            "listener",
            List.of("authenticate"),
            List.of("identity", "client-id", "networks", "tls", "require-known-identity", "plaintext"));
    static final KeyTable CERTIFICATES = new KeyTable(
            "certificates",
            List.of(),
            List.of("trust-anchors", "revocation-lists", "revocation", "extended-key-usage", "minimum-key"));
    static final KeyTable MINIMUM_KEY = new KeyTable("minimum-key", List.of(), List.of("rsa", "ec"));
    static final KeyTable THROTTLE = new KeyTable("throttle", List.of(), List.of("address", "identity", "certificate"));
    static final KeyTable LIMIT = new KeyTable("limit", List.of(), List.of("burst", "per-minute"));
    static final KeyTable SUBSCRIPTIONS = new KeyTable("subscriptions", List.of(), List.of("partly-permitted"));
    static final KeyTable STORE =
            new KeyTable("store", List.of("type"), List.of("url", "user", "password-file", "cache"));
    static final KeyTable CACHE =
            new KeyTable("cache", List.of(), List.of("identities", "expire-after", "serve-stale-for"));
    static final KeyTable LOGS = new KeyTable("logs", List.of(), List.of("denials", "connections", "shadow"));
    static final KeyTable LOG = new KeyTable("log", List.of(), List.of("file", "rotate-at", "keep", "chain"));
    static final KeyTable OBSERVE = new KeyTable("observe", List.of(), List.of("file", "write-every"));

    /* identities.yaml */
    static final KeyTable IDENTITIES = new KeyTable("identities", List.of("version"), List.of("identities"));
    static final KeyTable IDENTITY =
            new KeyTable("identity", List.of(), List.of("password", "roles", "attributes", "enabled"));

    /* policy.yaml */
    static final KeyTable POLICY =
            new KeyTable("policy", List.of("version"), List.of("roles", "assignments", "blocked"));
    static final KeyTable ROLE = new KeyTable("role", List.of("permissions"), List.of("description", "denied-publish"));
    static final KeyTable PERMISSION = new KeyTable(
            "permission",
            List.of(),
            List.of(
                    "allow",
                    "deny",
                    "topics",
                    "every-topic",
                    "wildcards",
                    "qos",
                    "retain",
                    "max-payload",
                    "shared-groups",
                    "when"));
    static final KeyTable ASSIGNMENT = new KeyTable("assignment", List.of("roles", "when"), List.of());
    static final KeyTable BLOCK = new KeyTable("block", List.of("when"), List.of("reason", "until"));
    static final KeyTable WHEN = new KeyTable(
            "when",
            List.of(),
            List.of(
                    "identity",
                    "client-id",
                    "username",
                    "listener",
                    "network",
                    "tls",
                    "mqtt",
                    "attributes",
                    "certificate"));
    static final KeyTable PERMISSION_WHEN = new KeyTable("permission-when", List.of(), with(WHEN.optional, "time"));
    static final KeyTable CERTIFICATE = new KeyTable(
            "certificate",
            List.of(),
            List.of("cn", "o", "ou", "serial", "fingerprint", "issuer-cn", "san-dns", "san-uri", "san-email"));
    static final KeyTable TIME = new KeyTable("time", List.of("zone"), List.of("days", "from", "to"));

    /* policy-tests.yaml */
    static final KeyTable POLICY_TESTS = new KeyTable("policy-tests", List.of("tests"), List.of("version", "policy"));
    static final KeyTable POLICY_TEST = new KeyTable("test", List.of("name", "as"), List.of("allow", "deny"));
    static final KeyTable TEST_CLIENT = new KeyTable(
            "client",
            List.of("client-id"),
            List.of(
                    "listener",
                    "network",
                    "certificate",
                    "identity",
                    "username",
                    "tls",
                    "mqtt",
                    "roles",
                    "attributes",
                    "time"));
    static final KeyTable TEST_CERTIFICATE = new KeyTable("test-certificate", List.of(), CERTIFICATE.optional);
    static final KeyTable EXPECTATION = new KeyTable(
            "expectation",
            List.of(),
            List.of("publish", "subscribe", "will", "deliver", "qos", "retain", "payload", "because"));

    /** The same keys, none of which must stand. */
    KeyTable withoutRequired() {
        return new KeyTable(title, List.of(), all());
    }

    /** Whether the mapping may have this key. */
    boolean contains(String key) {
        return required.contains(key) || optional.contains(key);
    }

    /** All of them, the required ones first. */
    List<String> all() {
        List<String> all = new ArrayList<>(required);
        all.addAll(optional);
        return all;
    }

    private static List<String> with(List<String> keys, String more) {
        List<String> all = new ArrayList<>(keys);
        all.add(more);
        return List.copyOf(all);
    }
}
