/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.conf;

import io.topicwarden.identity.x509.CertificateFileException;
import io.topicwarden.identity.x509.CertificateFiles;
import io.topicwarden.identity.x509.CertificateVerifier;
import io.topicwarden.policy.CertificateSettings;
import io.topicwarden.policy.FileReference;
import io.topicwarden.policy.Problem;
import io.topicwarden.store.FileCode;
import io.topicwarden.store.ReadResult;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the certificate verifier from the files of trust anchors and revocation lists. */
final class TrustLoader {

    /** Reads the content of one file. */
    private interface Parser<T> {
        List<T> parse(byte[] content) throws CertificateFileException;
    }

    private final Map<String, ReadResult> files;
    private final InstantSource time;

    TrustLoader(Map<String, ReadResult> files, InstantSource time) {
        this.files = files;
        this.time = time;
    }

    /** The verifier, or empty if a file has a problem, which is then added to {@code problems}. */
    Optional<CertificateVerifier> load(CertificateSettings settings, List<Problem> problems) {
        int before = problems.size();
        var anchors = all(settings.trustAnchors(), CertificateFiles::certificates, problems);
        var lists = all(settings.revocationLists(), CertificateFiles::revocationLists, problems);
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(CertificateVerifier.of(anchors, lists, settings, time));
    }

    private <T> List<T> all(List<FileReference> references, Parser<T> parser, List<Problem> problems) {
        List<T> parsed = new ArrayList<>();
        for (FileReference reference : references) {
            if (files.get(reference.path()) instanceof ReadResult.Found found) {
                try {
                    parsed.addAll(parser.parse(found.bytes().content()));
                } catch (CertificateFileException e) {
                    problems.add(ConfLoader.problem(
                            FileCode.BAD_CERTIFICATE_FILE.toString(),
                            "`" + reference.path() + "`: " + e.getMessage(),
                            reference.span(),
                            "the running configuration is kept until the file is mended"));
                }
            }
        }
        return parsed;
    }
}
