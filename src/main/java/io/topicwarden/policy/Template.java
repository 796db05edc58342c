/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A listener's {@code identity} or {@code client-id}: literal text and variables, and for a client identifier one
 * {@code *} at the end that stands for any run of characters.
 *
 * @param text as the operator wrote it
 * @param parts in order
 * @param open whether it ends in {@code *}
 */
public record Template(String text, List<Part> parts, boolean open) {

    /** The most characters (UTF-16 code units) that a template may have. */
    static final int MAX_LENGTH = 1_024;

    private static final String CODE = "bad-template";

    /** A piece of a template. */
    public sealed interface Part {

        /** Text that stands for itself. */
        record Text(String text) implements Part {}

        /** A value of the client. */
        record Value(Variable variable) implements Part {}
    }

    public Template {
        parts = List.copyOf(parts);
    }

    /**
     * Reads a template.
     *
     * @param trailingStar whether one {@code *} is allowed at the end
     * @throws PatternSyntaxException if it is longer than 1,024 characters, names an unknown variable or none, or has a
     *     {@code *} elsewhere
     */
    public static Template parse(String text, boolean trailingStar) throws PatternSyntaxException {
        if (text.length() > MAX_LENGTH) {
            throw bad("a template has at most " + MAX_LENGTH + " characters", 0, text.length(), "");
        }
        boolean open = trailingStar && text.endsWith("*");
        String body = open ? text.substring(0, text.length() - 1) : text;
        int star = body.indexOf('*');
        if (star >= 0) {
            throw bad(
                    "`*` cannot stand here",
                    star,
                    1,
                    trailingStar ? "one `*` is allowed, at the end" : "an identity is written out in full");
        }
        List<Part> parts = new ArrayList<>();
        int position = 0;
        while (position < body.length()) {
            int start = body.indexOf("${", position);
            int literalEnd = start < 0 ? body.length() : start;
            if (literalEnd > position) {
                parts.add(new Part.Text(body.substring(position, literalEnd)));
            }
            if (start < 0) {
                break;
            }
            int end = body.indexOf('}', start);
            if (end < 0) {
                throw bad("`${` is not closed", start, body.length() - start, "write `${cert.cn}`");
            }
            parts.add(new Part.Value(variable(body.substring(start + 2, end), start)));
            position = end + 1;
        }
        if (parts.stream().noneMatch(Part.Value.class::isInstance)) {
            throw bad(
                    "a template names at least one variable",
                    0,
                    Math.max(1, text.length()),
                    "without one, all clients would be one and the same; write `${cert.cn}` or `${username}`");
        }
        return new Template(text, parts, open);
    }

    /** The variables it names, in order. */
    public List<Variable> variables() {
        List<Variable> variables = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Part.Value value) {
                variables.add(value.variable());
            }
        }
        return variables;
    }

    /**
     * The text for this client, without a trailing {@code *}; empty if a variable has no value, an empty one, or several
     * different ones, since then nobody can say which is meant.
     */
    public Optional<String> resolve(Client client) {
        if (parts.size() == 1 && parts.get(0) instanceof Part.Value value) { // as most templates are
            return single(client, value);
        }
        StringBuilder result = new StringBuilder();
        for (Part part : parts) {
            if (part instanceof Part.Text literal) {
                result.append(literal.text());
            } else if (part instanceof Part.Value value) {
                Optional<String> single = single(client, value);
                if (single.isEmpty()) {
                    return single;
                }
                result.append(single.get());
            }
        }
        return Optional.of(result.toString());
    }

    /** The one value that is meant, if nobody can doubt which. */
    private static Optional<String> single(Client client, Part.Value part) {
        List<String> values = client.values(part.variable());
        if (values.isEmpty() || values.get(0).isEmpty()) {
            return Optional.empty();
        }
        String first = values.get(0);
        for (String value : values) {
            if (!value.equals(first)) {
                return Optional.empty();
            }
        }
        return Optional.of(first);
    }

    /** Whether the client's own identifier is one that this template gives it. */
    public boolean permitsClientIdOf(Client client) {
        return resolve(client)
                .filter(expected -> open
                        ? client.clientId().startsWith(expected)
                        : client.clientId().equals(expected))
                .isPresent();
    }

    private static Variable variable(String name, int index) throws PatternSyntaxException {
        Optional<Variable> variable = Variable.named(name);
        if (variable.isEmpty()) {
            throw new PatternSyntaxException(
                    "unknown-variable",
                    "variable `${" + name + "}` does not exist",
                    index,
                    name.length() + 3,
                    DidYouMean.help(name, Variable.names())
                            .orElse("the variables are " + String.join(", ", Variable.names())));
        }
        return variable.get();
    }

    private static PatternSyntaxException bad(String message, int index, int length, String help) {
        return new PatternSyntaxException(CODE, message, index, length, help);
    }

    @Override
    public String toString() {
        return text;
    }
}
