/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
import com.hivemq.extension.sdk.api.auth.parameter.AuthenticatorProviderInput;
import com.hivemq.extension.sdk.api.services.auth.provider.AuthenticatorProvider;

/** Always gives an authenticator: one that throws or gives none would count as absent, and the next extension decide. */
final class ConnectAuthenticatorProvider implements AuthenticatorProvider {

    private final ConnectAuthenticator authenticator;

    ConnectAuthenticatorProvider(WardenHolder holder) {
        this.authenticator = new ConnectAuthenticator(holder);
    }

    @Override
    public SimpleAuthenticator getAuthenticator(AuthenticatorProviderInput input) {
        return authenticator;
    }
}
