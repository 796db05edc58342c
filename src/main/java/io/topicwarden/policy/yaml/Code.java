/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.policy.yaml;

import java.util.Locale;

/** The stable codes of problems in the operator's files; {@code docs/errors.md} explains each. */
enum Code {
    /* The file and its YAML. */
    MISSING_FILE,
    BAD_ENCODING,
    BAD_CHARACTER,
    EMPTY_FILE,
    YAML_SYNTAX,
    MULTIPLE_DOCUMENTS,
    ANCHOR_OR_ALIAS,
    TAG,
    MERGE_KEY,
    TOO_DEEP,
    TOO_LARGE,

    /* Keys and values. */
    BAD_VERSION,
    DUPLICATE_KEY,
    UNKNOWN_KEY,
    MISSING_KEY,
    WRONG_TYPE,
    UNKNOWN_VALUE,
    EMPTY_LIST,
    TOO_MANY_ENTRIES,
    EMPTY_TEXT,
    TEXT_TOO_LONG,
    OUT_OF_RANGE,
    BAD_NAME,
    BAD_SIZE,
    BAD_NETWORK,
    BAD_HEX,
    BAD_TIME,
    BAD_ZONE,
    BAD_INSTANT,
    BAD_DURATION,

    /* Settings. */
    BAD_TEMPLATE,
    NO_TRUST_ANCHORS,
    SETTING_WITHOUT_EFFECT,
    BAD_FILE_NAME,
    SAME_LOG_FILE,
    BAD_DATABASE_URL,
    UNVERIFIED_DATABASE,

    /* Identities. */
    BAD_PASSWORD_HASH,

    /* Policy. */
    UNKNOWN_ROLE,
    DUPLICATE_ROLE,
    ALLOW_AND_DENY,
    NO_TOPICS,
    TOPICS_AND_EVERY_TOPIC,
    BAD_TOPIC_FILTER,
    UNKNOWN_VARIABLE,
    WILDCARD_WITHOUT_REASON,
    BAD_QOS,
    BAD_SHARED_GROUP,
    CONDITION_WITHOUT_EFFECT,
    TIME_OUTSIDE_PERMISSION,

    /* Policy tests. */
    BAD_TOPIC_NAME,
    TWO_ACTIONS,
    TOO_MANY_TESTS,

    /* The report itself. */
    TOO_MANY_PROBLEMS,
    INTERNAL_ERROR;

    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The code as operators see it: {@code unknown-key}. */
    @Override
    public String toString() {
        return text;
    }
}
