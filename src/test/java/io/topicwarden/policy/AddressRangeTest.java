/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.20.0.0",
        "10.20.0.0/16, 10.20.255.255",
        "10.20.0.0/16, ::ffff:10.20.1.1",
        "0.0.0.0/0, 203.0.113.9",
        "192.0.2.7, 192.0.2.7",
        "192.0.2.7/32, 192.0.2.7",
        "10.0.0.0/9, 10.127.255.255",
        "::1/128, ::1",
        "::1, 0:0:0:0:0:0:0:1",
        "2001:db8::/33, 2001:db8:7fff::1",
        "::/0, 2001:db8::1"
    })
    void contains_addressInside_true(String range, String address) throws Exception {
        assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "10.20.0.0/16, 10.21.0.0",
        "10.20.0.0/16, 10.19.255.255",
        "10.0.0.0/9, 10.128.0.0",
        "192.0.2.7, 192.0.2.8",
        "0.0.0.0/0, ::1",
        "::/0, 10.0.0.1",
        "2001:db8::/33, 2001:db8:8000::1"
    })
    void contains_addressOutside_false(String range, String address) throws Exception {
        assertThat(AddressRange.parse(range).contains(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "*",
                "10",
                "10.1",
                "10.0.0",
                "10.0.0.*",
                "10.0.0.0-10.0.0.9",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "/8",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/8/8",
                "010.0.0.0/8",
                "0x0a.0.0.0",
                "167772160",
                "::/129",
                "fe80::1%eth0",
                "localhost",
                "example.org",
                "10.0.0.0 /8",
                "1:2",
                "[::1]",
                "10.20.0.0/08"
            })
    void parse_noRange_isRefused(String text) {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> AddressRange.parse(text)))
                .isNotNull()
                .extracting(PatternSyntaxException::code)
                .isEqualTo("bad-network");
    }

    @Test
    void lowestAndHighest_ofARange_areItsEnds() throws Exception {
        assertThat(AddressRange.parse("10.20.0.0/15").lowest().getHostAddress()).isEqualTo("10.20.0.0");
        assertThat(AddressRange.parse("10.20.0.0/15").highest().getHostAddress())
                .isEqualTo("10.21.255.255");
        assertThat(AddressRange.parse("10.20.0.1").highest().getHostAddress()).isEqualTo("10.20.0.1");
        assertThat(AddressRange.parse("0.0.0.0/0").highest().getHostAddress()).isEqualTo("255.255.255.255");
        assertThat(AddressRange.parse("fe80::/10").highest().getHostAddress())
                .isEqualTo("febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff");
    }

    @Test
    void parse_bitsBeyondThePrefix_namesTheRangeMeant() {
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> AddressRange.parse("10.20.3.4/16"))
                        .help())
                .contains("the range would be `10.20.0.0/16`");
        assertThat(catchThrowableOfType(PatternSyntaxException.class, () -> AddressRange.parse("2001:db8::1/32"))
                        .help())
                .contains("the range would be `2001:db8::/32`");
    }

    @Test
    void equals_sameRangeWrittenOtherwise_true() throws Exception {
        assertThat(AddressRange.parse("::1/128")).isEqualTo(AddressRange.parse("0:0::1"));
    }
}
