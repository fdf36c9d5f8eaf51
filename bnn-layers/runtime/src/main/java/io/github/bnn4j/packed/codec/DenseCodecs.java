package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.ValueType;
import java.io.IOException;
import java.util.List;

/** Fully connected layers. */
final class DenseCodecs {

    static final List<LayerCodec<?>> ALL = List.of(
            LayerCodec.of(1, 1, BinaryDense.class, DenseCodecs::writeBinary, DenseCodecs::readBinary),
            LayerCodec.of(
                    2,
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
                    }),
            LayerCodec.of(
                    3,
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
                    }));

    private DenseCodecs() {}

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
