/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Set;

/** A file open for writing at its end. */
interface AppendFile extends Closeable {

    /** Opens files; the one place where tests let a disk be full. */
    interface Opener {
        /** Opens a file for appending, makes it with these attributes if it does not exist. */
        AppendFile open(Path path, FileAttribute<?>... attributes) throws IOException;
    }

    /** Opens files of the file system. */
    Opener CHANNELS = (path, attributes) -> new OfChannel(
            FileChannel.open(path, Set.of(StandardOpenOption.CREATE, StandardOpenOption.APPEND), attributes));

    long size() throws IOException;

    /** Writes all of it; after an exception some of it may be written. */
    void write(ByteBuffer bytes) throws IOException;

    void truncate(long size) throws IOException;

    /** Has what was written put on the disk itself. */
    void force() throws IOException;

    /** A channel in append mode. */
    record OfChannel(FileChannel channel) implements AppendFile {

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
