/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.Problem;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What came of reading files: a value without any problem, or problems and no value.
 *
 * @param value present exactly if there are no problems
 * @param problems in the order of their places
 */
public record Loaded<T>(Optional<T> value, List<Problem> problems) {

    public Loaded {
        problems = List.copyOf(problems);
        if (value.isPresent() != problems.isEmpty()) {
            throw new IllegalArgumentException("a value comes without problems, and problems without a value");
        }
    }

    /** Takes the value only if nothing was reported, so that half a file is never in force. */
    static <T> Loaded<T> of(Optional<T> value, List<Problem> problems) {
        return new Loaded<>(problems.isEmpty() ? value : Optional.empty(), problems);
    }

    /** Runs a reader; a defect in it becomes a problem with {@code file}, and no value. */
    static <T> Loaded<T> guarded(String file, Supplier<Loaded<T>> reader) {
        try {
            return reader.get();
        } catch (RuntimeException | StackOverflowError e) {
            return new Loaded<>(Optional.empty(), List.of(ReaderDefect.in(file, e)));
        }
    }
}
