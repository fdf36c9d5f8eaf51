package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;

/** Fully connected layers. */
final class DenseCodecs {

    private DenseCodecs() {}

    /** Returns null for what is not of this family. */
    static LayerCodec<?> numbered(int number) {
        return switch (number) {
            case 1 -> LayerCodec.of(number, 1, BinaryDense.class, DenseCodecs::writeBinary, DenseCodecs::readBinary);
            case 2 ->
                LayerCodec.of(
                        number,
                        1,
                        BinaryDenseOnFloats.class,
                        (dense, out) -> {
                            out.u32(dense.inputs());
                            out.u32(dense.outputs());
                            out.longs(dense.weights().toWords());
                            out.doubles(dense.scale());
                            out.doubles(dense.offset());
                        },
                        in -> {
                            int inputs = in.inputs();
                            int outputs = in.outputs();
                            BitMatrix weights = in.signs(outputs, inputs);
                            return new BinaryDenseOnFloats(
                                    weights, in.doubles(outputs, "scales"), in.doubles(outputs, "offsets"));
                        });
            case 3 ->
                LayerCodec.of(
                        number,
                        1,
                        FloatDense.class,
                        (dense, out) -> {
                            out.u32(dense.inputs());
                            out.u32(dense.outputs());
                            out.floats(dense.weights());
                            out.floats(dense.bias());
                        },
                        in -> {
                            int inputs = in.inputs();
                            int outputs = in.outputs();
                            float[] weights = in.floats((long) inputs * outputs, "weights");
                            return new FloatDense(inputs, weights, in.floats(outputs, "biases"));
                        });
            default -> null;
        };
    }

    private static void writeBinary(BinaryDense dense, LittleEndian out) throws IOException {
        out.u8(ValueTypeCode.of(dense.inputType()));
        out.u8(StageCodec.number(dense.stage()));
        out.u16(0);
        out.u32(dense.inputs());
        out.u32(dense.outputs());
        out.longs(dense.weights().toWords());
        StageCodec.write(dense.stage(), out);
    }

    private static BinaryDense readBinary(Source in) throws PackedFormatException {
        ValueType type = ValueTypeCode.type(in.u8("value type"));
        int stage = in.u8("kind of output");
        in.zeros(2);
        int inputs = in.inputs();
        int outputs = in.outputs();
        BitMatrix weights = in.signs(outputs, inputs);
        return new BinaryDense(type, weights, StageCodec.read(stage, outputs, 1, in));
    }
}
