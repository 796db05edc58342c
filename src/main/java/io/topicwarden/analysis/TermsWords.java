/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.analysis;

import io.topicwarden.engine.Terms;
import java.util.ArrayList;
import java.util.List;

/** Says what a request comes with, as far as it is not the usual. */
public final class TermsWords {

    private TermsWords() {}

    /** What is done: publish or subscribe. */
    public static String verb(Terms terms) {
        return terms instanceof Terms.Publish ? "publish" : "subscribe";
    }

    /** In parentheses after a space; empty for the plainest request. */
    public static String of(Terms terms) {
        List<String> words = new ArrayList<>();
        if (terms instanceof Terms.Publish publish) {
            addQos(words, publish.qos());
            if (publish.retain()) {
                words.add("retained");
            }
            if (publish.payloadBytes() > 0) {
                words.add("with " + publish.payloadBytes() + " bytes");
            }
        } else {
            Terms.Subscribe subscribe = (Terms.Subscribe) terms;
            addQos(words, subscribe.qos());
            subscribe.group().ifPresent(group -> words.add("through group `" + group + "`"));
        }
        return words.isEmpty() ? "" : " (" + String.join(", ", words) + ")";
    }

    private static void addQos(List<String> words, int qos) {
        if (qos > 0) {
            words.add("QoS " + qos);
        }
    }
}
