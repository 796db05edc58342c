/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Supplier;

/** Collects what is wrong, and keeps the first {@value #MOST} in the order of their places. */
final class Problems {

    /** The most problems that are told of at once; one more says how many others there are. */
    static final int MOST = 100;

    private static final Comparator<Found> BY_PLACE =
            Comparator.<Found, SourceSpan>comparing(Found::span).thenComparingInt(Found::order);

    /** One more than are told of, so that the last one can point at the first that is not. */
    private final PriorityQueue<Found> first = new PriorityQueue<>(BY_PLACE.reversed());

    private int count;

    /** How a line is shown, for files in which a line may hold a secret. */
    interface LineView {
        String line(SourceText source, int line);
    }

    private record Found(
            String code, String message, SourceSpan span, SourceText source, Supplier<String> help, int order) {}

    /** @param help what to do about it, or empty */
    void add(SourceText source, String code, String message, SourceSpan span, String help) {
        add(source, code, message, span, () -> help);
    }

    /** @param help likewise, and asked for only if the problem is told of */
    void add(SourceText source, String code, String message, SourceSpan span, Supplier<String> help) {
        first.add(new Found(code, ShownText.of(message), span, source, help, count++));
        if (first.size() > MOST + 1) {
            first.remove();
        }
    }

    boolean isEmpty() {
        return count == 0;
    }

    List<Problem> inOrder() {
        return inOrder(SourceText::line);
    }

    List<Problem> inOrder(LineView view) {
        List<Found> found = new ArrayList<>(first);
        found.sort(BY_PLACE);
        List<Problem> result = new ArrayList<>();
        Map<String, String> lines = new HashMap<>();
        for (Found one : found.subList(0, Math.min(MOST, found.size()))) {
            String line =
                    lines.computeIfAbsent(one.span.fileAndLine(), place -> view.line(one.source, one.span.line()));
            Optional<String> help = Optional.of(ShownText.of(one.help.get())).filter(text -> !text.isEmpty());
            result.add(new Problem(one.code, one.message, one.span, line, help));
        }
        if (count > MOST) {
            result.add(new Problem(
                    Code.TOO_MANY_PROBLEMS.toString(),
                    count == MOST + 1 ? "1 more problem is not shown" : count - MOST + " more problems are not shown",
                    found.get(MOST).span,
                    "",
                    Optional.of("mend those above first")));
        }
        return result;
    }
}
