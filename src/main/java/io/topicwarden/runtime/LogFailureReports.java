/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.runtime;

import io.topicwarden.audit.LogFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the broker's log and the metrics when the denial log or the connection log cannot be written. */
final class LogFailureReports implements LogFailures {

    private static final Logger LOG = LoggerFactory.getLogger(LogFailureReports.class);

    private final Telemetry telemetry;

    LogFailureReports(Telemetry telemetry) {
        this.telemetry = telemetry;
    }

    @Override
    public void failing(String what, Throwable cause) {
        telemetry.count("log.failures");
        LOG.error("{}: {}. It is kept in memory and tried again until it works", what, cause.toString());
    }

    @Override
    public void recovered(String what, long behind) {
        LOG.warn("{} works again; {} records were waiting", what, behind);
    }

    @Override
    public void repaired(String what) {
        telemetry.count("log.failures");
        LOG.error("{}", what);
    }
}
