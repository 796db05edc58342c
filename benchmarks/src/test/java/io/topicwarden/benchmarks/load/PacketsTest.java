/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PacketsTest {

    @Test
    void publish_qos1_isAsTheStandardWritesIt() {
        assertThat(Packets.publish("a/b", 1, 2)).containsExactly(0x32, 9, 0, 3, 'a', '/', 'b', 0, 0, 0, 0);
    }

    @Test
    void idOffset_longPacket_isBehindTheTopic() {
        byte[] publish = Packets.publish("a/b", 1, 200);

        assertThat(Packets.idOffset(publish, "a/b")).isEqualTo(8);
    }

    @Test
    void connect_anonymous_hasNeitherNameNorPassword() {
        assertThat(Packets.connect(Login.anonymous("c")))
                .containsExactly(0x10, 13, 0, 4, 'M', 'Q', 'T', 'T', 4, 2, 0, 0, 0, 1, 'c');
    }
}
