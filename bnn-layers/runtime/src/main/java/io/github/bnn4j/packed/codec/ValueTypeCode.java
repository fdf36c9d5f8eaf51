package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.ValueType;

/** The numbers of value types in the file. */
final class ValueTypeCode {

    private ValueTypeCode() {}

    static int of(ValueType type) {
        return switch (type) {
            case BYTES -> 0;
            case FLOATS -> 1;
            case SIGNS -> 2;
        };
    }

    static ValueType type(int code) throws PackedFormatException {
        return switch (code) {
            case 0 -> ValueType.BYTES;
            case 1 -> ValueType.FLOATS;
            case 2 -> ValueType.SIGNS;
            default -> throw new PackedFormatException("There is no value type with number " + code);
        };
    }
}
