/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.engine.planted.inner;

import com.hivemq.extension.sdk.api.auth.parameter.PublishAuthorizerOutput;
import com.hivemq.extension.sdk.api.auth.parameter.SimpleAuthOutput;
import io.topicwarden.engine.planted.PlantedViolation;

/** The other half of a cycle, and a second class that says yes. */
public final class PlantedCycle {

    static void admit(SimpleAuthOutput connect, PublishAuthorizerOutput publish) {
        connect.authenticateSuccessfully();
        publish.authorizeSuccessfully();
        PlantedViolation.admit(connect, publish);
    }
}
