package io.github.bnn4j.packed.format;

import io.github.bnn4j.packed.layer.Form;

/** The numbers of forms in the file. */
final class FormCode {

    private FormCode() {}

    static int of(Form form) {
        return switch (form) {
            case BYTES -> 0;
            case FLOATS -> 1;
            case SIGNS -> 2;
        };
    }

    static Form form(int code) throws PackedFormatException {
        return switch (code) {
            case 0 -> Form.BYTES;
            case 1 -> Form.FLOATS;
            case 2 -> Form.SIGNS;
            default -> throw new PackedFormatException("There is no form with number " + code);
        };
    }
}
