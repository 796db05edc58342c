/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.report;

/**
 * A Markdown page with places that a report fills: between <code>&lt;!-- figures: NAME --&gt;</code> and
 * <code>&lt;!-- end of figures --&gt;</code>.
 *
 * @param text the whole page
 */
record Page(String text) {

    private static final String END = "<!-- end of figures -->";

    /**
     * The page with something else in one of its places.
     *
     * @throws IllegalArgumentException if it has no such place
     */
    Page with(String name, String figures) {
        String begin = "<!-- figures: " + name + " -->";
        int start = text.indexOf(begin);
        int end = start < 0 ? -1 : text.indexOf(END, start);
        if (end < 0) {
            throw new IllegalArgumentException("the page has no place `" + begin + "` with an end");
        }
        return new Page(
                text.substring(0, start + begin.length()) + "\n\n" + figures.strip() + "\n\n" + text.substring(end));
    }
}
