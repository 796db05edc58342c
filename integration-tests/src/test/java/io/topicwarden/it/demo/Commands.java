/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.demo;

import java.util.List;

/**
 * The commands to try.
 *
 * @param options the ports
 * @param password alice's
 */
record Commands(Options options, String password) {

    /**
     * One command to paste.
     *
     * @param line the command
     * @param why what it does, or why it is refused
     */
    record Command(String line, String why) {}

    List<Command> permitted() {
        return List.of(
                new Command(
                        operator("mosquitto_sub", "screen", password)
                                + " -t 'plants/assembly/+/measurements' -v -W 300",
                        "alice, operator of the site, watches its sensors; leave this one running"),
                new Command(
                        publish("plants/assembly/s1/measurements", "-q 1"), "sensor s1 publishes its own measurement"),
                new Command(
                        sensor("mosquitto_sub", "s1", "s1") + " -q 1 -t 'plants/assembly/s1/commands/+' -C 1 -W 300",
                        "sensor s1 waits for a command; leave this one running too"),
                new Command(
                        operator("mosquitto_pub", "desk", password)
                                + " -t plants/assembly/s1/commands/reset -m now -q 1",
                        "alice resets s1"));
    }

    List<Command> refused() {
        return List.of(
                new Command(
                        publish("plants/assembly/s2/measurements", "-q 1"),
                        "no-permission: s1 publishes in the name of s2"),
                new Command(publish("plants/assembly/s1/measurements", "-q 2"), "qos: sensors have QoS 0 and 1"),
                new Command(
                        publish("plants/assembly/s1/firmware/image", "-q 1"),
                        "explicit-deny: firmware is not a sensor's"),
                new Command(
                        sensor("mosquitto_sub", "s1", "s1") + " -q 1 -t 'plants/#'",
                        "not-covered: wider than what s1 may read; the record names a topic that it may not"),
                new Command(
                        operator("mosquitto_sub", "phone", password) + " -t '$share/others/plants/assembly/alarms'",
                        "shared-group: operators share alarms in the group `operators`"),
                new Command(
                        sensor("mosquitto_pub", "s1", "s2") + " -t plants/assembly/s2/measurements -m 21.5 -q 1",
                        "client-id: the certificate says s1"),
                new Command(
                        sensor("mosquitto_pub", "s9-revoked", "s9") + " -t plants/assembly/s9/measurements -m 21.5",
                        "certificate-revoked: it is on the CA's revocation list"),
                new Command(
                        sensor("mosquitto_pub", "s1-stranger", "s1") + " -t plants/assembly/s1/measurements -m 21.5",
                        "certificate-untrusted: the same name from another CA, which the broker's TLS accepts"),
                new Command(
                        operator("mosquitto_pub", "desk", "guess") + " -t plants/assembly/s1/commands/reset -m now",
                        "bad-credentials: a wrong password"));
    }

    private String publish(String topic, String qos) {
        return sensor("mosquitto_pub", "s1", "s1") + " -t " + topic + " -m 21.5 " + qos;
    }

    private String sensor(String program, String files, String clientId) {
        return program + " -V 5 -h localhost -p " + options.mtlsPort() + " --cafile ca.pem --cert " + files
                + ".pem --key " + files + ".key -i " + clientId;
    }

    /** @param place where alice sits; a client identifier of its own, so that no command ends the one that is running */
    private String operator(String program, String place, String typed) {
        return program + " -V 5 -h localhost -p " + options.tlsPort() + " --cafile ca.pem -u alice -P " + typed
                + " -i alice-" + place;
    }
}
