/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

/** An extension that lets everyone do everything, like the one that the stock distribution ships. */
public final class AllowAllExtension {

    private static final String SOURCE =
            """
            import com.hivemq.extension.sdk.api.ExtensionMain;
            import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
            import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
            import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
            import com.hivemq.extension.sdk.api.auth.parameter.*;
            import com.hivemq.extension.sdk.api.parameter.*;
            import com.hivemq.extension.sdk.api.services.Services;

            public final class AllowAll implements ExtensionMain {

                public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                    SimpleAuthenticator authenticator = (in, out) -> out.authenticateSuccessfully();
                    Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
                    Services.securityRegistry().setAuthorizerProvider(in -> new Authorizer());
                }

                public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}

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

    private AllowAllExtension() {}

    /** Of two extensions the one of higher priority is asked first. */
    public static SourceExtension ofPriority(int priority) {
        return new SourceExtension("hivemq-allow-all-extension", "AllowAll", SOURCE, priority);
    }
}
