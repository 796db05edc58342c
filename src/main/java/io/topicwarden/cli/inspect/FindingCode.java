/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

import java.util.Locale;

/** The stable codes of findings, each with why it matters and how to mend it; {@code docs/errors.md} explains each. */
public enum FindingCode {
    /* config.xml as a whole. */
    CONFIG_MISSING(
            "without it the broker opens no listener",
            "write conf/config.xml, or name the folder that HIVEMQ_HOME names"),
    CONFIG_UNREADABLE(
            "the broker then starts with its defaults, without any listener, and says so only in its log",
            "mend it; `xmllint --noout conf/config.xml` shows the place as well"),
    CONFIG_PLACEHOLDER(
            "the broker puts in a value from its environment, which this command does not see",
            "check by hand what the broker gets"),
    IGNORED_ELEMENT(
            "HiveMQ CE passes over elements that it does not know, in silence", "correct its name, or remove it"),

    /* Listeners. */
    PLAIN_LISTENER(
            "without TLS everybody on the way reads and changes what is sent, passwords among it",
            "use a TLS listener, or bind it to 127.0.0.1"),
    LISTENER_NOT_NAMED(
            "Topicwarden refuses every client of a listener that its settings do not name",
            "name it under `listeners` in topicwarden.yaml, or remove it"),
    LISTENER_NOT_THERE(
            "what the settings ask of it is asked of nobody",
            "correct the name in topicwarden.yaml, or give the listener its <name> in config.xml"),
    LISTENER_NAME_TWICE(
            "the broker renames the later one, so that what was meant for it does not hold",
            "give each listener a <name> of its own"),
    CERTIFICATE_NOT_ASKED(
            "no client can show a certificate here, so that every one is refused as `certificate-missing`",
            "use a TLS listener with <client-authentication-mode>REQUIRED</client-authentication-mode>"),
    CERTIFICATE_OPTIONAL(
            "clients without a certificate reach Topicwarden, which refuses them and puts them on record",
            "set <client-authentication-mode> to REQUIRED to end them in the handshake instead"),
    BAD_CLIENT_AUTHENTICATION_MODE(
            "the broker does not know this word, and what it does then is not documented",
            "write NONE, OPTIONAL or REQUIRED"),

    /* TLS. */
    OLD_TLS("TLS 1.0 and 1.1 have known weaknesses (RFC 8996)", "ask for TLSv1.2 and TLSv1.3 only"),
    TLS_VERSION_MISMATCH(
            "no connection can be as new as the settings ask, so that every client is refused as `tls-version`",
            "add the version under <protocols>, or ask for less in topicwarden.yaml"),
    WEAK_CIPHER_SUITE(
            "it does not encrypt, does not authenticate, can be broken, or lets recordings be read once the key is known",
            "remove it; without <cipher-suites> the JVM's own choice is good"),

    /* Key and trust stores. */
    STORE_UNREADABLE(
            "the broker cannot open the listener, or only without the store",
            "check the path, the password and the type (JKS or PKCS12)"),
    STORE_NOT_CHECKED(
            "its password or path comes from the broker's environment", "check the certificates in it with keytool"),
    KEYSTORE_WITHOUT_KEY("no client can connect", "put the broker's key and certificate into it"),
    SERVER_KEY_WEAK("the key can be found out with effort", "make a new key: RSA 2048 bits or more, or EC P-256"),
    SERVER_CERTIFICATE_WEAK("signatures over SHA-1 or MD5 can be forged", "have it issued anew, over SHA-256"),
    SERVER_CERTIFICATE_EXPIRED("clients that check it refuse to connect, and others learn not to check", "renew it"),
    SERVER_CERTIFICATE_EXPIRES_SOON("clients that check it will refuse to connect", "renew it in time"),
    SERVER_CERTIFICATE_NOT_YET_VALID("clients that check it refuse to connect", "wait, or check the clock"),
    TRUSTSTORE_MISSING(
            "the TLS layer then accepts what any public CA signed; Topicwarden refuses it afterwards, by its own trust"
                    + " anchors alone",
            "give the listener a <truststore> with your CA"),
    TRUSTSTORE_WIDER(
            "the TLS layer accepts certificates that Topicwarden refuses: two lists of CAs drift apart, and without"
                    + " Topicwarden the wider one counts",
            "remove it from the trust store, or add it to `trust-anchors`"),
    TRUSTSTORE_NARROWER(
            "its clients end in the TLS handshake, before Topicwarden, and are on no record",
            "add it to the trust store, or remove it from `trust-anchors`"),

    /* Topicwarden's settings. */
    TRUST_ANCHOR_UNUSABLE(
            "it is no CA that may sign certificates, or an intermediate CA with name constraints: nothing opens by it",
            "name the CA's own certificate; devices need not be named"),
    REVOCATION_OFF("the certificate of a stolen device opens until it expires", "name `revocation-lists`"),
    CERTIFICATE_USAGE_ANY(
            "a server's or a mail certificate of the same CA opens as well", "set `extended-key-usage: clientAuth`"),

    /* Extensions. */
    EXTENSION_MISSING(
            "nothing decides who may do what, or another extension does",
            "unzip topicwarden-<version>.zip into extensions/"),
    EXTENSION_MISNAMED(
            "the broker does not load an extension whose folder is not named like its id",
            "name the folder `topicwarden`"),
    EXTENSION_DISABLED(
            "the broker runs without Topicwarden, and lets in whom any other security extension lets in",
            "find the reason in the broker's log, then remove the file"),
    EXTENSION_INCOMPLETE("the broker cannot load it", "unzip topicwarden-<version>.zip again"),
    ALLOW_ALL_EXTENSION(
            "it lets everybody do everything as soon as Topicwarden is missing or disabled",
            "remove its folder from extensions/"),
    OTHER_SECURITY_EXTENSION(
            "it decides alone as soon as Topicwarden is missing or disabled, and before it if its priority is higher",
            "remove its folder from extensions/, unless it is meant to be there"),
    OTHER_EXTENSION(
            "Topicwarden decides on what other extensions make of a packet, and is not asked about what they send themselves",
            "see docs/other-extensions.md; remove its folder from extensions/, unless it is meant to be there"),

    /* The process around it. */
    JMX_WITHOUT_AUTHENTICATION(
            "whoever reaches the port runs code in the broker: reads every message, and turns Topicwarden off",
            "remove the options, or set authenticate and ssl to true; to keep JMX for the machine itself, remove"
                    + " jmxremote.port"),
    JMX_WITHOUT_TLS("its password can be read on the way", "set -Dcom.sun.management.jmxremote.ssl=true"),
    DEBUGGER_OPEN("whoever reaches the port runs code in the broker", "remove the option"),

    /* Files. */
    FILE_READABLE_BY_ALL(
            "every user of the machine can read what is secret in it", "chmod o-rwx, and give it to the broker's user"),
    FILE_WRITABLE_BY_ALL("every user of the machine can change what the broker does", "chmod o-w"),

    /* Limits. */
    PACKET_SIZE_UNLIMITED(
            "each client that gets in can make the broker hold 256 MiB a message",
            "set <mqtt><packets><max-packet-size> to what your largest message needs");

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');
    private final String why;
    private final String help;

    FindingCode(String why, String help) {
        this.why = why;
        this.help = help;
    }

    /** Why it matters. */
    public String why() {
        return why;
    }

    /** How to mend it. */
    public String help() {
        return help;
    }

    /** The code as users see it: {@code plain-listener}. */
    @Override
    public String toString() {
        return text;
    }
}
