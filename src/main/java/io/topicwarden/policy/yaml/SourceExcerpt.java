/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.SourceSpan;
import java.util.List;

/**
 * A line of a file, to be shown with carets under the place that is meant.
 *
 * @param span the place
 * @param line the whole line, empty if there is none to show
 */
public record SourceExcerpt(SourceSpan span, String line) {

    /** The excerpt at a place of these files; without the line if none of them is the one. */
    public static SourceExcerpt of(SourceSpan span, List<SourceFile> files) {
        String line = files.stream()
                .filter(file -> file.file().equals(span.file()))
                .findFirst()
                .flatMap(file -> new Decoder(file, new Problems()).decode())
                .map(text -> text.line(span.line()))
                .orElse("");
        return new SourceExcerpt(span, line);
    }

    /**
     * Place, line and carets, without a line end after the last.
     *
     * @param directory what stands before the file's name, {@code conf/} or nothing
     */
    public String print(String directory) {
        StringBuilder text = new StringBuilder()
                .append(gutter())
                .append("--> ")
                .append(ShownText.of(directory + span.file()))
                .append(':')
                .append(span.line())
                .append(':')
                .append(span.column());
        if (!line.isEmpty()) {
            ShownLine shown = ShownLine.of(line, span);
            text.append('\n').append(gutter()).append(" |");
            text.append('\n').append(span.line()).append(" | ").append(shown.text());
            text.append('\n').append(gutter()).append(" | ").append(shown.carets());
        }
        return text.toString();
    }

    /** As wide as the line's number. */
    String gutter() {
        return " ".repeat(Integer.toString(span.line()).length());
    }
}
