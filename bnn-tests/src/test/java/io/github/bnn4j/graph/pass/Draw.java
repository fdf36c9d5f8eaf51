package io.github.bnn4j.graph.pass;

import io.github.bnn4j.graph.Addition;
import io.github.bnn4j.graph.DenseSum;
import io.github.bnn4j.graph.Example;
import io.github.bnn4j.graph.Node;
import io.github.bnn4j.graph.Operation;
import io.github.bnn4j.graph.Scale;
import io.github.bnn4j.graph.Scaling;
import io.github.bnn4j.graph.SignOf;
import io.github.bnn4j.graph.WindowMaximum;
import io.github.bnn4j.graph.WindowSum;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;
import java.util.Random;

/** Draws nodes with numbers that double precision adds and multiplies exactly. */
final class Draw {

    private final Random random = new Random(6);

    /** Images of 4 x 4 pixels, or vectors if the side is 1. */
    static Node example(ValueType type, int channels, int side) {
        return Node.of("The input", new Example(new InputEncoding(type, channels, side, side, 1, 0)));
    }

    static Node then(Node input, Operation operation) {
        return Node.of("A layer", operation, input);
    }

    static Node sign(Node input) {
        return then(input, new SignOf());
    }

    /** The sum of a value and itself, which makes it one that is taken twice. */
    static Node twice(Node first, Node second) {
        return Node.of("Both", new Addition(), first, second);
    }

    static Node scaled(Node input, double scale, double offset) {
        return then(input, Scale.of(Scaling.uniform(scale, offset, input.shape().channels())));
    }

    static Node scaled(Node input, double[] scale, double[] offset) {
        return then(input, Scale.of(scaling(scale, offset)));
    }

    static Scaling scaling(double[] scale, double[] offset) {
        return new Scaling(scale, offset, Arrays.stream(offset).map(Math::abs).toArray());
    }

    /** Scales of both signs, some of them 0, and offsets that make sums of a few integers zero now and then. */
    Node scaled(Node input) {
        double[] scale = new double[input.shape().channels()];
        double[] offset = new double[scale.length];
        for (int n = 0; n < scale.length; n++) {
            scale[n] = new double[] {-2, -0.5, 0, 1, 2}[(n + 4) % 5];
            offset[n] = scale[n] * (random.nextInt(9) - 4);
        }
        return scaled(input, scale, offset);
    }

    BitMatrix bits(int rows, int columns) {
        return BitMatrix.of(rows, columns, (n, k) -> random.nextBoolean());
    }

    Node dense(Node input, int outputs) {
        return then(input, new DenseSum(bits(outputs, input.shape().channels())));
    }

    /** Windows of 3 x 3 with padding around, on images of equal sides. */
    static Window window(int side, int stride) {
        Axis axis = new Axis(side, (side - 1) / stride + 1, 3, stride, 1, 1);
        return new Window(axis, axis);
    }

    Node windowSum(Node input, int outputs, double padding) {
        Window window = window(input.shape().height(), 1);
        return then(
                input,
                new WindowSum(window, padding, bits(outputs, 9 * input.shape().channels())));
    }

    static Node maximum(Node input) {
        return then(
                input,
                WindowMaximum.of(
                        window(input.shape().height(), 2), input.shape().channels()));
    }
}
