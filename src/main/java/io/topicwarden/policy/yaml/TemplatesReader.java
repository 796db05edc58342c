/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import io.topicwarden.policy.ListenerSettings.Authenticate;
import io.topicwarden.policy.PatternSyntaxException;
import io.topicwarden.policy.Template;
import io.topicwarden.policy.Variable;
import io.topicwarden.policy.Variable.Kind;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a listener's {@code identity} and {@code client-id}. Only what the listener verifies can make an identity, and only
 * that can bind a client identifier: the user name of a client that shows but a certificate is any text it likes.
 */
final class TemplatesReader {

    private static final Set<Kind> CERTIFICATE = EnumSet.of(
            Kind.CERT_CN,
            Kind.CERT_O,
            Kind.CERT_OU,
            Kind.CERT_SERIAL,
            Kind.CERT_SAN_DNS,
            Kind.CERT_SAN_URI,
            Kind.CERT_SAN_EMAIL);

    private final Values values;
    private final Authenticate authenticate;

    TemplatesReader(Reading reading, Authenticate authenticate) {
        this.values = new Values(reading);
        this.authenticate = authenticate;
    }

    Optional<ListenerReader.ClientTemplates> read(Fields fields) {
        Optional<Template> identity = fields.has("identity")
                ? fields.find("identity").flatMap(entry -> values.parsed(entry.value(), this::identity))
                : Optional.of(usual(authenticate.needsCertificate() ? "${cert.cn}" : "${username}"));
        if (identity.isEmpty()) {
            return Optional.empty();
        }
        boolean usernameVerified =
                identity.get().variables().stream().anyMatch(variable -> variable.kind() == Kind.USERNAME);
        Optional<Template> clientId = fields.has("client-id")
                ? fields.find("client-id")
                        .flatMap(entry -> values.parsed(entry.value(), text -> clientId(text, usernameVerified)))
                : Optional.of(usual("${identity}"));
        return clientId.map(found -> new ListenerReader.ClientTemplates(identity.get(), found));
    }

    private Template identity(String text) throws PatternSyntaxException {
        Template template = Template.parse(text, false);
        for (Variable variable : template.variables()) {
            boolean verified =
                    switch (variable.kind()) {
                        case USERNAME -> authenticate.needsPassword();
                        default -> CERTIFICATE.contains(variable.kind());
                    };
            if (!verified) {
                throw bad(text, variable, "an identity cannot be made of `" + variable + "` here", help());
            }
            checkCertificate(text, variable);
        }
        return template;
    }

    private Template clientId(String text, boolean usernameVerified) throws PatternSyntaxException {
        Template template = Template.parse(text, true);
        for (Variable variable : template.variables()) {
            if (variable.kind() == Kind.CLIENT_ID) {
                throw bad(text, variable, "a client identifier cannot be bound to itself", "bind it to `${identity}`");
            }
            if (variable.kind() == Kind.USERNAME && !usernameVerified) {
                throw bad(
                        text,
                        variable,
                        "the user name is not verified on this listener",
                        "bind the client identifier to `${identity}`");
            }
            checkCertificate(text, variable);
        }
        if (template.variables().stream().allMatch(variable -> variable.kind() == Kind.LISTENER)) {
            throw bad(
                    text,
                    template.variables().get(0),
                    "the name of the listener alone is the same for all clients",
                    "bind the client identifier to `${identity}`");
        }
        return template;
    }

    private void checkCertificate(String text, Variable variable) throws PatternSyntaxException {
        if (CERTIFICATE.contains(variable.kind()) && !authenticate.needsCertificate()) {
            throw bad(text, variable, "there is no certificate on a `password` listener", "use `${username}`");
        }
    }

    private String help() {
        return switch (authenticate) {
            case CERTIFICATE -> "only the certificate is verified: use `${cert.cn}` or another `cert` variable";
            case PASSWORD -> "use `${username}`";
            case CERTIFICATE_AND_PASSWORD -> "use `${username}`, `${cert.cn}` or another `cert` variable";
        };
    }

    private static Template usual(String text) {
        try {
            return Template.parse(text, false);
        } catch (PatternSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PatternSyntaxException bad(String text, Variable variable, String message, String help) {
        String name = variable.toString();
        return new PatternSyntaxException(
                Code.BAD_TEMPLATE.toString(), message, text.indexOf(name), name.length(), help);
    }
}
