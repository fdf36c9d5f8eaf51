package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;

/** Layers that do something with each value by itself. */
final class FloatCodecs {

    private FloatCodecs() {}

    /** Returns null for what is not of this family. */
    static LayerCodec<?> numbered(int number) {
        return switch (number) {
            case 4 ->
                new LayerCodec<>(
                        number,
                        1,
                        Affine.class,
                        affine -> affine.pixels() == 1,
                        (affine, out) -> {
                            out.u32(affine.inputs());
                            out.doubles(affine.scale());
                            out.doubles(affine.offset());
                        },
                        in -> {
                            int outputs = in.outputs();
                            return new Affine(in.doubles(outputs, "scales"), in.doubles(outputs, "offsets"));
                        });
            case 5 ->
                LayerCodec.of(
                        number,
                        1,
                        Elementwise.class,
                        (elementwise, out) -> {
                            out.u8(FunctionCode.of(elementwise.function()));
                            out.zeros(3);
                            out.u32(elementwise.inputs());
                            out.doubles(elementwise.parameter());
                        },
                        in -> {
                            int code = in.u8("function");
                            in.zeros(3);
                            int outputs = in.outputs();
                            double parameter = in.doubles(1, "parameter")[0];
                            return new Elementwise(FunctionCode.function(code, in), parameter, outputs);
                        });
            case 6 ->
                LayerCodec.of(
                        number, 1, Sign.class, (sign, out) -> out.u32(sign.inputs()), in -> new Sign(in.outputs()));
            case 7 ->
                LayerCodec.of(
                        number,
                        1,
                        BytesToFloats.class,
                        (conversion, out) -> {
                            out.u32(conversion.inputs());
                            out.doubles(conversion.scale(), conversion.offset());
                        },
                        in -> {
                            int outputs = in.outputs();
                            double[] numbers = in.doubles(2, "scale and offset");
                            return new BytesToFloats(numbers[0], numbers[1], outputs);
                        });
            case 8 ->
                LayerCodec.of(
                        number,
                        1,
                        SignsToFloats.class,
                        (conversion, out) -> {
                            out.u32(conversion.inputs());
                            out.floats(conversion.positive(), conversion.negative());
                        },
                        in -> {
                            int outputs = in.outputs();
                            float[] numbers = in.floats(2, "values");
                            return new SignsToFloats(numbers[0], numbers[1], outputs);
                        });
            case 21 ->
                LayerCodec.of(
                        number,
                        2,
                        PRelu.class,
                        (relu, out) -> {
                            out.u32(relu.slopes().length);
                            out.u32(relu.pixels());
                            out.floats(relu.before());
                            out.floats(relu.slopes());
                            out.floats(relu.after());
                        },
                        in -> {
                            int features = in.features();
                            int pixels = in.pixels();
                            float[] before = in.floats(features, "shifts before");
                            float[] slopes = in.floats(features, "slopes");
                            return new PRelu(before, slopes, in.floats(features, "shifts after"), pixels);
                        });
            case 22 ->
                LayerCodec.of(
                        number,
                        2,
                        Affine.class,
                        (affine, out) -> {
                            out.u32(affine.scale().length);
                            out.u32(affine.pixels());
                            out.doubles(affine.scale());
                            out.doubles(affine.offset());
                        },
                        in -> {
                            int features = in.features();
                            int pixels = in.size("count of pixels", 2); // Type 4 has one.
                            double[] scale = in.doubles(features, "scales");
                            return new Affine(scale, in.doubles(features, "offsets"), pixels);
                        });
            case 23 ->
                LayerCodec.of(
                        number,
                        2,
                        FloatThresholds.class,
                        (thresholds, out) -> {
                            out.u32(thresholds.thresholds().length);
                            out.u32(thresholds.pixels());
                            out.floats(thresholds.thresholds());
                            out.longs(thresholds.inverted());
                        },
                        in -> {
                            int features = in.features();
                            int pixels = in.pixels();
                            float[] thresholds = in.floats(features, "thresholds");
                            return new FloatThresholds(
                                    thresholds, in.longs(BitMatrix.wordsFor(features), "inverted features"), pixels);
                        });
            default -> null;
        };
    }
}
