/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli;

import io.topicwarden.policy.Attempt;
import io.topicwarden.policy.DescribedClient;
import io.topicwarden.policy.DidYouMean;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.yaml.ClientOption;
import io.topicwarden.policy.yaml.Loaded;
import io.topicwarden.policy.yaml.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is asked, and as whom: {@code ACTION TOPIC --as … --qos … --retain --payload …}. */
final class AttemptOptions {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "ACTION",
            description = "publish or subscribe; also will, and deliver for a single message of a topic")
    private @Nullable String action;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "TOPIC",
            description = "the topic name; for subscribe the topic filter ($$share/GROUP/FILTER too)")
    private @Nullable String topic;

    @Option(
            names = "--as",
            paramLabel = "KEY=VALUE,…",
            description = "the client: client-id, listener, network, identity, username, tls, mqtt, roles, time,"
                    + " certificate.cn (o, ou, serial, fingerprint, issuer-cn, san-dns, san-uri, san-email),"
                    + " attributes.NAME; a key given twice makes a list; a comma in a value is written \\,")
    private @Nullable String as;

    @Option(names = "--qos", paramLabel = "0|1|2", description = "the quality of service (default: 0)")
    private @Nullable Integer qos;

    @Option(names = "--retain", description = "a retained publish or will")
    private boolean retain;

    @Option(
            names = "--payload",
            paramLabel = "SIZE",
            description = "the length of the payload, as 512 or 2KiB (default: 0)")
    private @Nullable String payload;

    /** Whether anything of it was given. */
    boolean isGiven() {
        return action != null || as != null || qos != null || retain || payload != null;
    }

    /** What is asked. */
    Attempt attempt() throws ToolException {
        Attempt.Kind kind = kind();
        if (topic == null) {
            throw misused("the topic is missing", "write `" + kind + " TOPIC`");
        }
        if (!kind.hasMessage() && (retain || payload != null)) {
            throw misused("`--retain` and `--payload` concern publish and will only", "leave them out");
        }
        if (kind == Attempt.Kind.DELIVER && qos != null) {
            throw misused("`--qos` has no effect on deliver", "deliveries are decided by their topic alone");
        }
        return new Attempt(kind, topic, qos(), retain, payload());
    }

    /** As whom; its roles must be among these. */
    DescribedClient client(Set<String> roles) throws ToolException, InvalidOptionException {
        if (as == null) {
            throw misused("`--as` is missing", "say which client asks: `--as client-id=s1,listener=mtls`");
        }
        Loaded<DescribedClient> read = ClientOption.read(as, roles);
        return read.value().orElseThrow(() -> new InvalidOptionException(read.problems()));
    }

    private Attempt.Kind kind() throws ToolException {
        if (action == null) {
            throw misused("the action is missing", "write `publish TOPIC` or `subscribe FILTER`");
        }
        for (Attempt.Kind kind : Attempt.Kind.values()) {
            if (kind.toString().equals(action)) {
                return kind;
            }
        }
        List<String> known =
                Arrays.stream(Attempt.Kind.values()).map(Attempt.Kind::toString).toList();
        throw misused(
                "`" + action + "` is no action",
                DidYouMean.help(action, known).orElse("it is one of " + String.join(", ", known)));
    }

    private int qos() throws ToolException {
        if (qos != null && (qos < 0 || qos > 2)) {
            throw misused("`" + qos + "` is not a quality of service", "it is 0, 1 or 2");
        }
        return qos == null ? 0 : qos;
    }

    private long payload() throws ToolException {
        try {
            return payload == null ? 0 : Size.parse(payload);
        } catch (PatternSyntaxException e) {
            throw misused(e.problem(), e.help().orElse(""));
        }
    }

    private static ToolException misused(String message, String help) {
        return new ToolException(ToolCode.USAGE, message, help);
    }
}
