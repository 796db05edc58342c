/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventIdsTest {

    private final SettableTime time = new SettableTime();
    private final EventIds ids = new EventIds(time);

    @Test
    void next_any_is26UpperCaseCharacters() {
        assertThat(ids.next()).matches("[0-7][0-9A-HJKMNP-TV-Z]{25}");
    }

    @Test
    void next_knownInstant_beginsAsUlidOfThatInstant() {
        // the first ten digits of a ULID are its milliseconds in base 32
        String begin = ids.next().substring(0, 10);

        long millis = 0;
        for (int i = 0; i < begin.length(); i++) {
            millis = millis * 32 + "0123456789ABCDEFGHJKMNPQRSTVWXYZ".indexOf(begin.charAt(i));
        }
        assertThat(millis).isEqualTo(SettableTime.START.toEpochMilli());
    }

    @Test
    void next_moreThanAMillisecondHolds_goesOnRising() {
        List<String> made = Stream.generate(ids::next).limit(70_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void next_clockSetBack_goesOnRising() {
        String before = ids.next();
        time.add(Duration.ofDays(-1));

        assertThat(ids.next()).isGreaterThan(before);
    }

    @Test
    void next_clockGoesOn_isGreater() {
        String before = ids.next();
        time.add(Duration.ofMillis(1));

        assertThat(ids.next().substring(0, 10)).isGreaterThan(before.substring(0, 10));
    }

    @Test
    void next_twoMakersAtOneInstant_areDifferent() {
        assertThat(ids.next()).isNotEqualTo(new EventIds(time).next());
    }

    @Test
    void next_manyThreads_areUniqueAndRiseInEach() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Callable<List<String>> task =
                () -> Stream.generate(ids::next).limit(20_000).toList();
        List<String> all = new ArrayList<>();
        for (Future<List<String>> made : threads.invokeAll(Collections.nCopies(8, task))) {
            assertThat(made.get()).isSorted();
            all.addAll(made.get());
        }
        threads.shutdown();

        assertThat(all).doesNotHaveDuplicates();
    }
}
