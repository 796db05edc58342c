/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** An extension that lets everyone do everything, like the one that the stock distribution ships; compiled on the spot. */
public final class AllowAllExtension {

    private static final String ID = "hivemq-allow-all-extension";
    private static final String MAIN = "AllowAll";

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

    private final int priority;

    /** Of two extensions the one of higher priority is asked first. */
    public AllowAllExtension(int priority) {
        this.priority = priority;
    }

    void install(Path extensions) {
        try {
            Path folder = Files.createDirectories(extensions.resolve(ID));
            Files.writeString(folder.resolve("hivemq-extension.xml"), descriptor());
            Path classes = compile(Files.createTempDirectory(extensions.resolveSibling("data"), "allow-all"));
            pack(classes, folder.resolve("allow-all.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String descriptor() {
        return "<hivemq-extension><id>" + ID + "</id><name>Allow all</name><version>1</version><priority>" + priority
                + "</priority></hivemq-extension>";
    }

    private static Path compile(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve(MAIN + ".java"), SOURCE);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        OutputStream discarded = OutputStream.nullOutputStream();
        List<String> arguments = List.of(
                "--release", "11", "-cp", Repository.brokerClassPath(), "-proc:none", "-nowarn", source.toString());
        if (compiler.run(null, discarded, System.err, arguments.toArray(new String[0])) != 0) {
            throw new IllegalStateException("the allow-all extension does not compile");
        }
        return folder;
    }

    private static void pack(Path classes, Path jar) throws IOException {
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/services/com.hivemq.extension.sdk.api.ExtensionMain"));
            out.write(MAIN.getBytes(StandardCharsets.UTF_8));
            for (String name : List.of(MAIN + ".class", MAIN + "$Authorizer.class")) {
                out.putNextEntry(new ZipEntry(name));
                Files.copy(classes.resolve(name), out);
            }
        }
    }
}
