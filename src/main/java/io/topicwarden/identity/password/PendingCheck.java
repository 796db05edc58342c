/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import io.topicwarden.policy.PasswordHash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One credential to be checked, and all who wait for the answer. */
final class PendingCheck {

    private static final int MAX_WAITING = 1024;

    /** Those for one name from one source, which together may take only so much room. */
    record Lane(String name, Object source) {}

    private final CredentialKey key;
    private final Lane lane;
    private final Optional<PasswordHash> hash;
    private final byte[] password;
    private final List<Consumer<PasswordResult>> waiting = new ArrayList<>(1);

    /** Takes over {@code password}. */
    PendingCheck(CredentialKey key, Lane lane, Optional<PasswordHash> hash, byte[] password) {
        this.key = key;
        this.lane = lane;
        this.hash = hash;
        this.password = password;
    }

    CredentialKey key() {
        return key;
    }

    Lane lane() {
        return lane;
    }

    String name() {
        return lane.name();
    }

    Optional<PasswordHash> hash() {
        return hash;
    }

    byte[] password() {
        return password;
    }

    /** Adds one who waits, unless there are too many. Guarded by the queue. */
    boolean await(Consumer<PasswordResult> whenDone) {
        return waiting.size() < MAX_WAITING && waiting.add(whenDone);
    }

    /** All who wait. To be read only when nobody can be added any more. */
    List<Consumer<PasswordResult>> waiting() {
        return waiting;
    }

    void clearPassword() {
        Arrays.fill(password, (byte) 0);
    }
}
