package io.github.bnn4j.packed.codec;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.Concatenate;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import io.github.bnn4j.packed.layer.Windows;
import java.util.List;

/** Networks that only files of version 2 hold; together they have all that version 1 has not. */
public final class SampleGraphs {

    private static final Scores ONE = new Scores(new double[] {0.5}, new double[] {0});

    private SampleGraphs() {}

    public static List<PackedContent> all() {
        return List.of(onShortcuts(), onTwoClasses(), onScaledChannels(), onScaledValues(), onSignsSideBySide());
    }

    /** 2x4x4 floats: a shortcut over a binary convolution, a value that three layers take, poolings, a gate, 3 scores. */
    public static PackedContent onShortcuts() {
        Window three = Windows.same(4, 4, 3);
        PackedContent.Builder network = PackedContent.builder(InputEncoding.floats(2, 4, 4));
        int image = network.add(new ChannelsLast(ValueType.FLOATS, new ImageShape(2, 4, 4)), 0);
        int stem = network.add(
                new FloatConvolution(2, three, 2, SampleContents.numbers(9 * 4), SampleContents.numbers(4)), image);
        int signs = network.add(
                new FloatThresholds(new float[] {0.5f, Float.NEGATIVE_INFINITY, -0f, 2}, new long[] {5}, 16), stem);
        int sums = network.add(
                new BinaryConvolution(
                        ValueType.SIGNS, 4, three, false, SampleContents.weights(4, 36), SampleContents.scores(4)),
                signs);
        int normalized = network.add(new Affine(SampleContents.doubles(4), SampleContents.doubles(4), 16), sums);
        int joined = network.add(new Add(2, 64), normalized, stem);
        int rectified = network.add(
                new PRelu(SampleContents.numbers(4), SampleContents.numbers(4), SampleContents.numbers(4), 16), joined);
        int filtered = network.add(
                new DepthwiseConvolution(three, SampleContents.numbers(36), SampleContents.numbers(4)), rectified);
        int both = network.add(new Concatenate(ValueType.FLOATS, 16, 4, 4, 4), rectified, filtered, rectified);
        int greatest = network.add(new FloatMaxPooling(12, Windows.tiles(4, 4, 2)), both);
        int mean = network.add(
                new AveragePooling(12, new Window(new Axis(4, 2, 3, 2, 1, 1), new Axis(4, 2, 3, 2, 1, 1)), false),
                both);
        int gated = network.add(new Multiply(3, 48), greatest, mean, mean);
        int pooled = network.add(
                new GlobalAveragePooling(
                        new ImageShape(12, 2, 2), SampleContents.doubles(12), SampleContents.doubles(12)),
                gated);
        network.add(new FloatDense(12, SampleContents.numbers(36), SampleContents.numbers(3)), pooled);
        return network.labels(List.of("a", "", "\u4e09"))
                .metadata(PackedContent.LIBRARY, "BNN4J")
                .metadata(PackedContent.RECIPE, "{\"epochs\": 3}")
                .metadata("", "")
                .metadata("k\u00e9", "\ud83d\ude00\nand another line")
                .build();
    }

    /** 3 signs, 1 probability: small. */
    public static PackedContent onTwoClasses() {
        PackedContent.Builder network = PackedContent.builder(InputEncoding.signs(3));
        int sum = network.add(new BinaryDense(ValueType.SIGNS, SampleContents.weights(1, 3), ONE), 0);
        int twice = network.add(new Add(2, 1), sum, sum);
        network.add(new Elementwise(Function.SIGMOID, 0, 1), twice);
        return network.labels(List.of("no", "yes")).threshold(0.5).build();
    }

    /** 2x2x3 bytes with a scale for each channel, 2 scores. */
    public static PackedContent onScaledChannels() {
        PackedContent.Builder network = PackedContent.builder(new InputEncoding(
                ValueType.BYTES, 2, 2, 3, new InputScale(new double[] {0.5, -2}, new double[] {-1, 0.25})));
        int twice = network.add(new Concatenate(ValueType.BYTES, 1, 12, 12), 0, 0);
        network.add(new BinaryDense(ValueType.BYTES, SampleContents.weights(2, 24), SampleContents.scores(2)), twice);
        return network.build();
    }

    /** 4 bytes with a scale for each value, 2 scores. */
    public static PackedContent onScaledValues() {
        PackedContent.Builder network = PackedContent.builder(new InputEncoding(
                ValueType.BYTES, 1, 1, 4, new InputScale(new double[] {1, 2, 3, 4}, new double[] {0, -0.0, 1, 2})));
        int floats = network.add(new BytesToFloats(0.25, 0, 4), 0);
        int rectified = network.add(new PRelu(SampleContents.numbers(4), 1), floats);
        network.add(new FloatDense(4, SampleContents.numbers(8), SampleContents.numbers(2)), rectified);
        return network.build();
    }

    /** 65 signs that stay signs side by side, 2 scores. */
    public static PackedContent onSignsSideBySide() {
        PackedContent.Builder network = PackedContent.builder(InputEncoding.signs(65));
        int other = network.add(
                new BinaryDense(ValueType.SIGNS, SampleContents.weights(26, 65), SampleContents.thresholds(26, 65)), 0);
        int joined = network.add(new Concatenate(ValueType.SIGNS, 13, 5, 2, 5), 0, other, 0);
        network.add(new BinaryDense(ValueType.SIGNS, SampleContents.weights(2, 156), SampleContents.scores(2)), joined);
        return network.build();
    }
}
