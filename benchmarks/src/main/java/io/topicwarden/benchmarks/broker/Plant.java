/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.benchmarks.broker;

import java.util.ArrayList;
import java.util.List;

/**
 * The permissions that every broker is given in its own form: so many exact topics to publish and to subscribe.
 *
 * @param permissions how many
 */
record Plant(int permissions) {

    private static final int BRANCH = 100;

    /** All topics. */
    List<String> topics() {
        List<String> topics = new ArrayList<>();
        for (int i = 0; i < permissions; i++) {
            topics.add(topic(i));
        }
        return topics;
    }

    /** The last one, which who looks for it in order finds last. */
    String lastTopic() {
        return topic(permissions - 1);
    }

    private static String topic(int number) {
        return "plant/a" + number / BRANCH + "/b" + number % BRANCH + "/line/measurements";
    }

    /** As {@code policy.yaml}: one role, which everybody holds. */
    String policy() {
        StringBuilder text = new StringBuilder("version: 1\nroles:\n  all:\n    permissions:\n");
        for (String topic : topics()) {
            text.append("      - allow: [publish, subscribe]\n        topics: ")
                    .append(topic)
                    .append('\n');
        }
        return text.append("assignments:\n  - roles: [all]\n    when: {listener: \"*\"}\n")
                .toString();
    }

    /** As Mosquitto's {@code acl_file}. */
    String aclFile() {
        StringBuilder text = new StringBuilder();
        topics().forEach(topic -> text.append("topic readwrite ").append(topic).append('\n'));
        return text.toString();
    }

    /** As the configuration of Mosquitto's dynamic security plugin: everybody is in a group with this role. */
    String dynamicSecurity() {
        StringBuilder text = new StringBuilder("{\"defaultACLAccess\":{\"publishClientSend\":false,"
                + "\"publishClientReceive\":true,\"subscribe\":false,\"unsubscribe\":true},\"clients\":[],"
                + "\"groups\":[{\"groupname\":\"everybody\",\"roles\":[{\"rolename\":\"all\"}],\"clients\":[]}],"
                + "\"anonymousGroup\":\"everybody\",\"roles\":[{\"rolename\":\"all\",\"acls\":[");
        String separator = "";
        for (String topic : topics()) {
            for (String type : List.of("publishClientSend", "subscribePattern")) {
                text.append(separator)
                        .append("{\"acltype\":\"")
                        .append(type)
                        .append("\",\"topic\":\"")
                        .append(topic)
                        .append("\",\"priority\":0,\"allow\":true}");
                separator = ",";
            }
        }
        return text.append("]}]}").toString();
    }

    /** As an extension that gives every client the broker's own default permissions. */
    String defaultPermissions() {
        return """
                import com.hivemq.extension.sdk.api.ExtensionMain;
                import com.hivemq.extension.sdk.api.auth.SimpleAuthenticator;
                import com.hivemq.extension.sdk.api.auth.parameter.TopicPermission;
                import com.hivemq.extension.sdk.api.packets.auth.DefaultAuthorizationBehaviour;
                import com.hivemq.extension.sdk.api.parameter.*;
                import com.hivemq.extension.sdk.api.services.Services;
                import com.hivemq.extension.sdk.api.services.builder.Builders;
                import java.util.ArrayList;
                import java.util.List;

                public final class DefaultPermissions implements ExtensionMain {

                    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
                        List<TopicPermission> permissions = new ArrayList<>();
                        for (int i = 0; i < PERMISSIONS; i++) {
                            permissions.add(Builders.topicPermission()
                                    .topicFilter("plant/a" + i / BRANCH + "/b" + i % BRANCH + "/line/measurements")
                                    .type(TopicPermission.PermissionType.ALLOW)
                                    .build());
                        }
                        SimpleAuthenticator authenticator = (in, out) -> {
                            out.getDefaultPermissions().setDefaultBehaviour(DefaultAuthorizationBehaviour.DENY);
                            out.getDefaultPermissions().addAll(permissions);
                            out.authenticateSuccessfully();
                        };
                        Services.securityRegistry().setAuthenticatorProvider(in -> authenticator);
                    }

                    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {}
                }
                """
                .replace("PERMISSIONS", Integer.toString(permissions))
                .replace("BRANCH", Integer.toString(BRANCH));
    }
}
