/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.observed.Bound;
import io.topicwarden.audit.observed.ObserverReports;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the broker's log and the metrics when not all that clients do can be written down. */
final class ObserverFailureReports implements ObserverReports {

    private static final Logger LOG = LoggerFactory.getLogger(ObserverFailureReports.class);

    private final Telemetry telemetry;

    ObserverFailureReports(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void bounded(Bound bound) {
        telemetry.count("observe.bounds");
        LOG.warn(
                "Observing has reached its bound of {}: from now on some of what clients do is left out, and the file says how"
                        + " much. Decisions are not affected",
                bound.limit());
    }

    @Override
    public void failing(String what, Throwable cause) {
        telemetry.count("observe.failures");
        LOG.error("Observing fails, {}: {}. It is tried again; decisions are not affected", what, cause.toString());
    }

    @Override
    public void recovered(String what) {
        LOG.warn("Observing works again, {}", what);
    }
}
