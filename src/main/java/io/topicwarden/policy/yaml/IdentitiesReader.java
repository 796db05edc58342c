/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Identity;
import io.topicwarden.policy.PasswordHash;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.SourceSpan;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code identities.yaml}. What it reports never shows a password, nor anything that may be one. */
public final class IdentitiesReader {

    private static final KeyTable WITH_NAME = new KeyTable("identity", List.of("name"), KeyTable.IDENTITY.optional());

    private final Problems problems = new Problems();
    private final Document document;
    private final Reading reading;
    private final Values values;
    private final RoleNames roleNames;

    private IdentitiesReader(SourceFile file, Optional<Set<String>> knownRoles) {
        this.document = Document.of(file, problems, true);
        this.reading = document.reading();
        this.values = new Values(reading);
        this.roleNames = new RoleNames(reading, knownRoles);
    }

    /** Reads identities, whose roles must be among {@code knownRoles}. */
    public static Loaded<Map<String, Identity>> read(SourceFile file, Set<String> knownRoles) {
        return read(file, Optional.of(knownRoles));
    }

    /** Likewise; with no set at all, because the policy cannot be read, any role is taken. */
    public static Loaded<Map<String, Identity>> read(SourceFile file, Optional<Set<String>> knownRoles) {
        return Loaded.guarded(file.file(), () -> new IdentitiesReader(file, knownRoles).readAll());
    }

    /** Reads one identity that has its name among its keys, as {@link IdentityLines} has them. */
    static Loaded<Identity> readOne(SourceFile file, Optional<Set<String>> knownRoles) {
        return Loaded.guarded(file.file(), () -> new IdentitiesReader(file, knownRoles).readOne());
    }

    /**
     * Checks a name by itself.
     *
     * @throws PatternSyntaxException if no identity can have it
     */
    public static String name(String text) throws PatternSyntaxException {
        return Name.parse(text);
    }

    private Loaded<Map<String, Identity>> readAll() {
        Map<String, Identity> identities = new LinkedHashMap<>();
        document.top(KeyTable.IDENTITIES).flatMap(top -> top.find("identities")).ifPresent(section -> {
            for (Node.Entry entry : values.named(section, "identities", Limits.MAX_IDENTITIES)) {
                identity(entry).ifPresent(identity -> identities.put(identity.name(), identity));
            }
        });
        return Loaded.of(Optional.of(identities), problems.inOrder(new SecretLines(document.root())::shown));
    }

    /** Reads a file whose one value is an identity with its name. */
    private Loaded<Identity> readOne() {
        Optional<Fields> fields = document.root().flatMap(node -> Fields.of(reading, node, WITH_NAME, node));
        Optional<Identity> identity = fields.flatMap(known -> known.find("name"))
                .flatMap(entry -> values.scalar(entry.value()))
                .flatMap(node -> values.parsed(node, Name::parse).map(name -> identity(name, node, fields.get())));
        return Loaded.of(identity, problems.inOrder(SecretLines.ofOne(document.root())::shown));
    }

    private Optional<Identity> identity(Node.Entry entry) {
        Optional<String> name = values.parsed(entry.key(), Name::parse);
        Optional<Fields> fields = fieldsOf(entry);
        return name.flatMap(known -> fields.map(read -> identity(known, entry.key(), read)));
    }

    private Identity identity(String name, Node at, Fields fields) {
        return new Identity(
                name,
                fields.find("password").flatMap(this::password),
                fields.find("roles").map(roleNames::read).orElse(Set.of()),
                fields.find("attributes").map(values::attributes).orElse(Map.of()),
                fields.find("enabled").flatMap(key -> values.bool(key.value())).orElse(true),
                reading.span(at));
    }

    private Optional<Fields> fieldsOf(Node.Entry entry) {
        if (entry.value() instanceof Node.Scalar scalar && scalar.isNull()) {
            reading.report(
                    Code.WRONG_TYPE,
                    entry.key(),
                    "there is nothing about this identity",
                    "give it `password`, `roles` or `attributes`, or write `{}` for an identity that has none");
            return Optional.empty();
        }
        return Fields.of(reading, entry.value(), KeyTable.IDENTITY, entry.key());
    }

    private Optional<PasswordHash> password(Node.Entry entry) {
        Optional<Node.Scalar> scalar = values.scalar(entry.value());
        if (scalar.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(PasswordHash.parse(scalar.get().text()));
        } catch (PatternSyntaxException e) {
            SourceSpan value = reading.span(scalar.get());
            SourceSpan masked = new SourceSpan(value.file(), value.line(), value.column(), SecretLines.MASK.length());
            problems.add(
                    reading.source(), e.code(), e.problem(), masked, e.help().orElse(""));
            return Optional.empty();
        }
    }
}
