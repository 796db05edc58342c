/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.hivemq;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthInput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import com.hivemq.extension.sdk.api.client.ClientContext;
import com.hivemq.extension.sdk.api.client.parameter.InitializerInput;
import com.hivemq.extension.sdk.api.events.client.parameters.AuthenticationSuccessfulInput;
import com.hivemq.extension.sdk.api.events.client.parameters.DisconnectEventInput;
import com.hivemq.extension.sdk.api.packets.auth.ModifiableDefaultPermissions;
import io.topicwarden.runtime.Warden;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Out of memory, a deep stack or a missing class in the middle of a callback: the answer is no, and nothing escapes. */
final class CallbackFaultsTest {

    private static final List<Error> ERRORS =
            List.of(new OutOfMemoryError("thrown by a test"), new StackOverflowError(), new NoClassDefFoundError("x"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Warden warden;

    private final WardenHolder holder = new WardenHolder();
    private final Sdk sdk = new Sdk();

    @BeforeEach
    void start() {
        warden = Warden.start(
                folder.resolve("conf"),
                folder.resolve("log"),
                folder.resolve("data"),
                new MetricRegistry(),
                new HiveMqSessions());
        holder.set(Optional.of(warden));
    }

    @AfterEach
    void stop() {
        warden.close();
    }

    @Test
    void connect_refusedAndOnRecord() throws IOException {
        ConnectAuthenticator authenticator = new ConnectAuthenticator(holder);
        for (Error error : ERRORS) {
            authenticator.onConnect(
                    sdk.make(SimpleAuthInput.class, Map.of("getConnectPacket", throwing(error))),
                    sdk.make(SimpleAuthOutput.class, Map.of("getDefaultPermissions", this::permissions)));
        }
        warden.close();

        assertThat(sdk.calls())
                .filteredOn(call -> call.startsWith("failAuthentication[NOT_AUTHORIZED"))
                .hasSize(ERRORS.size());
        assertThat(sdk.calls()).noneMatch(call -> call.startsWith("authenticateSuccessfully"));
        assertThat(Files.readString(folder.resolve("log/denials.jsonl"))).contains("internal-error");
    }

    @Test
    void connect_evenTheAnswerToTheFirstCallFails_refused() {
        new ConnectAuthenticator(holder)
                .onConnect(
                        sdk.make(SimpleAuthInput.class, Map.of()),
                        sdk.make(
                                SimpleAuthOutput.class,
                                Map.of("getDefaultPermissions", throwing(new OutOfMemoryError("thrown by a test")))));

        assertThat(sdk.calls()).anyMatch(call -> call.startsWith("failAuthentication[NOT_AUTHORIZED"));
    }

    @Test
    void initialize_nothingIsDeliveredAndTheWillIsRefused() {
        for (Error error : ERRORS) {
            new ClientGates(holder)
                    .initialize(
                            sdk.make(InitializerInput.class, Map.of("getClientInformation", throwing(error))),
                            sdk.make(ClientContext.class, Map.of("getDefaultPermissions", this::permissions)));
        }

        assertThat(sdk.calls())
                .filteredOn(call -> call.startsWith("addPublishOutboundInterceptor"))
                .hasSize(ERRORS.size());
        assertThat(sdk.calls()).filteredOn("clear"::equals).hasSize(ERRORS.size());
    }

    @Test
    void events_nothingEscapes() {
        ConnectionEvents events = new ConnectionEvents(holder);
        for (Error error : ERRORS) {
            events.onAuthenticationSuccessful(
                    sdk.make(AuthenticationSuccessfulInput.class, Map.of("getClientInformation", throwing(error))));
            events.onDisconnect(sdk.make(DisconnectEventInput.class, Map.of("getClientInformation", throwing(error))));
        }

        assertThat(sdk.calls()).filteredOn("getClientInformation"::equals).hasSize(2 * ERRORS.size());
    }

    private Object permissions(Object[] unused) {
        return sdk.make(ModifiableDefaultPermissions.class, Map.of());
    }

    private static Function<Object[], Object> throwing(Error error) {
        return arguments -> {
            throw error;
        };
    }
}
