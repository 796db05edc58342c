/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.it.clock;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The methods that a class file calls, as its constant pool names them (JVMS §4.4). Not thread-safe. */
final class CalledMethods {

    /*
     * A call of a static method names its class in the constant pool. So it is enough to name another class there, which has
     * a method of the same name and type: the code stays as it is.
     */
    private static final String TO = "io/topicwarden/it/clock/ShiftedTime";
    private static final List<String> FROM =
            List.of("java/lang/System.currentTimeMillis", "jdk/internal/misc/VM.getNanoTimeAdjustment");

    private static final int COUNT_AT = 8;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;

    private final ByteBuffer file;
    private final int[] entries;
    private final int end;

    CalledMethods(byte[] bytes) {
        this.file = ByteBuffer.wrap(bytes.clone());
        this.entries = new int[file.getChar(COUNT_AT)];
        int at = COUNT_AT + 2;
        for (int i = 1; i < entries.length; i++) {
            entries[i] = at;
            int tag = file.get(at);
            at += size(tag, at);
            i += tag == 5 || tag == 6 ? 1 : 0; // long and double take two places
        }
        this.end = at;
    }

    private int size(int tag, int at) {
        return switch (tag) {
            case UTF8 -> 3 + file.getChar(at + 1);
            case 5, 6 -> 9;
            case CLASS, 8, 16, 19, 20 -> 3;
            case 15 -> 4;
            default -> 5;
        };
    }

    /** The class file with its questions for the time put to {@link ShiftedTime}; empty if it has none. */
    Optional<byte[]> redirected() {
        List<Integer> calls = new ArrayList<>();
        for (int entry : entries) {
            if (entry > 0 && file.get(entry) == METHOD && FROM.contains(called(entry))) {
                calls.add(entry);
            }
        }
        if (calls.isEmpty()) {
            return Optional.empty();
        }
        byte[] name = TO.getBytes(StandardCharsets.US_ASCII);
        calls.forEach(entry -> file.putChar(entry + 1, (char) (entries.length + 1)));
        file.putChar(COUNT_AT, (char) (entries.length + 2));
        ByteBuffer out = ByteBuffer.allocate(file.capacity() + 3 + name.length + 3);
        out.put(file.array(), 0, end);
        out.put((byte) UTF8).putChar((char) name.length).put(name);
        out.put((byte) CLASS).putChar((char) entries.length);
        out.put(file.array(), end, file.capacity() - end);
        return Optional.of(out.array());
    }

    private String called(int method) {
        int owner = entries[file.getChar(method + 1)];
        int nameAndType = entries[file.getChar(method + 3)];
        return text(file.getChar(owner + 1)) + "." + text(file.getChar(nameAndType + 1));
    }

    private String text(int index) {
        int at = entries[index];
        return new String(file.array(), at + 3, file.getChar(at + 1), StandardCharsets.ISO_8859_1);
    }
}
