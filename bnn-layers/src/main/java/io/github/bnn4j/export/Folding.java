package io.github.bnn4j.export;

import io.github.bnn4j.packed.kernel.BitMatrix;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.Form;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Builds packed layers from what a network does, step by step. A binary product and the scalings after it wait until it is
 * known whether a sign follows: then all of it is one comparison of integers, otherwise one multiplication and addition.
 */
final class Folding {

    private final List<PackedLayer> layers = new ArrayList<>();
    private Form form;
    private int width;

    /** What the values stand for: {@code value = slope * x + center} of a byte or sign x. */
    private double slope;

    private double center;

    /** The kernel of a binary product that waits, or null. */
    private BitMatrix waitingKernel;

    /** Applied to the waiting product, or to the last layer's output; null for none. */
    private Scaling waitingScaling;

    Folding(InputEncoding input) {
        form = input.form();
        width = input.size();
        slope = form == Form.BYTES ? input.scale() : 1;
        center = form == Form.BYTES ? input.offset() : 0;
    }

    /** Values of an example after the last step. */
    int width() {
        return width;
    }

    /** {@code y[n] = magnitude[n] * sum_k sign_nk value_k + bias[n]}. */
    void binaryDense(BinarizedWeights weights, double[] bias) {
        addWaiting();
        double[] scale = new double[bias.length];
        double[] offset = new double[bias.length];
        double[] terms = new double[bias.length];
        boolean real = form == Form.FLOATS;
        for (int n = 0; n < bias.length; n++) {
            double magnitude = weights.magnitude()[n];
            scale[n] = real ? magnitude : magnitude * slope;
            double constant = real ? 0 : magnitude * center * weights.signs().rowSum(n);
            offset[n] = constant + bias[n];
            terms[n] = Math.abs(constant) + Math.abs(bias[n]);
        }
        waitingKernel = weights.signs();
        waitingScaling = new Scaling(scale, offset, terms);
        width = bias.length;
    }

    void affine(Scaling scaling) {
        waitingScaling = waitingScaling == null ? scaling : waitingScaling.then(scaling);
    }

    void sign(TwoValues values, Step step) {
        if (waitingKernel != null && form != Form.FLOATS) {
            layers.add(new BinaryDense(
                    form, waitingKernel, ThresholdFolding.fold(form, waitingKernel, waitingScaling, step)));
            waitingKernel = null;
            waitingScaling = null;
        } else {
            if (waitingScaling != null) {
                waitingScaling = waitingScaling.ofSameSign();
            }
            toFloats();
            layers.add(new Sign(width));
        }
        form = Form.SIGNS;
        slope = values.slope();
        center = values.center();
    }

    /** Adds a layer from floats to floats. */
    void add(Step step, Supplier<PackedLayer> layer) {
        toFloats();
        try {
            layers.add(layer.get());
        } catch (IllegalArgumentException e) {
            throw step.notPackable(e.getMessage());
        }
        width = layers.get(layers.size() - 1).outputs();
    }

    /** The layers, of which the last gives floats. */
    List<PackedLayer> finish() {
        toFloats();
        return layers;
    }

    private void toFloats() {
        addWaiting();
        if (form == Form.BYTES) {
            layers.add(new BytesToFloats(slope, center, width));
        } else if (form == Form.SIGNS) {
            layers.add(new SignsToFloats((float) (center + slope), (float) (center - slope), width));
        }
        form = Form.FLOATS;
    }

    private void addWaiting() {
        Scaling scaling = waitingScaling;
        BitMatrix kernel = waitingKernel;
        waitingScaling = null;
        waitingKernel = null;
        if (kernel != null) {
            layers.add(
                    form == Form.FLOATS
                            ? new BinaryDenseOnFloats(kernel, scaling.scale(), scaling.offset())
                            : new BinaryDense(form, kernel, new Scores(scaling.scale(), scaling.offset())));
            form = Form.FLOATS;
        } else if (scaling != null) {
            toFloats();
            layers.add(new Affine(scaling.scale(), scaling.offset()));
        }
    }
}
