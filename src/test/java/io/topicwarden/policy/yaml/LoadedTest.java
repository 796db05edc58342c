/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.SourceSpan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadedTest {

    private static final Problem PROBLEM =
            new Problem("unknown-key", "unknown key", SourceSpan.startOf("x.yaml"), "", Optional.empty());

    @Test
    void new_valueWithProblems_isNotPossible() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Loaded<>(Optional.of("value"), List.of(PROBLEM)));
    }

    @Test
    void new_neitherValueNorProblems_isNotPossible() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Loaded<>(Optional.empty(), List.of()));
    }

    @Test
    void of_valueWithProblems_dropsTheValue() {
        assertThat(Loaded.of(Optional.of("value"), List.of(PROBLEM)).value()).isEmpty();
    }

    @Test
    void guarded_readerThrows_isOneProblemThatHidesTheMessage() {
        Loaded<String> loaded = Loaded.guarded("x.yaml", () -> {
            throw new IllegalStateException("hunter2");
        });
        assertThat(loaded.value()).isEmpty();
        assertThat(loaded.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo("internal-error");
            assertThat(problem.span().file()).isEqualTo("x.yaml");
            assertThat(problem.toString()).doesNotContain("hunter2").contains("LoadedTest.java:");
        });
    }

    @Test
    void guarded_readerOverflowsTheStack_isOneProblem() {
        Loaded<String> loaded = Loaded.guarded("x.yaml", () -> {
            throw new StackOverflowError();
        });
        assertThat(Texts.codes(loaded)).containsExactly("internal-error");
    }
}
