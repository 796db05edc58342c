/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.report;

import io.topicwarden.policy.yaml.ShownText;

/** HTML in the making, in which every text is shown and none is taken for markup. */
final class Markup {

    private final StringBuilder html = new StringBuilder();

    /** Adds what this program wrote itself. */
    Markup raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Adds a text from anywhere: invisible characters as escapes, and its direction kept from what stands around it. */
    Markup text(String text) {
        return raw("<bdi>").raw(escaped(text)).raw("</bdi>");
    }

    /** A text fit to stand in an element or an attribute. */
    static String escaped(String text) {
        return ShownText.of(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
