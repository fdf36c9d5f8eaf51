package io.github.bnn4j.packed.format;

import java.nio.charset.StandardCharsets;

/** Texts in the file. */
final class PackedText {

    private PackedText() {}

    /**
     * @throws IllegalArgumentException if it has no UTF-8, or one of more bytes
     */
    static void check(String what, String text, int mostBytes) {
        if (hasHalfCharacter(text)) {
            throw new IllegalArgumentException(what + " is not valid text, it has half a character: " + text);
        }
        if (text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
            throw new IllegalArgumentException(
                    what + " is longer than " + mostBytes + " bytes: " + text.substring(0, 20) + "...");
        }
    }

    /** Returns whether there is half a character: an encoder for each text would take more memory than the texts. */
    private static boolean hasHalfCharacter(String text) {
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            if (Character.getType(text.codePointAt(i)) == Character.SURROGATE) {
                return true;
            }
        }
        return false;
    }
}
