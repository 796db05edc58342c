/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.store.file;

import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Why a file could not be read, in few words and without its path. */
final class Reason {

    private Reason() {}

    static String of(Throwable failure) {
        if (failure instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure instanceof FileSystemException named && named.getReason() != null) {
            return named.getReason().toLowerCase(Locale.ROOT);
        }
        return failure.getClass().getSimpleName();
    }
}
