/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import io.topicwarden.store.ReadResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a candidate policy: {@code policy.shadow.yaml} stands in place of {@code policy.yaml}, and each file of
 * {@code policy.shadow.d} in place of the one of its name in {@code policy.d}, or beside them.
 *
 * @param own those that are there, then what is wrong with the folder; none if there is no candidate
 */
public record ShadowFiles(List<ReadResult> own) {

    private static final String SHADOW = "policy.shadow.";
    private static final String POLICY = "policy.";

    public ShadowFiles {
        own = List.copyOf(own);
    }

    /** Whether there is a candidate. */
    public boolean isPresent() {
        return !own.isEmpty();
    }

    /** The whole candidate: these files, and of the policy's those in whose place none of them stands. */
    public List<ReadResult> over(List<ReadResult> policy) {
        Map<String, ReadResult> whole = new LinkedHashMap<>();
        policy.forEach(file -> whole.put(nameOf(file), file));
        own.forEach(file -> whole.put(placeOf(nameOf(file)), file));
        return new ArrayList<>(whole.values());
    }

    /** The file in whose place one of a candidate stands: {@code policy.d/a.yaml} for {@code policy.shadow.d/a.yaml}. */
    public static String placeOf(String shadow) {
        return shadow.startsWith(SHADOW) ? POLICY + shadow.substring(SHADOW.length()) : shadow;
    }

    private static String nameOf(ReadResult file) {
        return file instanceof ReadResult.Found found
                ? found.bytes().file()
                : ((ReadResult.Failed) file).problem().span().file();
    }
}
