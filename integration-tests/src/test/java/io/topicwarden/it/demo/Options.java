/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

import java.nio.file.Path;

/**
 * What the command line asks for.
 *
 * @param mtlsPort the port of the listener for certificates
 * @param tlsPort the port of the listener for passwords
 * @param folder where everything is written
 */
record Options(int mtlsPort, int tlsPort, Path folder) {

    private static final int MTLS_PORT = 8883;
    private static final int TLS_PORT = 8884;

    /** Reads the arguments; what is not given has its default, the folder that of the caller. */
    static Options parse(String[] arguments, Path folder) throws DemoException {
        Options options = new Options(MTLS_PORT, TLS_PORT, folder);
        for (int i = 0; i < arguments.length; i += 2) {
            if (i + 1 == arguments.length) {
                throw new DemoException("`" + arguments[i] + "` is unknown or lacks its value; see ./demo --help");
            }
            options = options.with(arguments[i], arguments[i + 1]);
        }
        if (options.mtlsPort == options.tlsPort) {
            throw new DemoException("--mtls-port and --tls-port are both " + options.tlsPort);
        }
        return options;
    }

    private Options with(String name, String value) throws DemoException {
        return switch (name) {
            case "--mtls-port" -> new Options(port(name, value), tlsPort, folder);
            case "--tls-port" -> new Options(mtlsPort, port(name, value), folder);
            case "--dir" ->
                new Options(mtlsPort, tlsPort, Path.of(value).toAbsolutePath().normalize());
            default -> throw new DemoException("`" + name + "` is no option; see ./demo --help");
        };
    }

    private static int port(String name, String value) throws DemoException {
        if (!value.matches("[1-9][0-9]{0,4}") || Integer.parseInt(value) > 65535) {
            throw new DemoException(name + " needs a port from 1 to 65535, not `" + value + "`");
        }
        return Integer.parseInt(value);
    }
}
