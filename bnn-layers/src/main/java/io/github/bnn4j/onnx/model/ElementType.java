package io.github.bnn4j.onnx.model;

import java.util.Optional;
import onnx.Onnx.TensorProto.DataType;

/** A type of elements that ONNX has and that is known here: how wide they are, and which numbers their bits stand for. */
public enum ElementType {
    FLOAT(DataType.FLOAT_VALUE, Tensor.Type.FLOAT, Float.BYTES),
    DOUBLE(DataType.DOUBLE_VALUE, Tensor.Type.FLOAT, Double.BYTES),
    FLOAT16(DataType.FLOAT16_VALUE, Tensor.Type.FLOAT, Short.BYTES),
    BFLOAT16(DataType.BFLOAT16_VALUE, Tensor.Type.FLOAT, Short.BYTES),
    INT8(DataType.INT8_VALUE, Tensor.Type.INTEGER, Byte.BYTES),
    INT16(DataType.INT16_VALUE, Tensor.Type.INTEGER, Short.BYTES),
    INT32(DataType.INT32_VALUE, Tensor.Type.INTEGER, Integer.BYTES),
    INT64(DataType.INT64_VALUE, Tensor.Type.INTEGER, Long.BYTES),
    UINT8(DataType.UINT8_VALUE, Tensor.Type.INTEGER, Byte.BYTES),
    UINT16(DataType.UINT16_VALUE, Tensor.Type.INTEGER, Short.BYTES),
    UINT32(DataType.UINT32_VALUE, Tensor.Type.INTEGER, Integer.BYTES),
    UINT64(DataType.UINT64_VALUE, Tensor.Type.INTEGER, Long.BYTES),
    BOOL(DataType.BOOL_VALUE, Tensor.Type.BOOLEAN, Byte.BYTES);

    private final int number;

    private final Tensor.Type type;

    private final int bytes;

    ElementType(int number, Tensor.Type type, int bytes) {
        this.number = number;
        this.type = type;
        this.bytes = bytes;
    }

    /** Finds a type by the number that it has in files; there is none if it is not known. */
    public static Optional<ElementType> of(int number) {
        for (ElementType type : values()) {
            if (type.number == number) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** Returns what is kept of it. */
    public Tensor.Type type() {
        return type;
    }

    /** Returns the bytes of an element in raw data. */
    public int bytes() {
        return bytes;
    }

    /** Returns the number that bits stand for; those above the type's width do not count. */
    public double value(long bits) {
        return switch (this) {
            case FLOAT -> Float.intBitsToFloat((int) bits);
            case DOUBLE -> Double.longBitsToDouble(bits);
            case FLOAT16 -> half((int) bits & 0xFFFF);
            case BFLOAT16 -> Float.intBitsToFloat((int) bits << 16);
            case INT8 -> (byte) bits;
            case INT16 -> (short) bits;
            case INT32 -> (int) bits;
            case INT64 -> bits;
            case UINT8 -> bits & 0xFF;
            case UINT16 -> bits & 0xFFFF;
            case UINT32 -> bits & 0xFFFFFFFFL;
            case UINT64 -> bits >= 0 ? bits : (bits >>> 1 | bits & 1) * 2.0;
            case BOOL -> (bits & 0xFF) == 0 ? 0 : 1;
        };
    }

    /** Returns the number of this type that a cast makes of another; NaN where ONNX does not say which. */
    public double cast(double number) {
        return switch (this) {
            case DOUBLE -> number;
            case FLOAT -> (float) number;
            case FLOAT16 -> rounded(number, 11, -14, 65504);
            case BFLOAT16 -> rounded((float) number, 8, Float.MIN_EXPONENT, Float.intBitsToFloat(0x7F7F0000));
            case BOOL -> number == 0 ? 0 : 1;
            default -> Math.abs(number) < Long.MAX_VALUE ? value((long) number) : Double.NaN;
        };
    }

    /** Rounds to so many binary digits, half to even. */
    private static double rounded(double number, int digits, int leastExponent, double most) {
        if (number == 0 || Double.isNaN(number) || Double.isInfinite(number)) {
            return number;
        }
        int last = Math.max(Math.getExponent(number), leastExponent) - digits + 1;
        double result = Math.scalb(Math.rint(Math.scalb(number, -last)), last);
        return Math.abs(result) > most ? Math.copySign(Double.POSITIVE_INFINITY, number) : result;
    }

    private static double half(int bits) {
        int exponent = bits >> 10 & 31;
        int fraction = bits & 1023;
        double magnitude =
                switch (exponent) {
                    case 0 -> Math.scalb((double) fraction, -24);
                    case 31 -> fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN;
                    default -> Math.scalb(1024.0 + fraction, exponent - 25);
                };
        return bits >> 15 == 0 ? magnitude : -magnitude;
    }
}
