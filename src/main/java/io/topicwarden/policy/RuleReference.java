/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

/**
 * Which permission of the policy is meant, as records and explanations name it.
 *
 * @param role the role that has it
 * @param permission its place among the role's permissions, counted from 1
 * @param span where it stands
 */
public record RuleReference(String role, int permission, SourceSpan span) implements Comparable<RuleReference> {

    @Override
    public int compareTo(RuleReference other) {
        int bySpan = span.compareTo(other.span);
        return bySpan != 0 ? bySpan : Integer.compare(permission, other.permission);
    }

    /** {@code role `sensor`, policy.yaml:14}. */
    @Override
    public String toString() {
        return "role `" + role + "`, " + span.fileAndLine();
    }
}
