/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.password;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** The credentials that were verified lately. */
final class VerifiedCredentials {

    private static final long MAX_ENTRIES = 100_000;
    private static final Duration REMEMBERED_FOR = Duration.ofMinutes(10);

    private final Cache<CredentialKey, VerifiedPassword> cache;

    VerifiedCredentials(InstantSource time) {
        cache = Caffeine.newBuilder()
                .maximumSize(MAX_ENTRIES)
                .expireAfterWrite(REMEMBERED_FOR)
                .ticker(() -> nanos(time.instant()))
                .executor(Runnable::run)
                .build();
    }

    Optional<VerifiedPassword> find(CredentialKey key) {
        return Optional.ofNullable(cache.getIfPresent(key));
    }

    void remember(CredentialKey key, VerifiedPassword verified) {
        cache.put(key, verified);
    }

    void forgetAll() {
        cache.invalidateAll();
    }

    private static long nanos(Instant instant) {
        return instant.getEpochSecond() * 1_000_000_000L + instant.getNano();
    }
}
