/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine;

/**
 * An edge of the trie for a level that holds a variable. The client's values are compared with the topic's level where it
 * stands, and never become part of the trie.
 *
 * @param prefix the literal text before the variable, may be empty
 * @param slot the variable
 * @param suffix the literal text after it, may be empty
 * @param target the node it leads to
 */
record VariableEdge(String prefix, Slot slot, String suffix, TrieNode target) {

    /** Whether the level from {@code start} to {@code end} is one of the client's values between prefix and suffix. */
    boolean matches(String text, int start, int end, Binding binding) {
        if (!surrounds(text, start, end)) {
            return false;
        }
        int valueStart = start + prefix.length();
        int length = end - suffix.length() - valueStart;
        for (String value : binding.values(slot)) {
            if (value.length() == length && text.startsWith(value, valueStart)) {
                return true;
            }
        }
        return false;
    }

    /** Whether the level would match if the variable had the right value. */
    boolean surrounds(String text, int start, int end) {
        return end - start > prefix.length() + suffix.length()
                && text.startsWith(prefix, start)
                && text.startsWith(suffix, end - suffix.length())
                && (!prefix.isEmpty() || Levels.isOpenToWildcards(text, start));
    }

    /** Whether the client has any value that can stand in the level at {@code start}. */
    boolean isResolved(int start, Binding binding) {
        for (String value : binding.values(slot)) {
            if (Levels.isOpenToWildcards(level(value), start) || !prefix.isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** The level with one of the client's values in it. */
    String level(String value) {
        return prefix + value + suffix;
    }
}
