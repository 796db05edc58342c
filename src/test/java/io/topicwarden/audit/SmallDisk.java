/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.util.concurrent.atomic.AtomicLong;

/** Opens real files on a disk with so many bytes left. What does not fit is written by half. */
final class SmallDisk implements AppendFile.Opener {

    final AtomicLong bytesLeft = new AtomicLong(Long.MAX_VALUE);
    volatile boolean canTruncate = true;

    @Override
    public AppendFile open(Path path, FileAttribute<?>... attributes) throws IOException {
        return new OnDisk(AppendFile.CHANNELS.open(path, attributes));
    }

    private final class OnDisk implements AppendFile {
        private final AppendFile file;

        OnDisk(AppendFile file) {
            this.file = file;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            int wanted = bytes.remaining();
            int written = (int) Math.min(wanted, bytesLeft.get());
            file.write(bytes.limit(bytes.position() + written));
            bytesLeft.addAndGet(-written);
            if (written < wanted) {
                throw new IOException("No space left on device");
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            if (!canTruncate) {
                throw new IOException("Input/output error");
            }
            file.truncate(size);
        }

        @Override
        public void force() throws IOException {
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
