/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Valid files of identities in many layouts: blocks and braces, quotes, comments, indents, line ends. */
final class RandomIdentities {

    private static final List<String> NAMES = List.of(
            "alice", "bob", "'17'", "\"a b\"", "zoë", "日本", "sensor-1", "'it''s'", "\"q\\\"q\"", "x.y", "\ud83d\ude00");
    private static final List<String> MEANT =
            List.of("alice", "bob", "17", "a b", "zoë", "日本", "sensor-1", "it's", "q\"q", "x.y", "\ud83d\ude00");
    private static final List<String> NEW_NAMES = List.of("carol", "yes", "0x1F", "a: b", "#1", "ü/ß", "new\\name");
    private static final String ARGON =
            "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
    private static final String BCRYPT = "$2b$04$CCCCCCCCCCCCCCCCCCCCC.FXJHjF.8tyWAsIeGLxC7hC/nyX4QxgC";

    private final Random random;
    private final String eol;
    private final List<Integer> used = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    RandomIdentities(long seed) {
        random = new Random(seed);
        eol = pick("\n", "\n", "\r\n", "\r");
        write();
    }

    String text() {
        return text.toString();
    }

    /** One of those in the file, or a new one. */
    String nameToSet() {
        return !used.isEmpty() && random.nextInt(4) > 0
                ? MEANT.get(used.get(random.nextInt(used.size())))
                : NEW_NAMES.get(random.nextInt(NEW_NAMES.size()));
    }

    private void write() {
        text.append(pick("", "", "\ufeff"));
        comments(0);
        text.append(pick("", "", "", "---" + eol));
        boolean sectionFirst = random.nextInt(4) == 0;
        String version = "version: 1" + pick("", " # v", "  ");
        if (!sectionFirst) {
            text.append(version).append(eol);
            comments(0);
        }
        section();
        if (sectionFirst) {
            line(version);
        }
        comments(0);
        text.append(pick("", "", "", "..." + eol));
        boolean blockTextLast = text.toString().stripTrailing().endsWith("  text"); // its end is part of it
        if (random.nextInt(4) == 0 && !blockTextLast) {
            text.setLength(text.length() - eol.length());
        }
    }

    private void section() {
        switch (random.nextInt(6)) {
            case 0 -> {}
            case 1 -> line("identities: " + pick("{}", "{ }") + pick("", " # none"));
            case 2 -> flowSection();
            default -> blockSection();
        }
    }

    private void flowSection() {
        List<String> members = new ArrayList<>();
        for (int name : names()) {
            members.add(NAMES.get(name) + ": " + flow());
        }
        boolean lines = random.nextBoolean();
        String between = lines ? "," + pick("", " # c") + eol + "  " : ", ";
        line("identities: {" + (lines ? eol + "  " : pick("", " ")) + String.join(between, members) + pick("", ",", " ")
                + (lines ? eol : "") + "}");
    }

    private void blockSection() {
        line("identities:" + pick("", "  # all"));
        int column = 1 + random.nextInt(4);
        for (int name : names()) {
            comments(column);
            identity(column, NAMES.get(name));
        }
    }

    private void identity(int column, String name) {
        if (random.nextInt(3) == 0) {
            line(" ".repeat(column) + name + ":" + pick(" ", "  ") + flow() + pick("", " # f"));
            return;
        }
        line(" ".repeat(column) + name + pick(":", " :") + pick("", "", " # me"));
        int inner = column + 1 + random.nextInt(4);
        List<String> members = new ArrayList<>();
        if (random.nextInt(3) > 0) {
            members.add("password:" + pick(" ", "   ") + blockPassword(inner));
        }
        members.add(pick("roles: [r, s]", "roles:" + eol + " ".repeat(inner) + "- r", "enabled: false", "roles: r"));
        if (random.nextBoolean()) {
            members.add("attributes:" + pick(" {a: b, c: [d, e]}", attributes(inner)));
        }
        Collections.shuffle(members, random);
        for (String member : members) {
            comments(inner);
            line(" ".repeat(inner) + member);
        }
    }

    private String attributes(int inner) {
        String in = eol + " ".repeat(inner + 2);
        return in + "a: b # c" + in + "t: " + pick("|", "|+", ">-", "|2") + in + "  some" + in + "  text"
                + pick("", eol, eol + eol);
    }

    private String blockPassword(int inner) {
        String hash = pick(ARGON, BCRYPT);
        return pick(
                hash,
                hash + "  # old",
                "'" + hash + "'",
                "\"" + hash + "\" # q",
                "\"\\x24" + hash.substring(1) + "\"",
                pick("|-", ">-") + pick("", " # t") + eol + " ".repeat(inner + 1) + hash,
                eol + " ".repeat(inner + 3) + hash);
    }

    private String flow() {
        List<String> members = new ArrayList<>();
        if (random.nextBoolean()) {
            members.add("password: " + pick("'" + ARGON + "'", "\"" + BCRYPT + "\"", BCRYPT));
        }
        if (random.nextBoolean()) {
            members.add(pick("roles: [r]", "\"roles\": [ 'r' ]"));
        }
        if (random.nextBoolean()) {
            members.add("attributes: {a: \"x, y\"}");
        }
        Collections.shuffle(members, random);
        return "{" + pick("", " ") + String.join(pick(", ", " , ", ","), members) + pick("", " ") + "}";
    }

    private List<Integer> names() {
        List<Integer> all = new ArrayList<>();
        for (int i = 0; i < NAMES.size(); i++) {
            all.add(i);
        }
        Collections.shuffle(all, random);
        List<Integer> some = all.subList(0, 1 + random.nextInt(4));
        used.addAll(some);
        return some;
    }

    private void comments(int column) {
        for (int i = random.nextInt(3); i > 0 && random.nextBoolean(); i--) {
            line(pick("", " ".repeat(column) + "# password: " + BCRYPT, " ".repeat(column) + "# é", "   "));
        }
    }

    private void line(String line) {
        text.append(line).append(eol);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
