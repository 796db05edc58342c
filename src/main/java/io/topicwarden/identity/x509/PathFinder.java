/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the paths from a client's certificate to our anchors among what the client presented.
 */
/*
 * Two steps, both bounded whatever a client presents:
 *
 * 1. Downwards from the anchors, who signed whom. A signature is checked only with the key of an anchor or of a
 *    certificate already found to descend from one, so that a stranger can make us do no more than one check for each
 *    certificate and anchor of its issuer's name: at most 10 certificates, each pair once.
 * 2. Upwards from the leaf along those links, shortest first, without visiting a certificate twice. CAs that sign each
 *    other allow 8! paths; after MAX_STEPS the search ends with what it has.
 *
 * The JDK's CertPathBuilder does the same in one step, but unbounded, and answers only "no path".
 */
final class PathFinder {

    /** The most certificates on a path, the client's included and the anchor not. */
    static final int MAX_LENGTH = 8;

    private static final int MAX_PATHS = 16;
    private static final int MAX_STEPS = 256;

    private final TrustAnchors anchors;

    PathFinder(TrustAnchors anchors) {
        this.anchors = anchors;
    }

    /** The paths, shortest first; empty if the certificate does not descend from an anchor. */
    List<CertificatePath> paths(List<X509Certificate> presented) {
        X509Certificate leaf = presented.get(0);
        Set<X509Certificate> others = new LinkedHashSet<>(presented);
        others.remove(leaf);
        others.removeIf(anchors::contains);
        return paths(leaf, issuers(leaf, others));
    }

    /** For each certificate that descends from an anchor, all that signed it. */
    private Map<X509Certificate, List<X509Certificate>> issuers(X509Certificate leaf, Set<X509Certificate> others) {
        Set<X509Certificate> presented = new LinkedHashSet<>(others);
        presented.add(leaf);
        Map<X509Certificate, List<X509Certificate>> issuers = new HashMap<>();
        Deque<X509Certificate> descendants = new ArrayDeque<>();
        for (X509Certificate certificate : presented) {
            for (X509Certificate anchor : anchors.named(certificate.getIssuerX500Principal())) {
                link(certificate, anchor, issuers, descendants);
            }
        }
        while (!descendants.isEmpty()) {
            X509Certificate issuer = descendants.remove();
            if (!issuer.equals(leaf)) {
                signedBy(issuer, presented).forEach(c -> link(c, issuer, issuers, descendants));
            }
        }
        return issuers;
    }

    private static List<X509Certificate> signedBy(X509Certificate issuer, Collection<X509Certificate> presented) {
        return presented.stream()
                .filter(c -> !c.equals(issuer) && c.getIssuerX500Principal().equals(issuer.getSubjectX500Principal()))
                .toList();
    }

    private static void link(
            X509Certificate certificate,
            X509Certificate issuer,
            Map<X509Certificate, List<X509Certificate>> issuers,
            Deque<X509Certificate> descendants) {
        if (!IssuerSignature.verifies(certificate, issuer.getPublicKey())) {
            return;
        }
        List<X509Certificate> known = issuers.computeIfAbsent(certificate, c -> new ArrayList<>());
        if (known.isEmpty()) {
            descendants.add(certificate);
        }
        known.add(issuer);
    }

    private List<CertificatePath> paths(X509Certificate leaf, Map<X509Certificate, List<X509Certificate>> issuers) {
        List<CertificatePath> found = new ArrayList<>();
        Deque<List<X509Certificate>> begun = new ArrayDeque<>();
        begun.add(List.of(leaf));
        for (int step = 0; step < MAX_STEPS && !begun.isEmpty() && found.size() < MAX_PATHS; step++) {
            List<X509Certificate> path = begun.remove();
            X509Certificate top = path.get(path.size() - 1);
            for (X509Certificate issuer : issuers.getOrDefault(top, List.of())) {
                if (anchors.contains(issuer)) {
                    found.add(new CertificatePath(path, issuer));
                } else if (path.size() < MAX_LENGTH && !path.contains(issuer)) {
                    List<X509Certificate> longer = new ArrayList<>(path);
                    longer.add(issuer);
                    begun.add(longer);
                }
            }
        }
        return found;
    }
}
