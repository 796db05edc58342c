/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.topicwarden.conf.PolicySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PromotionTest {

    private static final String OLD = "version: 1\n# old\n";
    private static final String NEW = "version: 1\n# new\n";
    private static final String OTHER = "version: 1\n# of somebody else\n";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("policy.yaml"), OLD);
        Files.writeString(folder.resolve("policy.shadow.yaml"), NEW);
    }

    @Test
    void run_candidate_isInPlaceAndTheOldOneIsKept() throws Exception {
        List<String> unused = promotion().run(Session.nowhere());

        assertThat(folder.resolve("policy.yaml")).hasContent(NEW);
        assertThat(folder.resolve("policy.yaml.20261124T120000Z")).hasContent(OLD);
        assertThat(names()).containsExactly("policy.yaml", "policy.yaml.20261124T120000Z");
    }

    @Test
    void run_policyChangedMeanwhile_nothingIsChanged() throws Exception {
        Promotion promotion = promotion();
        Files.writeString(folder.resolve("policy.yaml"), OTHER);

        assertThatThrownBy(() -> promotion.run(Session.nowhere()))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo(ToolCode.FILES_CHANGING));
        assertThat(folder.resolve("policy.yaml")).hasContent(OTHER);
        assertThat(names()).containsExactly("policy.shadow.yaml", "policy.yaml");
    }

    @Test
    void run_candidateChangedMeanwhile_whatWasShownIsPutInPlaceAndTheOtherIsLeft() throws Exception {
        Promotion promotion = promotion();
        Files.writeString(folder.resolve("policy.shadow.yaml"), OTHER);

        assertThat(promotion.run(Session.nowhere())).last().asString().startsWith("note: the candidate has changed");
        assertThat(folder.resolve("policy.yaml")).hasContent(NEW);
        assertThat(folder.resolve("policy.shadow.yaml")).hasContent(OTHER);
    }

    @Test
    void run_anOldOneOfThatNameThere_nothingIsChanged() throws Exception {
        Files.writeString(folder.resolve("policy.yaml.20261124T120000Z"), OTHER);
        Promotion promotion = promotion();

        assertThatThrownBy(() -> promotion.run(Session.nowhere()))
                .isInstanceOfSatisfying(
                        ToolException.class, e -> assertThat(e.code()).isEqualTo(ToolCode.CANNOT_WRITE));
        assertThat(folder.resolve("policy.yaml")).hasContent(OLD);
        assertThat(folder.resolve("policy.yaml.20261124T120000Z")).hasContent(OTHER);
    }

    @Test
    void run_linkToThePolicy_itsTargetIsReplaced() throws Exception {
        Path real = folder.resolve("real.yaml");
        Files.move(folder.resolve("policy.yaml"), real);
        Files.createSymbolicLink(folder.resolve("policy.yaml"), real);
        List<String> unused = promotion().run(Session.nowhere());

        assertThat(Files.isSymbolicLink(folder.resolve("policy.yaml"))).isTrue();
        assertThat(real).hasContent(NEW);
        assertThat(folder.resolve("policy.yaml.20261124T120000Z")).hasContent(OLD);
    }

    private Promotion promotion() throws ToolException {
        PolicySource policy = PolicySource.read(folder).value().orElseThrow();
        PolicySource candidate =
                PolicySource.readShadow(folder).orElseThrow().value().orElseThrow();
        return Promotion.of(folder, policy, candidate.files());
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
