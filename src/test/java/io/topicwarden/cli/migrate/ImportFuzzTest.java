/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.migrate;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.topicwarden.policy.Policy;
import io.topicwarden.policy.Problem;
import io.topicwarden.policy.yaml.IdentitiesReader;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.PolicyReader;
import io.topicwarden.policy.yaml.ProblemPrinter;
import io.topicwarden.policy.yaml.ShownText;
import io.topicwarden.policy.yaml.SourceFile;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is to be imported: what comes of it is a policy that loads, or problems. */
final class ImportFuzzTest {

    private static final byte SEPARATOR = 0;

    private interface Import {
        Imported run() throws ImportFaultException;
    }

    static Stream<byte[]> mosquittoFiles() {
        return Stream.of(
                        "topic read $SYS/#\nuser a\ntopic readwrite a/%u/+\npattern write %c/d%c/${x}\n\0a:$7$101$x$y",
                        "user b c\ntopic deny x\npattern readwrite $share/g/%u/#\n",
                        "user \u202E\ntopic a/${client.id}/\"\\\n\0b:plain")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<byte[]> rbacFiles() {
        return Stream.of(
                        """
                        <?xml version="1.0"?><file-rbac><users><user><name>u</name><password>p</password>
                        <roles><id>r</id></roles></user></users><roles><role><id>r</id><permissions><permission>
                        <topic>a/${{username}}/#</topic><activity>PUBLISH</activity><qos>ONE_TWO</qos>
                        <retain>RETAINED</retain><shared-group>#</shared-group><shared-subscription>SHARED</shared-subscription>
                        </permission></permissions></role></roles></file-rbac>
                        """,
                        "<file-rbac><users/><roles><role><id>\"\\</id></role></roles></file-rbac>",
                        "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>")
                .map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    /** The ACL file, then a zero, then the password file. */
    @MethodSource("mosquittoFiles")
    @FuzzTest
    void mosquitto(byte[] content) {
        int end = 0;
        while (end < content.length && content[end] != SEPARATOR) {
            end++;
        }
        SourceFile acl = new SourceFile("acl.txt", Arrays.copyOf(content, end));
        Optional<SourceFile> passwords = end == content.length
                ? Optional.empty()
                : Optional.of(new SourceFile("p", Arrays.copyOfRange(content, end + 1, content.length)));
        check(() -> MosquittoImport.of(acl, passwords));
    }

    @MethodSource("rbacFiles")
    @FuzzTest
    void fileRbac(byte[] content) {
        check(() -> RbacImport.of(new SourceFile("credentials.xml", content)));
    }

    private static void check(Import anImport) {
        try {
            Imported imported = anImport.run();
            Loaded<Policy> policy = PolicyReader.read(List.of(file("policy.yaml", imported.policy())));
            assertThat(policy.problems()).as(imported.policy()).isEmpty();
            assertThat(IdentitiesReader.read(
                                    file("identities.yaml", imported.identities()),
                                    policy.value().map(read -> read.roles().keySet()))
                            .problems())
                    .as(imported.identities())
                    .isEmpty();
            imported.notes().forEach(note -> checkVisible(note.message()));
        } catch (ImportFaultException e) {
            assertThat(e.problems()).isNotEmpty();
            for (Problem problem : e.problems()) {
                checkVisible(ProblemPrinter.print(problem, "").replace("\n", ""));
            }
        }
    }

    private static void checkVisible(String text) {
        assertThat(text.codePoints()).noneMatch(ShownText::isInvisible);
    }

    private static SourceFile file(String name, String text) {
        return new SourceFile(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
