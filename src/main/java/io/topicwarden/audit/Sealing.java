/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.time.Instant;

/** How the lines of a log end: plainly, or with what chains them. For one thread. */
interface Sealing {

    /** Lines that end with their sequence number. */
    Sealing PLAIN = new Plain();

    /** At least as many bytes as {@link #begin} adds. */
    int room();

    /**
     * Begins with lines that may yet come to nothing.
     *
     * @param sequence of the first
     * @param newFile whether it is the first of its file
     * @return how many lines it has added of its own
     */
    int begin(Chunk out, long sequence, boolean newFile, Instant now);

    /** Ends the line that begins there. */
    void end(Chunk out, int from);

    /** The lines since {@link #begin} are in the file. */
    void written(FileSet files);

    /** Nothing but the end of the object and the line. */
    final class Plain implements Sealing {

        private Plain() {}

        @Override
        public int room() {
            return 0;
        }

        @Override
        public int begin(Chunk out, long sequence, boolean newFile, Instant now) {
            return 0;
        }

        @Override
        public void end(Chunk out, int from) {
            out.write('}');
            out.write('\n');
        }

        @Override
        public void written(FileSet files) {}
    }
}
