/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.Optional;

/** One file as far as it could be read. */
record Document(Reading reading, Optional<Node> root) {

    /** Reads a file; without a root if it is not whole YAML, and then the reason is reported. */
    static Document of(SourceFile file, Problems problems) {
        return of(file, problems, false);
    }

    /** Likewise; of a {@code secretive} file nothing is quoted that could be a password. */
    static Document of(SourceFile file, Problems problems, boolean secretive) {
        Optional<SourceText> source = new Decoder(file, problems).decode();
        if (source.isEmpty()) {
            return new Document(new Reading(new SourceText(file.file(), ""), problems, secretive), Optional.empty());
        }
        Reading reading = new Reading(source.get(), problems, secretive);
        return new Document(reading, new TreeReader(reading).read());
    }

    /** The top level, its keys and version checked. */
    Optional<Fields> top(KeyTable table) {
        Optional<Fields> top = root.flatMap(node -> Fields.of(reading, node, table, node));
        top.ifPresent(this::checkVersion);
        return top;
    }

    private void checkVersion(Fields top) {
        top.find("version").ifPresent(entry -> {
            boolean supported = entry.value() instanceof Node.Scalar scalar
                    && scalar.plain()
                    && scalar.text().equals("1");
            if (!supported && !(entry.value() instanceof Node.Refused)) {
                reading.report(
                        Code.BAD_VERSION,
                        entry.value(),
                        "this version of the format is not supported",
                        "the only one supported is `version: 1`");
            }
        });
    }
}
