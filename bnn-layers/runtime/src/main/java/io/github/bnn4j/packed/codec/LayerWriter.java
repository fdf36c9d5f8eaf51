package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes one layer: its header, then its numbers. */
final class LayerWriter {

    private LayerWriter() {}

    static void write(PackedLayer layer, LittleEndian out) throws IOException {
        ByteArrayOutputStream payload = new ByteArrayOutputStream();
        int type = writePayload(layer, new LittleEndian(payload));
        out.u8(type);
        out.bytes(new byte[3]);
        out.u32(payload.size());
        out.bytes(payload.toByteArray());
    }

    /** Returns the layer's type. */
    private static int writePayload(PackedLayer layer, LittleEndian out) throws IOException {
        if (layer instanceof BinaryDense dense) {
            writeBinaryDense(dense, out);
            return LayerType.BINARY_DENSE;
        } else if (layer instanceof BinaryDenseOnFloats dense) {
            out.u32(dense.inputs());
            out.u32(dense.outputs());
            out.longs(dense.weights().toWords());
            out.doubles(dense.scale());
            out.doubles(dense.offset());
            return LayerType.BINARY_DENSE_ON_FLOATS;
        } else if (layer instanceof FloatDense dense) {
            out.u32(dense.inputs());
            out.u32(dense.outputs());
            out.floats(dense.weights());
            out.floats(dense.bias());
            return LayerType.FLOAT_DENSE;
        } else if (layer instanceof Affine affine && affine.pixels() == 1) {
            out.u32(affine.inputs());
            out.doubles(affine.scale());
            out.doubles(affine.offset());
            return LayerType.AFFINE;
        } else if (layer instanceof Elementwise elementwise) {
            out.u8(elementwise.function().ordinal());
            out.bytes(new byte[3]);
            out.u32(elementwise.inputs());
            out.doubles(elementwise.parameter());
            return LayerType.ELEMENTWISE;
        } else if (layer instanceof Sign sign) {
            out.u32(sign.inputs());
            return LayerType.SIGN;
        } else if (layer instanceof BytesToFloats conversion) {
            out.u32(conversion.inputs());
            out.doubles(conversion.scale(), conversion.offset());
            return LayerType.BYTES_TO_FLOATS;
        } else if (layer instanceof SignsToFloats conversion) {
            out.u32(conversion.inputs());
            out.floats(conversion.positive(), conversion.negative());
            return LayerType.SIGNS_TO_FLOATS;
        } else if (layer instanceof OnImages onImages) {
            return ImageLayerWriter.write(onImages, out);
        }
        throw new IllegalStateException("No type for " + layer);
    }

    private static void writeBinaryDense(BinaryDense dense, LittleEndian out) throws IOException {
        out.u8(ValueTypeCode.of(dense.inputType()));
        out.u8(dense.stage() instanceof Thresholds ? LayerType.THRESHOLDS : LayerType.SCORES);
        out.u16(0);
        out.u32(dense.inputs());
        out.u32(dense.outputs());
        out.longs(dense.weights().toWords());
        if (dense.stage() instanceof Thresholds thresholds) {
            out.ints(thresholds.limits());
            out.longs(thresholds.flips());
        } else if (dense.stage() instanceof Scores scores) {
            out.doubles(scores.scale());
            out.doubles(scores.offset());
        }
    }
}
