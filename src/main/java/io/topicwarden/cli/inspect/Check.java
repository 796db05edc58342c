/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.cli.inspect;

/** Looks at one side of the broker. */
interface Check {

    void run(BrokerHome home, Findings findings);
}
