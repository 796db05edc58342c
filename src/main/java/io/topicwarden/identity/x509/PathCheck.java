/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import io.topicwarden.identity.x509.CertificateResult.Rejected;
import java.time.Instant;
import java.util.Optional;

/** One question to a path. */
interface PathCheck {

    /** Why the path is refused at this instant, or empty if this check has nothing against it. */
    Optional<Rejected> refusal(CertificatePath path, Instant now);
}
