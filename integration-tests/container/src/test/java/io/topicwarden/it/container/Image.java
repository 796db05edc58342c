/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.container;

import org.testcontainers.utility.DockerImageName;

/** The broker's image. */
final class Image {

    private Image() {}

    /** The one that the system property {@code topicwarden.broker-image} names. */
    static DockerImageName name() {
        return DockerImageName.parse(System.getProperty("topicwarden.broker-image", "hivemq/hivemq-ce:2025.5"))
                .asCompatibleSubstituteFor("hivemq/hivemq-ce");
    }
}
