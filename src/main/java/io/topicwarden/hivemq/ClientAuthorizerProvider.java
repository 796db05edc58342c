/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.auth.Authorizer;
import com.hivemq.extension.sdk.api.auth.parameter.AuthorizerProviderInput;
import com.hivemq.extension.sdk.api.services.auth.provider.AuthorizerProvider;
import java.util.Optional;

/**
 * Gives each connection the authorizer of its client, once; and where the client is not known, or anything breaks, one
 * that refuses everything. None at all would mean the broker's default permissions.
 */
final class ClientAuthorizerProvider implements AuthorizerProvider {

    private static final FailureReport FAILURE =
            new FailureReport("A client may do nothing because of an internal error");

    private final WardenHolder holder;
    private final ClientAuthorizer nobody;

    ClientAuthorizerProvider(WardenHolder holder) {
        this.holder = holder;
        this.nobody = new ClientAuthorizer(holder, Optional.empty());
    }

    @Override
    public Authorizer getAuthorizer(AuthorizerProviderInput input) {
        try {
            return holder.get()
                    .flatMap(warden -> ConnectionMark.find(input, warden.live()))
                    .map(client -> new ClientAuthorizer(holder, Optional.of(client)))
                    .orElse(nobody);
        } catch (Throwable t) {
            FAILURE.tell(t);
            return nobody;
        }
    }
}
