package io.github.bnn4j.packed.format;

import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.kernel.SignRows;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.Elementwise.Function;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.Form;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.Rows;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Thresholds;
import java.util.List;
import java.util.Random;

/** Networks of each form of input; together they have layers of all types. */
public final class SampleContents {

    private SampleContents() {}

    public static List<PackedContent> all() {
        return List.of(onBytes(), onSigns(), onFloats(), onScaledBytes());
    }

    /** 1x5x7 bytes, 70 hidden signs, 4 scores. */
    public static PackedContent onBytes() {
        return new PackedContent(
                new InputEncoding(Form.BYTES, 1, 5, 7, 0.5, -1),
                List.of(
                        new BinaryDense(Form.BYTES, kernel(70, 35), thresholds(70, 35 * 255)),
                        new BinaryDense(Form.SIGNS, kernel(4, 70), scores(4))),
                List.of("zero", "", "zwei \u00e9 \u4e09", "\ud83d\ude00"));
    }

    /** 3 signs, 2 scores: small. */
    public static PackedContent onSigns() {
        return new PackedContent(
                InputEncoding.signs(3),
                List.of(
                        new BinaryDense(Form.SIGNS, kernel(2, 3), thresholds(2, 3)),
                        new BinaryDense(Form.SIGNS, kernel(2, 2), scores(2))),
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
                        new BinaryDenseOnFloats(kernel(3, 6), doubles(3), doubles(3)),
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

    private static BitMatrix kernel(int outputs, int inputs) {
        return SignRows.matrix(SignRows.random(outputs, inputs, 17));
    }

    private static Thresholds thresholds(int outputs, int greatest) {
        int[] limits =
                new Random(18).ints(outputs, greatest / 3, 2 * greatest / 3 + 1).toArray();
        limits[0] = greatest;
        limits[1] = -1;
        return new Thresholds(limits, SignRows.pack(SignRows.random(1, outputs, 19)));
    }

    private static Scores scores(int outputs) {
        return new Scores(doubles(outputs), doubles(outputs));
    }

    private static double[] doubles(int count) {
        return new Random(20).doubles(count, -2, 2).toArray();
    }

    private static float[] numbers(int count) {
        return Rows.randomFloats(1, count, 21)[0];
    }
}
