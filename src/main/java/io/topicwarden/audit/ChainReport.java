/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.util.List;
import java.util.Optional;

/**
 * What came of verifying a log.
 *
 * @param findings the first 100
 * @param found how many there are
 * @param verified records whose MAC or signature holds
 * @param signatureOnly how many of these rest on signatures alone
 * @param unsigned records after the last checkpoint, where signatures are all there is
 * @param unchecked records that cannot be checked because what stood before them is not there or not right
 * @param unprotected lines from before the chain or from while it was switched off
 * @param first the sequence number of the first chained record, or 0
 * @param last the sequence number of the last record, or 0
 * @param closed whether the log ends with its closing
 * @param endKnown whether there was a state to tell where it must end
 * @param next the public key for the next checkpoint
 */
public record ChainReport(
        List<ChainFinding> findings,
        long found,
        long verified,
        long signatureOnly,
        long unsigned,
        long unchecked,
        long unprotected,
        long first,
        long last,
        boolean closed,
        boolean endKnown,
        Optional<String> next) {

    public ChainReport {
        findings = List.copyOf(findings);
    }

    /** Whether nothing was found. */
    public boolean isIntact() {
        return found == 0;
    }
}
