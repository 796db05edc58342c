/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import io.topicwarden.runtime.Warden;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The extension's entry point. It refuses everybody from its first line on and opens only when a valid snapshot has
 * loaded. It never fails to start: the broker would disable it and go on without it.
 */
public final class TopicwardenExtension implements ExtensionMain {

    private static final Logger LOG = LoggerFactory.getLogger(TopicwardenExtension.class);

    private final WardenHolder holder = new WardenHolder();

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
        Services.securityRegistry().setAuthenticatorProvider(new ConnectAuthenticatorProvider(holder));
        Services.securityRegistry().setAuthorizerProvider(new ClientAuthorizerProvider(holder));
        try {
            ConnectionEvents events = new ConnectionEvents(holder);
            Services.eventRegistry().setClientLifecycleEventListener(provided -> events);
            Services.initializerRegistry().setClientInitializer(new ClientGates(holder));
            Warden warden = Warden.start(
                    input.getExtensionInformation()
                            .getExtensionHomeFolder()
                            .toPath()
                            .resolve("conf"),
                    input.getServerInformation().getLogFolder().toPath().resolve("topicwarden"),
                    input.getServerInformation().getDataFolder().toPath().resolve("topicwarden"),
                    Services.metricRegistry(),
                    new HiveMqSessions());
            holder.set(Optional.of(warden));
            OtherExtensions.reportIn(
                    input.getServerInformation().getExtensionsFolder().toPath(), warden::count);
        } catch (Throwable t) { // an Error here would disable the extension and leave the broker open
            LOG.error("Topicwarden could not start and refuses every client until the broker is restarted", t);
        }
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
        Optional<Warden> warden = holder.get();
        holder.set(Optional.empty());
        warden.ifPresent(Warden::close);
    }
}
