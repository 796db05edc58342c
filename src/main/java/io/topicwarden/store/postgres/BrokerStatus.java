/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.postgres;

import java.util.Optional;

/**
 * What a broker says of itself in {@code topicwarden.broker_status}.
 *
 * @param broker its name there
 * @param revision in force
 * @param refused the newest revision, if it was refused
 * @param because why
 */
public record BrokerStatus(String broker, Optional<Long> revision, Optional<Long> refused, Optional<String> because) {}
