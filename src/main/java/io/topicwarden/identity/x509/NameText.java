/* SPDX-License-Identifier: Apache-2.0 */
package io.topicwarden.identity.x509;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Text of a certificate's names: strictly decoded, and without characters that cannot be seen. */
final class NameText {

    /** UTF-32BE is in every JDK, though not among the six charsets that must be. */
    private static final Charset UTF_32BE = Charset.forName("UTF-32BE");

    private NameText() {}

    /** The text of an attribute's value (DirectoryString and IA5String, RFC 5280 §4.1.2.4 and appendix A). */
    static String of(DerReader.Value value) throws UnreadableException {
        return checked(value.content(), charset(value.tag()));
    }

    /** The text of an IA5String whose own tag an implicit one replaced, as in a GeneralName. */
    static String ia5(DerReader.Value value) throws UnreadableException {
        return checked(value.content(), StandardCharsets.US_ASCII);
    }

    private static Charset charset(int tag) throws UnreadableException {
        return switch (tag) {
            case 0x0c -> StandardCharsets.UTF_8; // UTF8String
            case 0x12, 0x13, 0x16, 0x1a -> StandardCharsets.US_ASCII; // Numeric, Printable, IA5, VisibleString
            case 0x14 -> StandardCharsets.ISO_8859_1; // T61String, by what CAs put in it rather than by T.61
            case 0x1e -> StandardCharsets.UTF_16BE; // BMPString
            case 0x1c -> UTF_32BE; // UniversalString
            default -> throw new UnreadableException("a name in the certificate is of a type that is not text");
        };
    }

    private static String checked(ByteBuffer bytes, Charset charset) throws UnreadableException {
        String text;
        try {
            // A new decoder reports what it cannot decode, where String's constructor would replace it.
            text = charset.newDecoder().decode(bytes.duplicate()).toString();
        } catch (CharacterCodingException e) {
            throw new UnreadableException("a name in the certificate is not valid text");
        }
        check(text);
        return text;
    }

    /** Refuses text with a character that could forge a line or hide another. */
    static void check(String text) throws UnreadableException {
        if (text.codePoints().anyMatch(NameText::isForbidden)) {
            throw new UnreadableException("a name in the certificate holds a control character");
        }
    }

    /**
     * Controls (U+0000, newline, DEL, C1), format characters (the bidirectional ones, zero-width ones), line and
     * paragraph separators, and halves of surrogate pairs.
     */
    static boolean isForbidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
