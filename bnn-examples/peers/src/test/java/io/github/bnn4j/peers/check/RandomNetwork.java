package io.github.bnn4j.peers.check;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
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
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.Multiply;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * A packed network of any layers, at random, in which all numbers are multiples of a power of two and not too many of it: no sum
 * is rounded, in whichever order it is made. Limits of border classes are those of zeros around the image, or any.
 */
final class RandomNetwork {

    private static final int SCORES = 3;

    /** Steps of the smallest difference that a number may be away from 0: sums of single precision are exact up to 2^24 of them. */
    private static final double MOST_STEPS = 1 << 21;

    /**
     * A value.
     *
     * @param image its size; null for a vector
     * @param most the greatest magnitude that it can have
     * @param step what all numbers are multiples of
     */
    private record Drawn(int number, ValueType type, ImageShape image, int width, double most, double step) {

        boolean isExact() {
            return most / step <= MOST_STEPS;
        }
    }

    private final Random random;
    private final InputEncoding encoding;
    private final PackedContent.Builder content;
    private final List<Drawn> values = new ArrayList<>();
    private final TreeSet<Integer> unused = new TreeSet<>();
    private final PackedNetwork network;

    RandomNetwork(long seed) {
        random = new Random(seed);
        boolean image = random.nextInt(4) > 0;
        ImageShape shape = image
                ? new ImageShape(1 + random.nextInt(3), 4 + random.nextInt(3), 4 + random.nextInt(3))
                : new ImageShape(1, 1, any(5, 12, 70));
        ValueType type = any(ValueType.values());
        encoding = new InputEncoding(
                type, shape.channels(), shape.height(), shape.width(), type == ValueType.BYTES ? 0.5 : 1, 0);
        content = PackedContent.builder(encoding);
        double most = type == ValueType.BYTES ? 255 : type == ValueType.SIGNS ? 1 : 4;
        Drawn example = new Drawn(0, type, null, shape.size(), most, type == ValueType.FLOATS ? 0.5 : 1);
        values.add(example);
        unused.add(0);
        if (image) {
            add(new ChannelsLast(type, shape), shape, most, example.step, example);
        }
        int steps = 2 + random.nextInt(12);
        while (steps > 0) {
            try {
                steps -= step() ? 1 : 0;
            } catch (IllegalArgumentException windowOnPaddingOnly) {
                // Another one.
            }
        }
        end();
        network = new PackedNetwork(content.build());
    }

    PackedNetwork network() {
        return network;
    }

    /** Draws examples, as the file takes them. */
    float[] examples(int count) {
        float[] x = new float[count * encoding.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = switch (encoding.type()) {
                case SIGNS -> any(-1, 1);
                case FLOATS -> (random.nextInt(17) - 8) / 2f;
                case BYTES -> random.nextInt(256);
            };
        }
        return x;
    }

    /** Returns the network's scores for such examples. */
    float[] scores(float[] x) {
        float[] real = x.clone();
        for (int i = 0; encoding.type() == ValueType.BYTES && i < x.length; i++) {
            real[i] *= 0.5f;
        }
        int examples = x.length / encoding.size();
        float[] scores = new float[examples * SCORES];
        network.scores(real, examples, scores);
        return scores;
    }

    @Override
    public String toString() {
        return network.toString();
    }

    @SafeVarargs
    private <T> T any(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    private boolean add(PackedLayer layer, ImageShape image, double most, double step, Drawn... sources) {
        Drawn drawn = new Drawn(values.size(), layer.outputType(), image, layer.outputs(), most, step);
        if (layer.outputType() == ValueType.FLOATS && !drawn.isExact()) {
            return false;
        }
        content.add(layer, Arrays.stream(sources).map(Drawn::number).toArray(Integer[]::new));
        values.add(drawn);
        unused.add(drawn.number);
        for (Drawn source : sources) {
            unused.remove(source.number);
        }
        return true;
    }

    private boolean step() {
        Drawn x = values.get(Math.max(random.nextInt(values.size()), random.nextInt(values.size())));
        if (random.nextInt(4) == 0 && combined(x)) {
            return true;
        }
        return switch (x.type) {
            case BYTES -> ofBytes(x);
            case SIGNS -> ofSigns(x);
            case FLOATS -> ofFloats(x);
        };
    }

    private boolean combined(Drawn x) {
        Drawn other = any(values.toArray(Drawn[]::new));
        boolean alike = other.type == x.type
                && other.width == x.width
                && (x.image == null ? other.image == null : x.image.equals(other.image));
        if (x.type == ValueType.FLOATS && alike && random.nextBoolean()) {
            return random.nextBoolean()
                    ? add(new Add(2, x.width), x.image, x.most + other.most, Math.min(x.step, other.step), x, other)
                    : add(new Multiply(2, x.width), x.image, x.most * other.most, x.step * other.step, x, other);
        }
        if (other.type != x.type) {
            return false;
        }
        double most = Math.max(x.most, other.most);
        double step = Math.min(x.step, other.step);
        if (x.image != null && other.image != null && pixels(x).equals(pixels(other))) {
            int channels = x.image.channels() + other.image.channels();
            return add(
                    new Concatenate(x.type, x.image.pixels(), x.image.channels(), other.image.channels()),
                    new ImageShape(channels, x.image.height(), x.image.width()),
                    most,
                    step,
                    x,
                    other);
        }
        return x.width + other.width < 400
                && add(new Concatenate(x.type, 1, x.width, other.width), null, most, step, x, other);
    }

    private static ImageShape pixels(Drawn x) {
        return new ImageShape(1, x.image.height(), x.image.width());
    }

    private boolean ofBytes(Drawn x) {
        return switch (random.nextInt(3)) {
            case 0 -> {
                double scale = any(1.0, 0.5, -2.0);
                double offset = any(0.0, -3.0);
                yield add(
                        new BytesToFloats(scale, offset, x.width),
                        x.image,
                        x.most * Math.abs(scale) + 3,
                        Math.abs(scale),
                        x);
            }
            default -> binary(x);
        };
    }

    private boolean ofSigns(Drawn x) {
        int kind = random.nextInt(5);
        if (kind == 0) {
            return any(true, false)
                    ? add(new SignsToFloats(1, -1, x.width), x.image, 1, 1, x)
                    : add(new SignsToFloats(2, -0.5f, x.width), x.image, 2, 0.5, x);
        } else if (kind == 1 && x.image != null) {
            Window window = window(x.image);
            int channels = x.image.channels();
            return add(new MaxPooling(channels, window, bits(channels)), window.output(channels), 1, 1, x);
        }
        return binary(x);
    }

    private boolean binary(Drawn x) {
        double sums = x.most * 2;
        if (x.image == null) {
            int outputs = any(1, 3, 40);
            BitMatrix weights = weights(outputs, x.width);
            OutputStage stage = stage(x, outputs, 1, x.width, null, false);
            return add(new BinaryDense(x.type, weights, stage), null, sums * x.width + 8, 0.25, x);
        }
        Window window = window(x.image);
        int inputs = window.taps() * x.image.channels();
        int outputs = any(1, 2, 35);
        BitMatrix weights = weights(outputs, inputs);
        boolean positive = x.type == ValueType.SIGNS && random.nextBoolean();
        int classes = random.nextBoolean() ? 1 : window.classes();
        OutputStage stage = stage(x, outputs, classes, inputs, () -> onPadding(window, weights), positive);
        return add(
                new BinaryConvolution(x.type, x.image.channels(), window, positive, weights, stage),
                window.output(outputs),
                sums * inputs * 2 + 8,
                0.25,
                x);
    }

    /** By another way than the library's: class by class, output by output. */
    private static int[][] onPadding(Window window, BitMatrix weights) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        int[] rowStarts = rows.classStarts();
        int[] columnStarts = columns.classStarts();
        int channels = weights.columns() / window.taps();
        int[][] sums = new int[rowStarts.length * columnStarts.length][weights.rows()];
        for (int i = 0; i < sums.length; i++) {
            for (int k = 0; k < weights.columns(); k++) {
                int tap = k / channels;
                int row = rows.position(rowStarts[i / columnStarts.length], tap / columns.size());
                int column = columns.position(columnStarts[i % columnStarts.length], tap % columns.size());
                boolean inside = row >= 0 && row < rows.input() && column >= 0 && column < columns.input();
                for (int n = 0; n < weights.rows(); n++) {
                    sums[i][n] += inside ? 0 : weights.get(n, k);
                }
            }
        }
        return sums;
    }

    private OutputStage stage(
            Drawn x, int outputs, int classes, int inputs, Supplier<int[][]> onPadding, boolean positive) {
        int[][] corrections = classes > 1 && random.nextInt(3) > 0 ? onPadding.get() : new int[classes][outputs];
        boolean any = classes > 1 && random.nextInt(3) == 0;
        double padding = x.type == ValueType.BYTES ? 0 : positive ? 1 : -1;
        if (random.nextBoolean()) {
            double[] scale = doubles(outputs, 1.0, -1.0, 0.5, 2.0, 0.0);
            double[] base = new double[outputs];
            Arrays.setAll(base, n -> (random.nextInt(33) - 16) / 2.0);
            double[] offset = new double[outputs * classes];
            Arrays.setAll(
                    offset,
                    i -> any
                            ? (random.nextInt(33) - 16) / 2.0
                            : base[i % outputs] - scale[i % outputs] * padding * corrections[i / outputs][i % outputs]);
            return new Scores(scale, offset);
        }
        int greatest = inputs * (x.type == ValueType.BYTES ? 255 : 1);
        int[] limits = new int[outputs * classes];
        int[] base = new int[outputs];
        Arrays.setAll(base, n -> switch (random.nextInt(8)) {
            case 0 -> -1 - inputs;
            case 1 -> greatest + inputs;
            default -> greatest / 4 + random.nextInt(greatest / 2 + 1);
        });
        Arrays.setAll(limits, i -> {
            double limit = any
                    ? random.nextInt(greatest + 2) - 1
                    : base[i % outputs] - padding * corrections[i / outputs][i % outputs] / 2;
            return (int) Math.max(-1, Math.min(greatest, Math.floor(limit)));
        });
        return new Thresholds(outputs, limits, bits(outputs));
    }

    private boolean ofFloats(Drawn x) {
        int features = x.image == null ? x.width : x.image.channels();
        int pixels = x.width / features;
        return switch (random.nextInt(7)) {
            case 0 ->
                add(
                        new Affine(
                                doubles(features, 1.0, -1.0, 0.5, 2.0, 0.0), doubles(features, -1.5, 0.0, 3.0), pixels),
                        x.image,
                        2 * x.most + 3,
                        x.step / 2,
                        x);
            case 1 ->
                add(
                        new FloatThresholds(
                                floats(features, 0f, -1.5f, 2f, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY),
                                bits(features),
                                pixels),
                        x.image,
                        1,
                        1,
                        x);
            case 2 -> add(new Sign(x.width), x.image, 1, 1, x);
            case 3 ->
                add(
                        new PRelu(
                                floats(features, 0f, 0.5f, -2f),
                                floats(features, 0f, 0.5f, -1f),
                                floats(features, 0f, 0.5f, -2f),
                                pixels),
                        x.image,
                        x.most + 4,
                        x.step / 4,
                        x);
            case 4 -> {
                Function function = any(Function.RELU, Function.LEAKY_RELU, Function.HARD_TANH);
                double parameter = function == Function.LEAKY_RELU ? 0.25 : 0;
                yield add(new Elementwise(function, parameter, x.width), x.image, x.most + 1, x.step / 4, x);
            }
            default -> x.image == null ? dense(x) : onImage(x);
        };
    }

    private boolean dense(Drawn x) {
        int outputs = any(1, 4, 33);
        return random.nextBoolean()
                ? add(
                        new FloatDense(
                                x.width, floats(x.width * outputs, -1f, 0.5f, 2f, 0f), floats(outputs, -1f, 0f, 0.5f)),
                        null,
                        2 * x.width * x.most + 1,
                        x.step / 2,
                        x)
                : add(
                        new BinaryDenseOnFloats(
                                weights(outputs, x.width), doubles(outputs, 1.0, -0.5), doubles(outputs, 0.0, 1.5)),
                        null,
                        x.width * x.most + 2,
                        x.step / 2,
                        x);
    }

    private boolean onImage(Drawn x) {
        Window window = window(x.image);
        int channels = x.image.channels();
        int outputs = channels * any(1, 2);
        int taps = window.taps();
        double sums = 2 * taps * x.most + 2;
        return switch (random.nextInt(6)) {
            case 0 -> add(new FloatMaxPooling(channels, window), window.output(channels), x.most, x.step, x);
            case 1 -> {
                boolean counts = (taps & taps - 1) == 0 && random.nextBoolean();
                Window square = new Window(
                        new Axis(x.image.height(), x.image.height() / 2, 2, 2, 0, 1),
                        new Axis(x.image.width(), x.image.width() / 2, 2, 2, 0, 1));
                yield counts
                        ? add(
                                new AveragePooling(channels, window, true),
                                window.output(channels),
                                x.most,
                                x.step / taps,
                                x)
                        : add(
                                new AveragePooling(channels, square, false),
                                square.output(channels),
                                x.most,
                                x.step / 4,
                                x);
            }
            case 2 -> {
                int pixels = x.image.pixels();
                yield (pixels & pixels - 1) == 0
                        && add(
                                new GlobalAveragePooling(
                                        x.image, doubles(channels, 1.0, -2.0), doubles(channels, 0.0, 0.5)),
                                new ImageShape(channels, 1, 1),
                                2 * x.most + 1,
                                x.step / 2 / pixels,
                                x);
            }
            case 3 -> {
                int groups = any(1, channels);
                yield add(
                        new FloatConvolution(
                                channels,
                                window,
                                groups,
                                floats(taps * channels / groups * outputs, -1f, 0.5f, 2f, 0f),
                                floats(outputs, 0f, -1f, 0.5f)),
                        window.output(outputs),
                        sums * channels,
                        x.step / 2,
                        x);
            }
            case 4 ->
                add(
                        new DepthwiseConvolution(
                                window, floats(taps * channels, -1f, 0.5f, 2f, 0f), floats(channels, 0f, -1f, 0.5f)),
                        window.output(channels),
                        sums,
                        x.step / 2,
                        x);
            default ->
                add(
                        new BinaryConvolutionOnFloats(
                                channels,
                                window,
                                any(0f, 1f, -0.5f),
                                weights(outputs, taps * channels),
                                doubles(outputs, 1.0, -0.5),
                                doubles(outputs, 0.0, 1.5)),
                        window.output(outputs),
                        (sums + taps) * channels,
                        x.step / 4,
                        x);
        };
    }

    /** Brings all that nothing has taken together, in scores. */
    private void end() {
        List<Integer> scores = new ArrayList<>();
        for (int number : List.copyOf(unused)) {
            Drawn x = values.get(number);
            BitMatrix weights = weights(SCORES, x.width);
            PackedLayer layer = x.type == ValueType.FLOATS
                    ? new BinaryDenseOnFloats(weights, doubles(SCORES, 0.3, -0.7), doubles(SCORES, 0.1, 0.0))
                    : new BinaryDense(
                            x.type, weights, new Scores(doubles(SCORES, 0.3, -0.7), doubles(SCORES, 0.1, 0.0)));
            scores.add(content.add(layer, number));
        }
        if (scores.size() > 1) {
            content.add(new Add(scores.size(), SCORES), scores.toArray(Integer[]::new));
        }
    }

    private Window window(ImageShape image) {
        return new Window(axis(image.height()), axis(image.width()));
    }

    private Axis axis(int input) {
        int size = 1 + random.nextInt(3);
        int dilation = any(1, 1, 2);
        int stride = 1 + random.nextInt(2);
        int padding = random.nextInt((size - 1) * dilation + 1);
        // Such that the last window is not all behind the image; most of the time as many as there can be.
        int most = (input + padding - 1) / stride + 1;
        int without = Math.max(1, (input + padding - (size - 1) * dilation - 1) / stride + 1);
        return new Axis(input, any(most, without, without, Math.max(1, without - 1)), size, stride, padding, dilation);
    }

    private BitMatrix weights(int rows, int columns) {
        return BitMatrix.of(rows, columns, (row, column) -> random.nextBoolean());
    }

    private long[] bits(int count) {
        boolean none = random.nextInt(3) == 0;
        return BitMatrix.of(1, count, (row, column) -> !none && random.nextBoolean())
                .toWords();
    }

    private double[] doubles(int count, Double... choices) {
        double[] doubles = new double[count];
        Arrays.setAll(doubles, i -> any(choices));
        return doubles;
    }

    private float[] floats(int count, Float... choices) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = any(choices);
        }
        return floats;
    }
}
