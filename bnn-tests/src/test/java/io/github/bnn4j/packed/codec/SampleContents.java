package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Rows;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.layer.Windows;
import io.github.bnn4j.packed.xnor.SignRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Networks of each value type of input; together they have layers of all types. */
public final class SampleContents {

    private SampleContents() {}

    public static List<PackedContent> all() {
        List<PackedContent> all = new ArrayList<>(
                List.of(onBytes(), onSigns(), onFloats(), onScaledBytes(), onPictures(), onFloatPictures()));
        all.addAll(SampleGraphs.all());
        return all;
    }

    /** 1x5x7 bytes, 70 hidden signs, 4 scores. */
    public static PackedContent onBytes() {
        return new PackedContent(
                new InputEncoding(ValueType.BYTES, 1, 5, 7, 0.5, -1),
                List.of(
                        new BinaryDense(ValueType.BYTES, weights(70, 35), thresholds(70, 35 * 255)),
                        new BinaryDense(ValueType.SIGNS, weights(4, 70), scores(4))),
                List.of("zero", "", "zwei \u00e9 \u4e09", "\ud83d\ude00"));
    }

    /** 3 signs, 2 scores: small. */
    public static PackedContent onSigns() {
        return new PackedContent(
                InputEncoding.signs(3),
                List.of(
                        new BinaryDense(ValueType.SIGNS, weights(2, 3), thresholds(2, 3)),
                        new BinaryDense(ValueType.SIGNS, weights(2, 2), scores(2))),
                List.of("no", "yes"));
    }

    /** 5 floats, all types of layers on floats, 3 probabilities. */
    public static PackedContent onFloats() {
        return new PackedContent(
                InputEncoding.floats(5),
                List.of(
                        new FloatDense(5, numbers(5 * 6), numbers(6)),
                        new Affine(doubles(6), doubles(6)),
                        new Elementwise(Function.LEAKY_RELU, 0.01, 6),
                        new Sign(6),
                        new SignsToFloats(1, -0f, 6),
                        new BinaryDenseOnFloats(weights(3, 6), doubles(3), doubles(3)),
                        new Elementwise(Function.SOFTMAX, 0, 3)),
                List.of());
    }

    /** 4 bytes that become floats at once. */
    public static PackedContent onScaledBytes() {
        return new PackedContent(
                InputEncoding.bytes(0, 1, 4, 1, 1),
                List.of(new BytesToFloats(1.0 / 255, -0.0, 4), new FloatDense(4, numbers(4 * 2), numbers(2))),
                List.of());
    }

    /** 2x5x6 bytes, convolutions with both kinds of padding, pooling, 3 scores. */
    public static PackedContent onPictures() {
        Window three = Windows.same(5, 6, 3);
        return new PackedContent(
                InputEncoding.bytes(-1, 1, 2, 5, 6),
                List.of(
                        new ChannelsLast(ValueType.BYTES, new ImageShape(2, 5, 6)),
                        new BinaryConvolution(
                                ValueType.BYTES, 2, three, false, weights(3, 18), limits(3, three.classes(), 18 * 255)),
                        new BinaryConvolution(ValueType.SIGNS, 3, three, true, weights(4, 27), limits(4, 1, 27)),
                        new MaxPooling(4, Windows.tiles(5, 6, 2), new long[] {5}),
                        new BinaryConvolution(
                                ValueType.SIGNS,
                                4,
                                Windows.same(2, 3, 3),
                                false,
                                weights(3, 36),
                                new Scores(
                                        doubles(3),
                                        doubles(3 * Windows.same(2, 3, 3).classes()))),
                        new GlobalAveragePooling(new ImageShape(3, 2, 3), doubles(3), doubles(3))),
                List.of("a", "b", "c"));
    }

    /** 2x3x3 floats, 2 scores. */
    public static PackedContent onFloatPictures() {
        return new PackedContent(
                InputEncoding.floats(2, 3, 3),
                List.of(
                        new ChannelsLast(ValueType.FLOATS, new ImageShape(2, 3, 3)),
                        new BinaryConvolutionOnFloats(
                                2, Windows.same(3, 3, 2), 0, weights(3, 8), doubles(3), doubles(3)),
                        new Sign(27),
                        new BinaryDense(ValueType.SIGNS, weights(2, 27), scores(2))),
                List.of());
    }

    static Thresholds limits(int channels, int classes, int greatest) {
        int[] limits = new Random(22)
                .ints((long) channels * classes, greatest / 3, 2 * greatest / 3 + 1)
                .toArray();
        limits[0] = greatest;
        limits[limits.length - 1] = -1;
        return new Thresholds(channels, limits, SignRows.pack(SignRows.random(1, channels, 23)));
    }

    static BitMatrix weights(int outputs, int inputs) {
        return SignRows.matrix(SignRows.random(outputs, inputs, 17));
    }

    static Thresholds thresholds(int outputs, int greatest) {
        int[] limits =
                new Random(18).ints(outputs, greatest / 3, 2 * greatest / 3 + 1).toArray();
        limits[0] = greatest;
        limits[1] = -1;
        return new Thresholds(limits, SignRows.pack(SignRows.random(1, outputs, 19)));
    }

    static Scores scores(int outputs) {
        return new Scores(doubles(outputs), doubles(outputs));
    }

    static double[] doubles(int count) {
        return new Random(20).doubles(count, -2, 2).toArray();
    }

    static float[] numbers(int count) {
        return Rows.randomFloats(1, count, 21)[0];
    }
}
