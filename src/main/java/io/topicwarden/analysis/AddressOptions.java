/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.AddressRange;
import io.topicwarden.policy.When;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The addresses worth trying: one for every set of ranges that some address lies in. Where addresses go from one such set to
 * another, a range begins, or the one before has just ended.
 */
final class AddressOptions {

    private static final int MOST_RANGES = 200;
    /** An address of documentation (RFC 5737), for where any will do. */
    static final InetAddress ANYWHERE = address(new byte[] {(byte) 192, 0, 2, 1});

    private final List<InetAddress> addresses = new ArrayList<>();
    private final boolean exhaustive;

    AddressOptions(List<When> demands, Surroundings surroundings) {
        Set<AddressRange> ranges = new LinkedHashSet<>();
        demands.forEach(when -> ranges.addAll(when.network()));
        ranges.addAll(surroundings.networks());
        this.exhaustive = ranges.size() <= MOST_RANGES;
        List<AddressRange> few = ranges.stream().limit(MOST_RANGES).toList();
        Map<BitSet, InetAddress> cells = new LinkedHashMap<>();
        for (InetAddress address : starts(few)) {
            if (demands.stream().allMatch(when -> lies(address, when))) {
                cells.putIfAbsent(cell(address, few), address);
            }
        }
        cells.entrySet().stream()
                .sorted((a, b) ->
                        Integer.compare(a.getKey().cardinality(), b.getKey().cardinality()))
                .forEach(cell -> addresses.add(cell.getValue()));
    }

    private static Set<InetAddress> starts(List<AddressRange> ranges) {
        Set<InetAddress> starts = new LinkedHashSet<>(Set.of(ANYWHERE));
        for (AddressRange range : ranges) {
            starts.add(range.lowest());
            following(range.highest()).ifPresent(starts::add);
        }
        if (!ranges.isEmpty()) {
            starts.add(address(new byte[4]));
            starts.add(address(new byte[16]));
        }
        return starts;
    }

    private static Optional<InetAddress> following(InetAddress address) {
        byte[] bytes = address.getAddress();
        byte[] next = new BigInteger(1, bytes).add(BigInteger.ONE).toByteArray();
        byte[] same = new byte[bytes.length];
        for (int i = 1; i <= Math.min(next.length, same.length); i++) {
            same[same.length - i] = next[next.length - i];
        }
        boolean last = new BigInteger(1, same).signum() == 0;
        return last ? Optional.empty() : Optional.of(address(same));
    }

    private static boolean lies(InetAddress address, When when) {
        return when.network().isEmpty() || when.network().stream().anyMatch(range -> range.contains(address));
    }

    private static BitSet cell(InetAddress address, List<AddressRange> ranges) {
        BitSet cell = new BitSet();
        for (int i = 0; i < ranges.size(); i++) {
            cell.set(i, ranges.get(i).contains(address));
        }
        return cell;
    }

    private static InetAddress address(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 bytes are an address", e);
        }
    }

    /** In order of how few ranges they lie in. */
    List<InetAddress> addresses() {
        return addresses;
    }

    boolean isExhaustive() {
        return exhaustive;
    }
}
