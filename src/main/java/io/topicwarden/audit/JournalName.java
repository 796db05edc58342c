/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.file.Path;

/**
 * What a log is called.
 *
 * @param log in messages
 * @param thread its thread
 * @param directory where its files are
 */
record JournalName(String log, String thread, Path directory) {}
