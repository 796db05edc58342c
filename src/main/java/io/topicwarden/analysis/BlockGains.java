/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.policy.Block;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.When;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Who may connect by a later policy and was blocked by an earlier one, now or at some time from now on. */
final class BlockGains {

    private record Meaning(When when, Optional<Instant> until) {}

    private final Policy before;
    private final Policy after;
    private final Instant now;
    private final Budget budget;
    private final Surroundings surroundings = new Surroundings();

    BlockGains(Policy before, Policy after, Instant now, Budget budget) {
        this.before = before;
        this.after = after;
        this.now = now;
        this.budget = budget;
        before.blocks().forEach(block -> surroundings.add(block.when()));
        after.blocks().forEach(block -> surroundings.add(block.when()));
    }

    /** The blocks that are gone, each with a client that it refused. */
    List<BlockDifference> find(boolean permits) {
        Set<Meaning> kept = new HashSet<>();
        after.blocks().forEach(block -> kept.add(new Meaning(block.when(), block.until())));
        return before.blocks().stream()
                .filter(block -> !kept.contains(new Meaning(block.when(), block.until())))
                .flatMap(block -> freed(block).map(example -> new BlockDifference(block, permits, example)).stream())
                .toList();
    }

    private Optional<Example> freed(Block block) {
        Demands demands = new Demands().when(block.when());
        return instants(block)
                .flatMap(instant -> new ClientSpace(demands, surroundings, Set.of(), now, instant)
                        .first(budget, example -> isFreed(example) ? Optional.of(example) : Optional.empty()).stream())
                .findFirst();
    }

    private boolean isFreed(Example example) {
        return budget.spend()
                && before.blockOf(example.client(), example.now()).isPresent()
                && after.blockOf(example.client(), example.now()).isEmpty();
    }

    /** A block that takes the place of another can end earlier: then the difference shows only when it has ended. */
    private Stream<Instant> instants(Block block) {
        return Stream.concat(Stream.of(now), after.blocks().stream().flatMap(other -> other.until().stream()))
                .filter(instant -> !instant.isBefore(now))
                .filter(instant -> block.until().isEmpty()
                        || instant.isBefore(block.until().get()))
                .distinct()
                .sorted();
    }
}
