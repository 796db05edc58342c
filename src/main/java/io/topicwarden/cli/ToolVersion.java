/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version, as it stands in the jar's manifest. */
final class ToolVersion implements IVersionProvider {

    /** The version alone; `development` where the classes are not from the jar. */
    static String text() {
        return Optional.ofNullable(ToolVersion.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    @Override
    public String[] getVersion() {
        return new String[] {"topicwarden " + text(), "Java " + Runtime.version()};
    }
}
