/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

/**
 * How much the operator's files may hold of each thing, so that memory and time are bounded; {@code docs/limits.md} has all
 * bounds.
 */
public final class Limits {

    /** Characters of a text that is compared with what clients send, at a cost of at most the product of both lengths. */
    public static final int MAX_COMPARED_CHARACTERS = 1_024;

    /** Characters of a text for people: a description, a reason. */
    static final int MAX_PROSE_CHARACTERS = 16_384;

    /** Entries of a list, and attributes of an identity, unless it is one of those below. */
    public static final int MAX_ENTRIES = 10_000;

    /** Roles, assignments and blocks in one file, each by themselves, and tests. */
    static final int MAX_STATEMENTS = 100_000;

    /**
     * Levels of the topics of all permissions of a policy together, and one more for each permission: what is held of a policy
     * grows with them. Some 2 GiB of heap while it is read.
     */
    static final int MAX_LEVELS = 6_000_000;

    /** Identities in a file. */
    static final int MAX_IDENTITIES = 1_000_000;

    private Limits() {}
}
