/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy;

import inet.ipaddr.AddressStringException;
import inet.ipaddr.IPAddress;
import inet.ipaddr.IPAddressString;
import inet.ipaddr.IPAddressStringParameters;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** An address or a range of addresses in CIDR notation (RFC 4632, RFC 4291 §2.3). */
public final class AddressRange {

    /** Longer than any address with a prefix; what is longer is none, and is not looked at. */
    private static final int MAX_LENGTH = 64;

    private static final String CODE = "bad-network";

    private static final IPAddressStringParameters STRICT = new IPAddressStringParameters.Builder()
            .allowAll(false)
            .allowEmpty(false)
            .allowSingleSegment(false)
            .allowMask(false)
            .allowWildcardedSeparator(false)
            .getIPv4AddressParametersBuilder()
            .allow_inet_aton(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .allowLeadingZeros(false)
            .getParentBuilder()
            .getIPv6AddressParametersBuilder()
            .allowZone(false)
            .setRangeOptions(inet.ipaddr.AddressStringParameters.RangeParameters.NO_RANGE)
            .getParentBuilder()
            .toParams();

    private final String text;
    private final byte[] prefix;
    private final int bits;

    private AddressRange(String text, byte[] prefix, int bits) {
        this.text = text;
        this.prefix = prefix;
        this.bits = bits;
    }

    /**
     * Reads {@code 10.20.0.0/16}, {@code ::1/128} or a single address.
     *
     * @throws PatternSyntaxException if it is neither, or if the address has bits set beyond the prefix
     */
    public static AddressRange parse(String text) throws PatternSyntaxException {
        IPAddress address;
        try {
            address = text.length() > MAX_LENGTH ? null : new IPAddressString(text, STRICT).toAddress();
        } catch (AddressStringException | RuntimeException e) {
            throw bad("`" + text + "` is not an address range", text, "write it as `10.20.0.0/16` or `::1/128`");
        }
        if (address == null) {
            throw bad("`" + text + "` is not an address range", text, "write it as `10.20.0.0/16` or `::1/128`");
        }
        int bits = address.isPrefixed() ? address.getNetworkPrefixLength() : address.getBitCount();
        byte[] bytes = address.getLower().getBytes();
        if (!Arrays.equals(bytes, masked(bytes, bits))) {
            throw bad(
                    "`" + text + "` has bits set beyond its prefix",
                    text,
                    "the range would be `" + address.toPrefixBlock().getLower().withoutPrefixLength() + "/" + bits
                            + "`");
        }
        return mapped(bytes) && bits >= 96
                ? new AddressRange(text, Arrays.copyOfRange(bytes, 12, 16), bits - 96)
                : new AddressRange(text, bytes, bits);
    }

    /**
     * Reads a single address, {@code 10.20.0.5} or {@code ::1}; no name is ever looked up.
     *
     * @throws PatternSyntaxException if it is none
     */
    public static InetAddress parseAddress(String text) throws PatternSyntaxException {
        try {
            if (text.indexOf('/') < 0) {
                return InetAddress.getByAddress(parse(text).prefix);
            }
        } catch (PatternSyntaxException | UnknownHostException e) {
            throw bad("`" + text + "` is not an address", text, "write it as `10.20.0.5` or `::1`");
        }
        throw bad("`" + text + "` is a range", text, "a client comes from one address, as `10.20.0.5`");
    }

    /** Whether the address lies inside. An IPv4-mapped IPv6 address counts as the IPv4 address (RFC 4291 §2.5.5.2). */
    public boolean contains(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (mapped(bytes)) {
            bytes = Arrays.copyOfRange(bytes, 12, 16);
        }
        return bytes.length == prefix.length && Arrays.equals(masked(bytes, bits), prefix);
    }

    /** The lowest address inside. */
    public InetAddress lowest() {
        return address(prefix);
    }

    /** The highest address inside. */
    public InetAddress highest() {
        byte[] bytes = prefix.clone();
        for (int i = 0; i < bytes.length; i++) {
            int keep = Math.min(8, Math.max(0, bits - 8 * i));
            bytes[i] |= (byte) (0xFF >> keep);
        }
        return address(bytes);
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    private static boolean mapped(byte[] bytes) {
        if (bytes.length != 16 || bytes[10] != -1 || bytes[11] != -1) {
            return false;
        }
        for (int i = 0; i < 10; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static byte[] masked(byte[] bytes, int bits) {
        byte[] result = bytes.clone();
        for (int i = 0; i < result.length; i++) {
            int keep = Math.min(8, Math.max(0, bits - 8 * i));
            result[i] &= (byte) (0xFF << (8 - keep));
        }
        return result;
    }

    private static PatternSyntaxException bad(String message, String text, String help) {
        return new PatternSyntaxException(CODE, message, 0, text.length(), help);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof AddressRange range && bits == range.bits && Arrays.equals(prefix, range.prefix);
    }

    @Override
    public int hashCode() {
        return 31 * bits + Arrays.hashCode(prefix);
    }

    @Override
    public String toString() {
        return text;
    }
}
