/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import io.topicwarden.it.broker.SourceExtension;

/**
 * An extension that allows everything by the same hooks that Topicwarden has in the broker: an authenticator, authorizers, a
 * listener of each connection's lifecycle and a client initializer that keeps the context. What it costs, the broker takes
 * for the hooks.
 */
final class HooksOnly {

    private static final String SOURCE =
            """
            import com.hivemq.extension.sdk.api.ExtensionMain;
            import com.hivemq.extension.sdk.api.auth.*;
            import com.hivemq.extension.sdk.api.auth.parameter.*;
            import com.hivemq.extension.sdk.api.client.ClientContext;
            import com.hivemq.extension.sdk.api.events.client.ClientLifecycleEventListener;
            import com.hivemq.extension.sdk.api.events.client.parameters.*;
            import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
            import com.hivemq.extension.sdk.api.parameter.*;
            import com.hivemq.extension.sdk.api.services.Services;
            import java.util.concurrent.ConcurrentHashMap;

            public final class HooksOnly implements ExtensionMain {

                static final ConcurrentHashMap<String, ClientContext> CONTEXTS = new ConcurrentHashMap<>();

                public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                    SimpleAuthenticator authenticator = (in, out) -> {
                        out.getDefaultPermissions().setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
                        out.authenticateSuccessfully();
                    };
                    Events events = new Events();
                    Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
                    Services.securityRegistry().setAuthorizerProvider(in -> new Authorizer());
                    Services.eventRegistry().setClientLifecycleEventListener(in -> events);
                    Services.initializerRegistry().setClientInitializer(
                            (in, context) -> CONTEXTS.put(in.getClientInformation().getClientId(), context));
                }

                public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

                static final class Events implements ClientLifecycleEventListener {

                    public void onMqttConnectionStart(ConnectionStartInput in) {}

                    public void onAuthenticationSuccessful(AuthenticationSuccessfulInput in) {}

                    public void onDisconnect(DisconnectEventInput in) {
                        CONTEXTS.remove(in.getClientInformation().getClientId());
                    }
                }

                static final class Authorizer implements PublishAuthorizer, SubscriptionAuthorizer {

                    public void authorizePublish(PublishAuthorizerInput in, PublishAuthorizerOutput out) {
                        out.authorizeSuccessfully();
                    }

                    public void authorizeSubscribe(SubscriptionAuthorizerInput in, SubscriptionAuthorizerOutput out) {
                        out.authorizeSuccessfully();
                    }
                }
            }
            """;

    private HooksOnly() {}

    static SourceExtension extension() {
        return new SourceExtension("hooks-only", "HooksOnly", SOURCE, 0);
    }
}
