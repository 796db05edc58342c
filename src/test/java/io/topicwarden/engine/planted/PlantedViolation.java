/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine.planted;

import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import io.topicwarden.engine.planted.inner.PlantedCycle;
import io.topicwarden.store.SourceBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.nio.file.Path;
import java.util.logging.Logger;
import org.bouncycastle.crypto.Digest;

/** Breaks every rule of the architecture at once, to show that each is kept watch over. */
public final class PlantedViolation {

    private static final Logger LOG = Logger.getLogger("planted");

    private PlantedViolation() {}

    /** Says yes where it has no business to. */
    public static void admit(SimpleAuthOutput connect, PublishAuthorizerOutput publish) {
        connect.authenticateSuccessfully();
        publish.authorizeSuccessfully();
    }

    static Object read(SourceBytes bytes, InputStream in) throws IOException {
        LOG.info(bytes.file());
        System.out.println(new PlantedCycle().hashCode());
        return new ObjectInputStream(in);
    }

    static String describe(Path path, Digest digest) {
        return path + digest.getAlgorithmName();
    }
}
