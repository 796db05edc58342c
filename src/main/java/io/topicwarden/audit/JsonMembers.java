/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.audit;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import java.util.Collection;

/**
 * The members of one JSON object, written one after another as UTF-8. Whatever the values, they stay on one line and show
 * nothing but visible characters: all others are escaped.
 */
public final class JsonMembers {

    /** How many UTF-16 code units of a value are kept; the rest is replaced by its length. */
    public static final int LONGEST_TEXT = 4096;

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int LAST_YEAR = 9999; // of four digits
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int LONGEST_CHARACTER = 12; // bytes, as two escapes

    private byte[] bytes = new byte[1024];
    private int length;

    /** Writes a text, cut after {@link #LONGEST_TEXT} code units. */
    public JsonMembers text(String name, String value) {
        key(name);
        value(value);
        return this;
    }

    /** Writes a list of texts, each cut like a single one. */
    public JsonMembers texts(String name, Collection<String> values) {
        key(name);
        put('[');
        String separator = "";
        for (String value : values) {
            ascii(separator);
            value(value);
            separator = ",";
        }
        put(']');
        return this;
    }

    private void value(String value) {
        put('"');
        int end = cut(value);
        for (int at = plain(value, end); at < end; ) {
            int codePoint = value.codePointAt(at);
            character(codePoint);
            at += Character.charCount(codePoint);
        }
        if (end < value.length()) {
            ascii("...(" + (value.length() - end) + " more)");
        }
        put('"');
    }

    public JsonMembers number(String name, long value) {
        key(name);
        ascii(Long.toString(value));
        return this;
    }

    public JsonMembers flag(String name, boolean value) {
        key(name);
        ascii(Boolean.toString(value));
        return this;
    }

    /** Writes an instant as {@code 2026-01-31T23:59:59.999Z}. */
    public JsonMembers instant(String name, Instant value) {
        key(name);
        put('"');
        LocalDateTime utc = LocalDateTime.ofEpochSecond(value.getEpochSecond(), 0, ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > LAST_YEAR) {
            ascii(TIMESTAMP.format(value));
        } else {
            instant(utc, value.get(ChronoField.MILLI_OF_SECOND));
        }
        put('"');
        return this;
    }

    /** Digit by digit: the JDK's formatter takes longer than all the rest of a record. */
    private void instant(LocalDateTime utc, int millis) {
        digits(utc.getYear(), 4);
        put('-');
        digits(utc.getMonthValue(), 2);
        put('-');
        digits(utc.getDayOfMonth(), 2);
        put('T');
        digits(utc.getHour(), 2);
        put(':');
        digits(utc.getMinute(), 2);
        put(':');
        digits(utc.getSecond(), 2);
        put('.');
        digits(millis, 3);
        put('Z');
    }

    private void digits(int value, int count) {
        reserve(count);
        int rest = value;
        for (int i = count - 1; i >= 0; i--) {
            bytes[length + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += count;
    }

    /** Begins an object; what follows are its members, up to {@link #end}. */
    public JsonMembers begin(String name) {
        key(name);
        put('{');
        return this;
    }

    public JsonMembers end() {
        put('}');
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private static int cut(String value) {
        if (value.length() <= LONGEST_TEXT) {
            return value.length();
        }
        return Character.isHighSurrogate(value.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    }

    private void key(String name) {
        if (length > 0 && bytes[length - 1] != '{') {
            put(',');
        }
        value(name);
        put(':');
    }

    /** Writes what needs no care, mostly all of it; where it ended. */
    private int plain(String value, int end) {
        reserve(end);
        int at = 0;
        for (; at < end; at++) {
            char c = value.charAt(at);
            if (c < ' ' || c >= 0x7F || c == '"' || c == '\\') {
                break;
            }
            bytes[length++] = (byte) c;
        }
        return at;
    }

    private void character(int codePoint) {
        reserve(LONGEST_CHARACTER);
        if (codePoint == '"' || codePoint == '\\') {
            put('\\');
            put(codePoint);
        } else if (codePoint >= ' ' && codePoint < 0x7F) {
            put(codePoint);
        } else if (isVisible(codePoint)) {
            utf8(codePoint);
        } else {
            escape(codePoint);
        }
    }

    /** Controls, line separators, bidirectional and other format characters and lone surrogates are not. */
    private static boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    private void escape(int codePoint) {
        if (Character.isBmpCodePoint(codePoint)) {
            escapeUnit((char) codePoint);
        } else {
            escapeUnit(Character.highSurrogate(codePoint));
            escapeUnit(Character.lowSurrogate(codePoint));
        }
    }

    private void escapeUnit(char unit) {
        put('\\');
        put('u');
        put(HEX[unit >> 12]);
        put(HEX[(unit >> 8) & 0xF]);
        put(HEX[(unit >> 4) & 0xF]);
        put(HEX[unit & 0xF]);
    }

    private void utf8(int codePoint) {
        if (codePoint < 0x800) {
            put(0xC0 | codePoint >> 6);
        } else if (codePoint < 0x10000) {
            put(0xE0 | codePoint >> 12);
            put(0x80 | (codePoint >> 6 & 0x3F));
        } else {
            put(0xF0 | codePoint >> 18);
            put(0x80 | (codePoint >> 12 & 0x3F));
            put(0x80 | (codePoint >> 6 & 0x3F));
        }
        put(0x80 | (codePoint & 0x3F));
    }

    private void ascii(String text) {
        reserve(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    private void put(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
        }
    }
}
