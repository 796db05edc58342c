/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.topicwarden.policy.Problem;
import io.topicwarden.policy.StoreSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreReaderTest {

    private static Loaded<io.topicwarden.policy.Settings> read(String store) {
        return Texts.settings("version: 1\nstore: " + store + "\n");
    }

    private static StoreSettings.Postgres postgres(String store) {
        Loaded<io.topicwarden.policy.Settings> loaded = read(store);
        assertThat(loaded.problems()).isEmpty();
        return (StoreSettings.Postgres) loaded.value().orElseThrow().store();
    }

    @Test
    void read_urlAndUserAlone_takesTheSafeValues() {
        StoreSettings.Postgres store = postgres("{type: postgres, url: 'jdbc:postgresql://db/tw', user: tw}");

        assertThat(store.url()).isEqualTo("jdbc:postgresql://db/tw?sslmode=verify-full");
        assertThat(store.passwordFile()).isEmpty();
        assertThat(store.identities()).isEqualTo(100_000);
        assertThat(store.expireAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(store.serveStaleFor()).isEqualTo(Duration.ofHours(24));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://127.0.0.1:5432/tw?sslmode=disable",
                "jdbc:postgresql://localhost/tw?sslmode=require",
                "jdbc:postgresql://a:1,b:2/tw?targetServerType=primary&sslmode=verify-full"
            })
    void read_urlThatIsVerifiedOrLocal_isKept(String url) {
        assertThat(postgres("{type: postgres, url: '" + url + "', user: tw}").url())
                .isEqualTo(url);
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:postgresql://db/tw?sslmode=require, unverified-database",
        "jdbc:postgresql://db/tw?sslmode=disable, unverified-database",
        "'jdbc:postgresql://127.0.0.1,db/tw?sslmode=disable', unverified-database",
        "jdbc:postgresql://127.0.0.1.evil.example/tw?sslmode=disable, unverified-database",
        "jdbc:postgresql://db/tw?password=hunter2, bad-database-url",
        "jdbc:postgresql://db/tw?user=x, bad-database-url",
        "jdbc:postgresql://db/tw?socketFactory=evil.Factory, bad-database-url",
        "jdbc:postgresql://db/tw?sslmode=verify-full&sslmode=disable, bad-database-url",
        "jdbc:postgresql://tw:hunter2@db/tw, bad-database-url",
        "jdbc:mysql://db/tw, bad-database-url"
    })
    void read_urlThatIsNotSafe_isRefused(String url, String code) {
        assertThat(read("{type: postgres, url: '" + url + "', user: tw}").problems())
                .extracting(Problem::code)
                .containsExactly(code);
    }

    @Test
    void read_filesWithKeysOfADatabase_refused() {
        assertThat(read("{type: file, url: 'jdbc:postgresql://db/tw'}").problems())
                .extracting(Problem::code)
                .containsExactly("setting-without-effect");
    }
}
