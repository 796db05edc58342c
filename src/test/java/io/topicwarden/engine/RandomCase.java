/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

import io.topicwarden.policy.Action;
import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.Client;
import io.topicwarden.policy.Permission;
import io.topicwarden.policy.TextPattern;
import io.topicwarden.policy.When;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** A small random policy, a random client and random requests over few levels, all from one source of choices. */
final class RandomCase {

    private static final int MAX_LEVELS = 3;

    private static final List<List<String>> VALUES = List.of(
            List.of("a"),
            List.of("a"),
            List.of("b"),
            List.of("a", "b"),
            List.of("b", "c", "a"),
            List.of(),
            List.of(""),
            List.of("+"),
            List.of("b", "a/b"),
            List.of("$s"),
            List.of("a", "$s"));

    private final String origin;
    private final Random random;
    private final boolean affixes;
    private final Client client;
    private final String divided;
    private final List<Permission> permissions;
    private final ClientPermissions bound;
    private final List<String> alphabet;
    private final int maxLevels;

    RandomCase(long seed) {
        this("seed " + seed, new Random(seed));
    }

    /** Likewise, from a generator of any kind. */
    RandomCase(Random random) {
        this("not of a seed", random);
    }

    private RandomCase(String origin, Random random) {
        this.origin = origin;
        this.random = random;
        this.affixes = random.nextInt(4) == 0;
        this.maxLevels = affixes ? MAX_LEVELS - 1 : MAX_LEVELS;
        this.client = Clients.client("a", Map.of("v", pick(VALUES), "w", pick(VALUES)));
        this.divided = pick("a", "+", "$s", "");
        List<Permissions> written = new ArrayList<>();
        IntStream.rangeClosed(0, random.nextInt(7)).forEach(i -> written.add(permission()));
        if (random.nextInt(3) == 0) {
            addPiecesOfDivided(written);
        }
        this.permissions = Policies.number(written);
        this.bound = Policies.bind(client, permissions);
        this.alphabet = alphabet();
    }

    Client client() {
        return client;
    }

    List<Permission> permissions() {
        return permissions;
    }

    Random random() {
        return random;
    }

    ClientPermissions bound() {
        return bound;
    }

    Oracle oracle() {
        return new Oracle(permissions, client, Policies.NOW);
    }

    /** Every topic up to two levels more than the longest pattern or this filter has. */
    Universe universe(String filter) {
        return new Universe(alphabet, Math.max(maxLevels, filter.split("/", -1).length) + 2);
    }

    /** Every level that the policy can tell apart, and one that it cannot tell from any other. */
    private List<String> alphabet() {
        Set<String> alphabet = new LinkedHashSet<>(List.of("a", "b", "fresh", "", "$s"));
        for (String name : List.of("v", "w")) {
            for (String value : client.attributes().getOrDefault(name, List.of())) {
                alphabet.add(value);
                if (affixes) {
                    alphabet.add("a" + value);
                }
            }
        }
        alphabet.removeIf(level -> level.contains("/") || level.contains("+"));
        return List.copyOf(alphabet);
    }

    String topic() {
        String topic = levels(1 + random.nextInt(maxLevels + 2), () -> pick(alphabet));
        return topic.isEmpty() ? "a" : topic;
    }

    String filter() {
        if (random.nextInt(6) == 0) {
            return divided.isEmpty() ? "#" : divided + "/#";
        }
        String filter = levels(random.nextInt(maxLevels + 1), () -> pick("a", "a", "b", "+", "+", "fresh", "", "$s"));
        if (filter.isEmpty() || random.nextInt(3) == 0) {
            return filter.isEmpty() ? pick("#", "/#", "+", "$s/#") : filter + "/#";
        }
        return filter;
    }

    int qos() {
        return random.nextInt(3);
    }

    Optional<String> group() {
        return random.nextInt(3) == 0 ? Optional.of(pick("g", "h")) : Optional.empty();
    }

    Permissions permission() {
        boolean allow = random.nextInt(10) < 7;
        Action action = pick(Action.values());
        String[] topics = random.nextInt(20) == 0
                ? new String[0]
                : IntStream.rangeClosed(0, random.nextInt(2))
                        .mapToObj(i -> pattern())
                        .toArray(String[]::new);
        Permissions permission = allow ? Permissions.allow(action, topics) : Permissions.deny(action, topics);
        return conditions(permission);
    }

    private Permissions conditions(Permissions plain) {
        Permissions permission = plain;
        if (random.nextInt(6) == 0) {
            permission = permission.qos(0, 1);
        }
        if (random.nextInt(8) == 0) {
            permission = permission.retain(random.nextBoolean());
        }
        if (random.nextInt(8) == 0) {
            permission = permission.maxPayload(10);
        }
        if (random.nextInt(4) == 0) {
            permission = permission.sharedGroups(pick("g", "*"));
        }
        if (random.nextInt(6) == 0) {
            permission = permission.when(onListener(pick("tls", "tls", "other")));
        }
        return permission;
    }

    /** The pieces by length of what lies under {@code divided}, one permission each; now and then one is missing. */
    private void addPiecesOfDivided(List<Permissions> written) {
        boolean allow = random.nextInt(3) > 0;
        String under = divided.isEmpty() ? "" : divided + "/";
        List<String> pieces =
                divided.isEmpty() ? List.of("+", "+/+", "+/+/+/#") : List.of(divided, under + "+", under + "+/+/#");
        for (String piece : pieces) {
            if (random.nextInt(10) > 0) {
                written.add(
                        allow ? Permissions.allow(Action.SUBSCRIBE, piece) : Permissions.deny(Action.SUBSCRIBE, piece));
            }
        }
    }

    static When onListener(String name) {
        List<TextPattern> any = List.of();
        List<AddressRange> anywhere = List.of();
        return new When(
                any,
                any,
                any,
                List.of(new TextPattern(name)),
                anywhere,
                Optional.empty(),
                List.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
    }

    String pattern() {
        String variable = affixes ? "a${attributes.v}" : "${attributes.v}";
        String pattern = levels(
                random.nextInt(maxLevels + 1),
                () -> pick("a", "a", "b", "+", "+", "+", "", "$s", "${attributes.w}", variable));
        if (pattern.isEmpty() || random.nextInt(4) == 0) {
            return pattern.isEmpty() ? pick("#", "/#", "+", "$s/#", "+/#") : pattern + "/#";
        }
        return pattern;
    }

    private static String levels(int count, Supplier<String> level) {
        List<String> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            levels.add(level.get());
        }
        return String.join("/", levels);
    }

    @SafeVarargs
    private <T> T pick(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The seed and the policy, for a failing test to print. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(origin + ", attributes " + client.attributes());
        permissions.forEach(permission -> text.append("\n  ").append(permission));
        return text.append('\n').toString();
    }
}
