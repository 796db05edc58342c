/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.extension.sdk.api.auth.Authorizer;
import com.hivemq.extension.sdk.api.auth.PublishAuthorizer;
import com.hivemq.extension.sdk.api.auth.SubscriptionAuthorizer;
import com.hivemq.extension.sdk.api.auth.parameter.AuthorizerProviderInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerInput;
import com.hivemq.extension.sdk.api.auth.parameter.SubscriptionAuthorizerOutput;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** What breaks in a callback refuses, and never escapes it. */
final class ClientAuthorizerTest {

    private final Sdk sdk = new Sdk();
    private final WardenHolder nothingRuns = new WardenHolder();

    @Test
    void publish_whenTheInputThrowsAnError_refused() {
        for (Throwable failure :
                new Throwable[] {new StackOverflowError(), new NoClassDefFoundError("x"), new IllegalStateException()
                }) {
            Sdk broken = new Sdk();
            new ClientAuthorizer(nothingRuns, Optional.empty())
                    .authorizePublish(
                            broken.make(PublishAuthorizerInput.class, Map.of("getPublishPacket", throwing(failure))),
                            broken.make(PublishAuthorizerOutput.class, Map.of()));

            assertThat(broken.calls()).containsExactly("getPublishPacket", "failAuthorization[NOT_AUTHORIZED, ]");
        }
    }

    @Test
    void subscribe_whenTheInputThrowsAnError_refused() {
        new ClientAuthorizer(nothingRuns, Optional.empty())
                .authorizeSubscribe(
                        sdk.make(
                                SubscriptionAuthorizerInput.class,
                                Map.of("getSubscription", throwing(new OutOfMemoryError()))),
                        sdk.make(SubscriptionAuthorizerOutput.class, Map.of()));

        assertThat(sdk.calls()).containsExactly("getSubscription", "failAuthorization[NOT_AUTHORIZED, ]");
    }

    @Test
    void provider_nothingRuns_givesAnAuthorizerOfBothKinds() {
        Authorizer authorizer = new ClientAuthorizerProvider(nothingRuns)
                .getAuthorizer(sdk.make(AuthorizerProviderInput.class, Map.of()));

        assertThat(authorizer).isInstanceOf(PublishAuthorizer.class).isInstanceOf(SubscriptionAuthorizer.class);
    }

    private static Function<Object[], Object> throwing(Throwable failure) {
        return arguments -> {
            if (failure instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) failure;
        };
    }
}
