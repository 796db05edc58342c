/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;

/**
 * A fault in a file's YAML in the operator's words.
 *
 * @param offset where it stands in the text
 * @param message a clause that says what is wrong
 * @param help what to do about it, or empty
 */
record SyntaxFault(int offset, String message, String help) {

    /** A translation: holds if the parser's complaint contains both pieces. */
    private record Phrase(String context, String problem, String message, String help) {}

    private static final String QUOTE_VARIABLES = "between brackets or braces, put a text with `${...}` in quotes";

    private static final List<Phrase> PHRASES = List.of(
            new Phrase("", "'\\t(TAB)'", "a tab cannot indent", "indent with spaces"),
            new Phrase(
                    "", "that cannot start any token", "a text cannot begin with this character", "put it in quotes"),
            new Phrase(
                    "",
                    "mapping values are not allowed here",
                    "a `key: value` cannot stand here",
                    "put a text that contains `: ` in quotes, or mend the indentation"),
            new Phrase(
                    "",
                    "sequence entries are not allowed here",
                    "a `- ` cannot stand here",
                    "begin the list on a line of its own"),
            new Phrase(
                    "",
                    "mapping keys are not allowed here",
                    "a `? ` cannot stand here",
                    "put a text that begins with `? ` in quotes"),
            new Phrase(
                    "simple key",
                    "could not find expected ':'",
                    "a `:` is missing after this key",
                    "write it as `key: value`"),
            new Phrase("quoted scalar", "unexpected end of stream", "a quotation mark is never closed", ""),
            new Phrase(
                    "quoted scalar",
                    "unexpected document separator",
                    "a quotation mark is not closed before `---`",
                    ""),
            new Phrase(
                    "double-quoted",
                    "escape",
                    "this is no escape",
                    "between double quotes write `\\\\` for a backslash, or use single quotes"),
            new Phrase("block scalar", "", "this cannot follow `|` or `>`", "put the text on the lines below"),
            new Phrase(
                    "scanning an alias",
                    "",
                    "an alias is malformed, and none is read",
                    "put a text that begins with `*` in quotes"),
            new Phrase(
                    "scanning an anchor",
                    "",
                    "an anchor is malformed, and none is read",
                    "put a text that begins with `&` in quotes"),
            new Phrase("tag", "", "a tag is malformed, and none is read", "put a text that begins with `!` in quotes"),
            new Phrase(
                    "",
                    "undefined tag handle",
                    "tags are not read",
                    "remove it; put a text that begins with `!` in quotes"),
            new Phrase(
                    "directive",
                    "",
                    "this directive is malformed",
                    "remove the line, or put a text that begins with `%` in quotes"),
            new Phrase("", "YAML directive", "there are two `%YAML` lines", "remove them"),
            new Phrase("", "incompatible YAML document", "this version of YAML is not read", "remove the `%YAML` line"),
            new Phrase("", "duplicate tag", "tags are not read", "remove the `%TAG` lines"),
            new Phrase("plain scalar", "", "this text cannot go on like this", "put it in quotes"),
            new Phrase("flow sequence", "but got {", "a `,` or `]` is missing here", QUOTE_VARIABLES),
            new Phrase("flow sequence", "stream end", "a `[` is never closed", "close it with `]`"),
            new Phrase("flow sequence", "", "a `,` or `]` is missing here", ""),
            new Phrase("flow mapping", "but got {", "a `,` or `}` is missing here", QUOTE_VARIABLES),
            new Phrase("flow mapping", "stream end", "a `{` is never closed", "close it with `}`"),
            new Phrase("flow mapping", "", "a `,` or `}` is missing here", ""),
            new Phrase(
                    "block mapping",
                    "",
                    "this does not fit the mapping around it",
                    "indent the keys of a mapping alike, and lists and values below their key further"),
            new Phrase(
                    "block collection",
                    "",
                    "this does not fit the list around it",
                    "begin every entry of the list with `- `, indented alike"),
            new Phrase(
                    "node",
                    "but found ','",
                    "there is no value before this `,`",
                    "remove the `,`, or write `\"\"` for an empty text"),
            new Phrase("node", "stream end", "a `[` or `{` is never closed", "close it with `]` or `}`"),
            new Phrase("node", "", "there is no value here", ""),
            new Phrase(
                    "",
                    "<document start>",
                    "this does not belong to what stands above",
                    "mend the indentation, or remove it"));

    static SyntaxFault of(MarkedYAMLException fault, SourceText source) {
        String context = fault.getContext() == null ? "" : fault.getContext();
        String problem = fault.getProblem() == null ? "" : fault.getProblem();
        Mark mark = fault.getProblemMark() == null ? fault.getContextMark() : fault.getProblemMark();
        boolean unclosed = problem.contains("end of stream") || problem.contains("stream end");
        if (unclosed && fault.getContextMark() != null) {
            mark = fault.getContextMark();
        }
        int offset = mark == null ? 0 : source.offsetOf(mark.getIndex());
        for (Phrase phrase : PHRASES) {
            if (context.contains(phrase.context) && problem.contains(phrase.problem)) {
                return new SyntaxFault(offset, phrase.message, phrase.help);
            }
        }
        return new SyntaxFault(offset, "this is not YAML", "");
    }
}
