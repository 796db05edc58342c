/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something known of a client that a topic pattern or a template can name, as in <code>${client.id}</code>.
 *
 * @param kind what is named
 * @param attribute the attribute's name for {@link Kind#ATTRIBUTE}, otherwise empty
 */
public record Variable(Kind kind, String attribute) {

    private static final String ATTRIBUTES = "attributes.";

    /** The kinds of variable, each with its name in a policy. */
    public enum Kind {
        CLIENT_ID("client.id"),
        USERNAME("username"),
        IDENTITY("identity"),
        LISTENER("listener"),
        CERT_CN("cert.cn"),
        CERT_O("cert.o"),
        CERT_OU("cert.ou"),
        CERT_SERIAL("cert.serial"),
        CERT_SAN_DNS("cert.san.dns"),
        CERT_SAN_URI("cert.san.uri"),
        CERT_SAN_EMAIL("cert.san.email"),
        ATTRIBUTE(ATTRIBUTES);

        private final String text;

        Kind(String text) {
            this.text = text;
        }
    }

    public Variable {
        if ((kind == Kind.ATTRIBUTE) == attribute.isEmpty()) {
            throw new IllegalArgumentException("an attribute has a name, and nothing else has one");
        }
    }

    /** The variable of this name ({@code client.id}, {@code attributes.site}), if there is one. */
    public static Optional<Variable> named(String name) {
        if (name.startsWith(ATTRIBUTES) && name.length() > ATTRIBUTES.length()) {
            return Optional.of(new Variable(Kind.ATTRIBUTE, name.substring(ATTRIBUTES.length())));
        }
        for (Kind kind : Kind.values()) {
            if (kind != Kind.ATTRIBUTE && kind.text.equals(name)) {
                return Optional.of(new Variable(kind, ""));
            }
        }
        return Optional.empty();
    }

    /** Every name that a policy can use, for "did you mean"; attributes as {@code attributes.NAME}. */
    public static List<String> names() {
        List<String> names = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            names.add(kind == Kind.ATTRIBUTE ? ATTRIBUTES + "NAME" : kind.text);
        }
        return names;
    }

    /** The name without the braces: {@code attributes.site}. */
    public String name() {
        return kind.text + attribute;
    }

    @Override
    public String toString() {
        return "${" + name() + "}";
    }
}
