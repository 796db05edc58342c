/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.Problem;
import io.topicwarden.store.ReadResult;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What one reading of {@code conf/} found.
 *
 * @param settings {@code topicwarden.yaml}
 * @param identities {@code identities.yaml}
 * @param policy {@code policy.yaml}, then the files of {@code policy.d} in the order of their names, then what is wrong with
 *     that folder
 * @param tests {@code policy-tests.yaml}, if it is there
 * @param named what the settings name, by path as written
 * @param shadow a candidate policy, to be decided beside the policy; what is wrong with it is no problem of the others
 * @param references the same as handed in, for the next {@link ConfFolder#stamp}
 * @param stamp of all of it, from before the reading
 * @param overtaken whether a file changed while they were read: these are then not to be used, but read again
 */
public record ConfFiles(
        ReadResult settings,
        ReadResult identities,
        List<ReadResult> policy,
        Optional<ReadResult> tests,
        Map<String, ReadResult> named,
        ShadowFiles shadow,
        List<FileReference> references,
        Stamp stamp,
        boolean overtaken) {

    public ConfFiles {
        policy = List.copyOf(policy);
        named = Collections.unmodifiableMap(new LinkedHashMap<>(named));
        references = List.copyOf(references);
    }

    /** What is wrong with the files themselves, those of the shadow aside: settings first, then identities, policy, its tests, and the named ones. */
    public List<Problem> problems() {
        return all().stream()
                .filter(ReadResult.Failed.class::isInstance)
                .map(result -> ((ReadResult.Failed) result).problem())
                .toList();
    }

    /** Every file but those of the shadow, in this order: settings, identities, policy, its tests, and the named ones. */
    public List<ReadResult> all() {
        List<ReadResult> all = new ArrayList<>();
        all.add(settings);
        all.add(identities);
        all.addAll(policy);
        tests.ifPresent(all::add);
        all.addAll(named.values());
        return all;
    }

    /** The same with the candidate as the policy, as it would be read once it has been put in the policy's place. */
    public ConfFiles promoted() {
        return new ConfFiles(
                settings,
                identities,
                shadow.over(policy),
                tests,
                named,
                new ShadowFiles(List.of()),
                references,
                stamp,
                overtaken);
    }

    /** The files of settings, identities and policy that do not end with a line end, as one does of which only a part is written. */
    public Set<String> endingMidLine() {
        List<ReadResult> all = new ArrayList<>(policy);
        all.add(settings);
        all.add(identities);
        Set<String> names = new TreeSet<>();
        for (ReadResult result : all) {
            if (result instanceof ReadResult.Found found
                    && endsMidLine(found.bytes().content())) {
                names.add(found.bytes().file());
            }
        }
        return names;
    }

    private static boolean endsMidLine(byte[] content) {
        return content.length > 0 && content[content.length - 1] != '\n' && content[content.length - 1] != '\r';
    }

    /** Whether both hold the same bytes, or the same problems, in every file. */
    public boolean sameContentAs(ConfFiles other) {
        return settings.equals(other.settings)
                && identities.equals(other.identities)
                && policy.equals(other.policy)
                && tests.equals(other.tests)
                && named.equals(other.named)
                && shadow.equals(other.shadow);
    }
}
