/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it hears. */
final class HeardFailures implements LogFailures {

    final List<String> heard = new CopyOnWriteArrayList<>();

    @Override
    public void failing(String what, Throwable cause) {
        heard.add("failing " + what);
    }

    @Override
    public void recovered(String what, long behind) {
        heard.add("recovered " + what + ", " + behind + " behind");
    }

    @Override
    public void repaired(String what) {
        heard.add("repaired " + what);
    }
}
