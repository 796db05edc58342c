/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

/** Extensions that stand beside ours in a broker's home, each doing one thing that ours has to stand. */
public final class OtherExtensions {

    private static final String IMPORTS =
            """
            import com.hivemq.extension.sdk.api.ExtensionMain;
            import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
            import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
            import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
            import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
            import com.hivemq.extension.sdk.api.parameter.*;
            import com.hivemq.extension.sdk.api.services.Services;
            import com.hivemq.extension.sdk.api.services.builder.Builders;

            public final class Other implements ExtensionMain {

                public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

            """;

    /** Admits everybody and grants every topic by default permissions, in an authenticator and in a client initializer. */
    private static final String GRANTING =
            """
                public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                    SimpleAuthenticator authenticator = (in, out) -> {
                        grant(out.getDefaultPermissions());
                        out.authenticateSuccessfully();
                    };
                    Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
                    Services.initializerRegistry()
                            .setClientInitializer((in, client) -> grant(client.getDefaultPermissions()));
                }

                private static void grant(ModifiableDefaultPermissions permissions) {
                    TopicPermission everything = Builders.topicPermission().topicFilter("#").build();
                    permissions.add(everything);
                    permissions.setDefaultBehaviour(DefaultAuthorizationBehaviour.ALLOW);
                }
            }
            """;

    /** Admits everybody and decides nothing else. */
    private static final String ADMITTING =
            """
                public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                    SimpleAuthenticator authenticator = (in, out) -> out.authenticateSuccessfully();
                    Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
                }
            }
            """;

    /** Moves what clients publish and subscribe to from {@code in/} to {@code out/}. */
    private static final String REWRITING =
            """
                public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                    Services.initializerRegistry().setClientInitializer((in, client) -> {
                        client.addPublishInboundInterceptor((given, changed) ->
                                changed.getPublishPacket().setTopic(moved(given.getPublishPacket().getTopic())));
                        client.addSubscribeInboundInterceptor((given, changed) -> changed.getSubscribePacket()
                                .getSubscriptions()
                                .forEach(subscription ->
                                        subscription.setTopicFilter(moved(subscription.getTopicFilter()))));
                    });
                }

                private static String moved(String topic) {
                    return topic.startsWith("in/") ? "out/" + topic.substring(3) : topic;
                }
            }
            """;

    private OtherExtensions() {}

    /** One that grants as the file RBAC extension does, and once more in a client initializer. */
    public static SourceExtension granting() {
        return new SourceExtension("granting", "Other", IMPORTS + GRANTING, 0);
    }

    /** One that changes topics in interceptors. */
    public static SourceExtension rewriting() {
        return new SourceExtension("rewriting", "Other", IMPORTS + REWRITING, 0);
    }

    /** One whose authenticator is asked before ours. */
    public static SourceExtension admittingFirst() {
        return new SourceExtension("admitting", "Other", IMPORTS + ADMITTING, 2_000_000);
    }
}
