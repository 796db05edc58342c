/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit.observed;

/** Who hears of what an {@link Observer} cannot do. */
public interface ObserverReports {

    /** A bound is hit: from now on some of what is seen is left out. Told once for each bound and file. */
    void bounded(Bound bound);

    /** Observing fails. Told once, until it has worked again. */
    void failing(String what, Throwable cause);

    /** It works again. */
    void recovered(String what);
}
