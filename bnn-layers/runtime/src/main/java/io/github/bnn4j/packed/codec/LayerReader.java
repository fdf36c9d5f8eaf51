package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedFormatException;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;

/** Reads one layer. Limits of single numbers are the layers' own, who refuse them with IllegalArgumentException. */
final class LayerReader {

    private LayerReader() {}

    static PackedLayer read(Source source, int index) throws PackedFormatException {
        int type = source.u8("type of layer " + index);
        source.zeros(3);
        int length = source.size("length of layer " + index, 0);
        String name = "layer " + index;
        Source payload = new Source(source.part(length, name), name);
        PackedLayer layer = readPayload(type, payload);
        payload.end();
        return layer;
    }

    private static PackedLayer readPayload(int type, Source in) throws PackedFormatException {
        return switch (type) {
            case LayerType.BINARY_DENSE -> binaryDense(in);
            case LayerType.BINARY_DENSE_ON_FLOATS -> {
                int inputs = inputs(in);
                int outputs = outputs(in);
                BitMatrix weights = in.signs(outputs, inputs);
                yield new BinaryDenseOnFloats(weights, in.doubles(outputs, "scales"), in.doubles(outputs, "offsets"));
            }
            case LayerType.FLOAT_DENSE -> {
                int inputs = inputs(in);
                int outputs = outputs(in);
                float[] weights = in.floats((long) inputs * outputs, "weights");
                yield new FloatDense(inputs, weights, in.floats(outputs, "biases"));
            }
            case LayerType.AFFINE -> {
                int outputs = outputs(in);
                yield new Affine(in.doubles(outputs, "scales"), in.doubles(outputs, "offsets"));
            }
            case LayerType.ELEMENTWISE -> elementwise(in);
            case LayerType.SIGN -> new Sign(outputs(in));
            case LayerType.BYTES_TO_FLOATS -> {
                int outputs = outputs(in);
                double[] numbers = in.doubles(2, "scale and offset");
                yield new BytesToFloats(numbers[0], numbers[1], outputs);
            }
            case LayerType.SIGNS_TO_FLOATS -> {
                int outputs = outputs(in);
                float[] numbers = in.floats(2, "values");
                yield new SignsToFloats(numbers[0], numbers[1], outputs);
            }
            case LayerType.CHANNELS_LAST,
                    LayerType.BINARY_CONVOLUTION,
                    LayerType.BINARY_CONVOLUTION_ON_FLOATS,
                    LayerType.MAX_POOLING,
                    LayerType.GLOBAL_AVERAGE_POOLING -> ImageLayerReader.read(type, in);
            default ->
                throw in.wrong("there is no layer type " + type + "; it may need a newer version of this program");
        };
    }

    private static PackedLayer binaryDense(Source in) throws PackedFormatException {
        ValueType type = ValueTypeCode.type(in.u8("value type"));
        int stage = in.u8("kind of output");
        in.zeros(2);
        int inputs = inputs(in);
        int outputs = outputs(in);
        BitMatrix weights = in.signs(outputs, inputs);
        return new BinaryDense(type, weights, stage(stage, outputs, in));
    }

    private static OutputStage stage(int stage, int outputs, Source in) throws PackedFormatException {
        return switch (stage) {
            case LayerType.THRESHOLDS ->
                new Thresholds(in.ints(outputs, "limits"), in.longs(BitMatrix.wordsFor(outputs), "flips"));
            case LayerType.SCORES -> new Scores(in.doubles(outputs, "scales"), in.doubles(outputs, "offsets"));
            default -> throw in.wrong("there is no kind of output " + stage);
        };
    }

    private static PackedLayer elementwise(Source in) throws PackedFormatException {
        int code = in.u8("function");
        in.zeros(3);
        int outputs = outputs(in);
        double parameter = in.doubles(1, "parameter")[0];
        Elementwise.Function[] functions = Elementwise.Function.values();
        if (code >= functions.length) {
            throw in.wrong("there is no activation function " + code);
        }
        return new Elementwise(functions[code], parameter, outputs);
    }

    private static int inputs(Source in) throws PackedFormatException {
        return in.size("count of inputs", 1);
    }

    private static int outputs(Source in) throws PackedFormatException {
        return in.size("count of outputs", 1);
    }
}
