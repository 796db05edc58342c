/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.workload;

/**
 * What a policy looks like apart from its size. Shares are percent of the permissions.
 *
 * @param levels how many levels each topic pattern has, at least 2
 * @param wildcards the share with a {@code +} or {@code #}
 * @param denies the share of denies
 * @param variables the share with a <code>${client.id}</code>
 * @param roles over how many roles the permissions are spread; the client holds all of them
 */
public record PolicyShape(int levels, int wildcards, int denies, int variables, int roles) {

    /** Five levels, a tenth with wildcards, a twentieth denies, a tenth with variables, one role. */
    public static final PolicyShape BASE = new PolicyShape(5, 10, 5, 10, 1);

    /** Exact topics only. */
    public static final PolicyShape EXACT = new PolicyShape(5, 0, 0, 0, 1);

    /** A shape by the name that benchmarks give it, which tells in what it differs from {@link #BASE}. */
    public static PolicyShape named(String name) {
        return switch (name) {
            case "base" -> BASE;
            case "exact" -> EXACT;
            case "levels-3" -> new PolicyShape(3, 10, 5, 10, 1);
            case "levels-10" -> new PolicyShape(10, 10, 5, 10, 1);
            case "wildcards-50" -> new PolicyShape(5, 50, 5, 10, 1);
            case "denies-40" -> new PolicyShape(5, 10, 40, 10, 1);
            case "variables-50" -> new PolicyShape(5, 10, 5, 50, 1);
            case "roles-10" -> new PolicyShape(5, 10, 5, 10, 10);
            default -> throw new IllegalArgumentException(name);
        };
    }
}
