package io.github.bnn4j.graph;

import io.github.bnn4j.packed.layer.Axis;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.Arrays;

/**
 * Tells what an operation adds up that is linear, {@code y_i = sum_j w_ij x_j + c_i}, by plain loops. Images are channels first,
 * whatever their order in memory.
 */
final class LinearTerms implements OperationVisitor<Boolean> {

    /** Takes {@code factor * x[from]}, or the factor itself if there is no input. */
    @FunctionalInterface
    interface Term {

        int CONSTANT = -1;

        void add(int to, int input, int from, double factor);
    }

    /** Sees each tap of each window; pixels are -1 on padding. */
    @FunctionalInterface
    interface Taps {
        void see(int outputPixel, int tap, int inputPixel);
    }

    private final boolean packed;
    private final Term term;

    private LinearTerms(boolean packed, Term term) {
        this.packed = packed;
        this.term = term;
    }

    /**
     * Tells all terms of a node.
     *
     * @param packed whether vectors are in the order of packed layers, not in that of training
     * @return whether the operation is linear
     */
    static boolean forEach(Node node, boolean packed, Term term) {
        return node.operation().accept(new LinearTerms(packed, term), node);
    }

    static void windows(Window window, Taps taps) {
        Axis rows = window.rows();
        Axis columns = window.columns();
        for (int pixel = 0; pixel < rows.output() * columns.output(); pixel++) {
            for (int tap = 0; tap < rows.size() * columns.size(); tap++) {
                int row = rows.position(pixel / columns.output(), tap / columns.size());
                int column = columns.position(pixel % columns.output(), tap % columns.size());
                boolean inside = row >= 0 && row < rows.input() && column >= 0 && column < columns.input();
                taps.see(pixel, tap, inside ? row * columns.input() + column : -1);
            }
        }
    }

    /** The border class of each pixel of what a window makes. */
    static int[] classes(Window window) {
        int[] rows = window.rows().classesOf(window.rows().output());
        int[] columns = window.columns().classesOf(window.columns().output());
        int[] classes = new int[rows.length * columns.length];
        Arrays.setAll(
                classes, i -> rows[i / columns.length] * window.columns().classes() + columns[i % columns.length]);
        return classes;
    }

    /** Which scaling a pixel has. */
    static int[] classes(Scale scale, Node node) {
        return scale.byClass().size() == 1
                ? new int[node.shape().pixels()]
                : classes(node.input().as(WindowSum.class).orElseThrow().window());
    }

    /** Where a value of an image is in a vector of it: channels last or first. */
    static int flattened(ImageShape image, int i, boolean channelsLast) {
        return channelsLast ? i % image.pixels() * image.channels() + i / image.pixels() : i;
    }

    @Override
    public Boolean visit(DenseSum operation, Node node) {
        for (int n = 0; n < operation.weights().rows(); n++) {
            for (int k = 0; k < operation.weights().columns(); k++) {
                term.add(n, 0, k, operation.weights().get(n, k));
            }
        }
        return true;
    }

    @Override
    public Boolean visit(WindowSum operation, Node node) {
        int channels = operation.channels();
        int from = node.input().shape().pixels();
        windows(operation.window(), (pixel, tap, seen) -> {
            for (int n = 0; n < node.shape().channels(); n++) {
                for (int c = 0; c < channels; c++) {
                    int weight = operation.weights().get(n, tap * channels + c);
                    int to = n * node.shape().pixels() + pixel;
                    if (seen >= 0) {
                        term.add(to, 0, c * from + seen, weight);
                    } else {
                        term.add(to, Term.CONSTANT, 0, weight * operation.padding());
                    }
                }
            }
        });
        return true;
    }

    @Override
    public Boolean visit(FloatDenseSum operation, Node node) {
        int outputs = operation.bias().length;
        for (int n = 0; n < outputs; n++) {
            term.add(n, Term.CONSTANT, 0, operation.bias()[n]);
            for (int k = 0; k < operation.width(); k++) {
                term.add(n, 0, k, operation.weights()[k * outputs + n]);
            }
        }
        return true;
    }

    @Override
    public Boolean visit(FloatWindowSum operation, Node node) {
        int outputs = operation.bias().length;
        int inGroup = node.input().shape().channels() / operation.groups();
        int from = node.input().shape().pixels();
        int to = node.shape().pixels();
        for (int i = 0; i < node.shape().size(); i++) {
            term.add(i, Term.CONSTANT, 0, operation.bias()[i / to]);
        }
        windows(operation.window(), (pixel, tap, seen) -> {
            for (int n = 0; seen >= 0 && n < outputs; n++) {
                int group = n / (outputs / operation.groups());
                for (int c = 0; c < inGroup; c++) {
                    term.add(
                            n * to + pixel,
                            0,
                            (group * inGroup + c) * from + seen,
                            operation.weights()[(tap * inGroup + c) * outputs + n]);
                }
            }
        });
        return true;
    }

    @Override
    public Boolean visit(Scale operation, Node node) {
        int[] classes = classes(operation, node);
        for (int i = 0; i < node.shape().size(); i++) {
            Scaling scaling = operation.byClass().get(classes[i % classes.length]);
            term.add(i, 0, i, scaling.scale()[i / classes.length]);
            term.add(i, Term.CONSTANT, 0, scaling.offset()[i / classes.length]);
        }
        return true;
    }

    @Override
    public Boolean visit(Addition operation, Node node) {
        for (int input = 0; input < node.inputs().size(); input++) {
            for (int i = 0; i < node.shape().size(); i++) {
                term.add(i, input, i, 1);
            }
        }
        return true;
    }

    @Override
    public Boolean visit(Concatenation operation, Node node) {
        int to = 0;
        for (int input = 0; input < node.inputs().size(); input++) {
            for (int i = 0; i < node.inputs().get(input).shape().size(); i++) {
                term.add(to++, input, i, 1);
            }
        }
        return true;
    }

    @Override
    public Boolean visit(WindowMean operation, Node node) {
        int[] counts = new int[node.shape().pixels()];
        windows(
                operation.window(),
                (pixel, tap, seen) -> counts[pixel] += operation.paddingCounts() || seen >= 0 ? 1 : 0);
        int from = node.input().shape().pixels();
        windows(operation.window(), (pixel, tap, seen) -> {
            for (int c = 0; seen >= 0 && c < node.shape().channels(); c++) {
                term.add(c * counts.length + pixel, 0, c * from + seen, 1.0 / counts[pixel]);
            }
        });
        return true;
    }

    @Override
    public Boolean visit(GlobalMean operation, Node node) {
        int pixels = node.input().shape().pixels();
        for (int i = 0; i < node.input().shape().size(); i++) {
            term.add(i / pixels, 0, i, 1.0 / pixels);
        }
        return true;
    }

    /** Packed layers leave images as they are: all but the example, and what vectors are made into, have the channels last. */
    @Override
    public Boolean visit(Flattening operation, Node node) {
        Node image = node.input();
        boolean given = image.is(Example.class) || image.is(Unflattening.class);
        boolean channelsLast = packed ? !given : operation.channelsLast();
        for (int i = 0; i < node.shape().size(); i++) {
            term.add(flattened(image.shape(), i, channelsLast), 0, i, 1);
        }
        return true;
    }

    @Override
    public Boolean visit(Unflattening operation, Node node) {
        return same(node);
    }

    @Override
    public Boolean visit(ToChannelsLast operation, Node node) {
        return same(node);
    }

    private boolean same(Node node) {
        for (int i = 0; i < node.shape().size(); i++) {
            term.add(i, 0, i, 1);
        }
        return true;
    }

    @Override
    public Boolean visit(Example operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(SumComparison operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(FloatComparison operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(SignOf operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(ActivationOf operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(Rectification operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(Multiplication operation, Node node) {
        return false;
    }

    @Override
    public Boolean visit(WindowMaximum operation, Node node) {
        return false;
    }
}
