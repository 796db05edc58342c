/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Collects what a verifier answers, and on which thread. */
final class Answers implements Consumer<PasswordResult> {

    private final BlockingQueue<PasswordResult> results = new LinkedBlockingQueue<>();
    private volatile Thread thread = Thread.currentThread();

    @Override
    public void accept(PasswordResult result) {
        thread = Thread.currentThread();
        results.add(result);
    }

    PasswordResult next() {
        try {
            PasswordResult result = results.poll(20, TimeUnit.SECONDS);
            assertThat(result).as("an answer").isNotNull();
            return result;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isEmpty() {
        return results.isEmpty();
    }

    Thread thread() {
        return thread;
    }
}
