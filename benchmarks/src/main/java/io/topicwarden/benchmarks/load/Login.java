/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.load;

import java.util.Optional;
import javax.net.ssl.SSLContext;

/**
 * Who connects.
 *
 * @param clientId the client identifier
 * @param username the user name; empty for none
 * @param password its password
 * @param tls the TLS to connect with, the client's certificate in it
 */
public record Login(String clientId, String username, String password, Optional<SSLContext> tls) {

    public static Login anonymous(String clientId) {
        return new Login(clientId, "", "", Optional.empty());
    }

    /** By a password, under the user name as client identifier. */
    public static Login password(String name, String password) {
        return new Login(name, name, password, Optional.empty());
    }

    /** By the certificate that the context holds. */
    public static Login certificate(String clientId, SSLContext tls) {
        return new Login(clientId, "", "", Optional.of(tls));
    }
}
