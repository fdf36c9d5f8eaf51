package io.github.bnn4j.export;

import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds packed layers from what a network does, step by step. A binary product and the scalings after it wait until it is
 * known whether a sign follows: then all of it is one comparison of integers, otherwise one multiplication and addition.
 */
final class Folding {

    private final List<PackedLayer> layers = new ArrayList<>();
    private ValueType type;

    /** What the values are; a vector is an image of one pixel, or in the input of one row. */
    private ImageShape image;

    /** Whether values are in the order of layers on images, or in the one in which examples are given. */
    private boolean channelsLast;

    /** For each value, where it is in DL4J, which flattens images in another order; null for the same place. */
    private int[] order;

    /** What the values stand for. */
    private ConvolutionProduct.Linear values;

    /** A product that waits, or null. */
    private Product waiting;

    /** Applied to the waiting product, or to the last layer's output; empty for none. */
    private List<Scaling> scalings = List.of();

    /** Between the waiting product and the sign to come. */
    private List<WaitingPooling> poolings = new ArrayList<>();

    Folding(InputEncoding input) {
        type = input.type();
        image = input.image();
        values = type == ValueType.BYTES
                ? new ConvolutionProduct.Linear(input.scale(), input.offset())
                : new ConvolutionProduct.Linear(1, 0);
    }

    /** Values of an example after the last step. */
    int width() {
        return image.size();
    }

    ImageShape image() {
        return image;
    }

    /** Whether a layer on images was there, and the values are still more than one pixel. */
    boolean isImage() {
        return channelsLast && image.pixels() > 1;
    }

    /** {@code y[n] = magnitude[n] * sum_k sign_nk value_k + bias[n]}. */
    void binaryDense(BinarizedWeights weights, double[] bias) {
        addWaiting();
        BitMatrix kernel = inOrder(weights.signs());
        double[] scale = new double[bias.length];
        double[] offset = new double[bias.length];
        double[] terms = new double[bias.length];
        boolean real = type == ValueType.FLOATS;
        for (int n = 0; n < bias.length; n++) {
            double magnitude = weights.magnitude()[n];
            scale[n] = real ? magnitude : magnitude * values.slope();
            double constant = real ? 0 : magnitude * values.center() * kernel.rowSum(n);
            offset[n] = constant + bias[n];
            terms[n] = Math.abs(constant) + Math.abs(bias[n]);
        }
        await(new DenseProduct(type, kernel), List.of(new Scaling(scale, offset, terms)));
    }

    private BitMatrix inOrder(BitMatrix kernel) {
        int[] source = order;
        return source == null
                ? kernel
                : BitMatrix.of(kernel.rows(), kernel.columns(), (n, k) -> kernel.get(n, source[k]) == 1);
    }

    /** The same for each window, with numbers around the image. */
    void binaryConvolution(BinarizedWeights weights, double[] bias, Window window, double padding) {
        toImages();
        ConvolutionProduct product =
                new ConvolutionProduct(type, image.channels(), window, padding, values, weights.signs());
        await(product, product.scalings(weights.magnitude(), bias));
        channelsLast = true;
    }

    private void await(Product product, List<Scaling> itsScalings) {
        waiting = product;
        scalings = itsScalings;
        image = product.image();
        order = null;
    }

    /**
     * @param window over the image as it is
     */
    void maxPooling(Window window, Step step) {
        boolean ofSums = waiting instanceof ConvolutionProduct;
        if (!ofSums) {
            toImages();
            if (type != ValueType.SIGNS) {
                throw notOfSigns(step);
            }
        }
        WaitingPooling pooling = WaitingPooling.of(step, window, image.channels());
        if (ofSums) {
            poolings.add(pooling);
        } else {
            layers.add(pooling.then(Math.signum(values.slope())).ofSigns());
        }
        image = window.output(image.channels());
    }

    private static NotPackableException notOfSigns(Step step) {
        return step.notPackable("it takes the maximum of real numbers, of which no sign is taken after a binary "
                + "convolution: put a sign before it, or batch normalization and a sign directly behind it");
    }

    /** The mean over all pixels. */
    void globalAveragePooling() {
        Scaling scaling = Scaling.identity(image.channels());
        if (waiting instanceof ConvolutionProduct convolution && convolution.isInteger() && poolings.isEmpty()) {
            // The sums themselves, which are integers: rounded once, after the mean.
            scaling = convolution.meanOf(scalings);
            scalings = List.of(Scaling.identity(image.channels()));
        }
        toImages();
        toFloats();
        await(new AverageProduct(image), List.of(scaling));
    }

    /**
     * DL4J makes vectors of images.
     *
     * @param images of as many values as there are
     * @param channelsLastInDl4j whether its images have the channels last
     */
    void flatten(ImageShape images, boolean channelsLastInDl4j) {
        addWaiting();
        if (!channelsLast) {
            image = images;
        }
        order = ValueOrder.ofFlattened(image, channelsLast, channelsLastInDl4j);
        image = new ImageShape(image.size(), 1, 1);
        channelsLast = true;
    }

    /** DL4J makes images, channels first, of vectors. */
    void unflatten(ImageShape images, Step step) {
        addWaiting();
        if (order != null) {
            throw step.notPackable("it makes images again of images that were made vectors, which is not known");
        }
        image = images;
        channelsLast = false;
    }

    /**
     * @param scaling of each value, or of each channel
     */
    void affine(Scaling scaling, Step step) {
        int features = scaling.scale().length;
        if (features != image.channels() && (waiting != null || features != width())) {
            throw step.notPackable("it has " + features + " features, but there are " + image + " values before it");
        }
        if (waiting == null) {
            Scaling ofValues = features == width()
                    ? order == null ? scaling : scaling.gather(order)
                    : scaling.gather(ValueOrder.channels(image, channelsLast));
            scalings = scalings.isEmpty() ? List.of(ofValues) : then(ofValues);
        } else {
            scalings = then(scaling);
            poolings.replaceAll(pooling -> pooling.then(scaling));
        }
    }

    private List<Scaling> then(Scaling scaling) {
        return scalings.stream().map(before -> before.then(scaling)).toList();
    }

    void sign(TwoValues twoValues, Step step) {
        List<WaitingPooling> after = poolings;
        poolings = new ArrayList<>();
        if (waiting != null && waiting.isInteger()) {
            layers.add(waiting.compared(scalings, step));
            waiting = null;
            scalings = List.of();
        } else {
            scalings = scalings.stream().map(Scaling::ofSameSign).toList();
            toFloats();
            layers.add(new Sign(
                    after.isEmpty() ? width() : layers.get(layers.size() - 1).outputs()));
        }
        after.forEach(pooling -> layers.add(pooling.ofSigns()));
        type = ValueType.SIGNS;
        values = new ConvolutionProduct.Linear(twoValues.slope(), twoValues.center());
    }

    /** Adds a layer from floats to floats, each by itself or all alike. */
    void add(Step step, Supplier<PackedLayer> layer) {
        toFloats();
        try {
            layers.add(layer.get());
        } catch (IllegalArgumentException e) {
            throw step.notPackable(e.getMessage());
        }
    }

    /**
     * Adds a fully connected layer on floats.
     *
     * @param layer made of the place in DL4J of each input; null for the same place
     */
    void dense(Step step, int outputs, Function<int[], PackedLayer> layer) {
        toFloats();
        int[] source = order;
        add(step, () -> layer.apply(source));
        image = new ImageShape(outputs, 1, 1);
        channelsLast = true;
        order = null;
    }

    /** The layers, of which the last gives floats. */
    List<PackedLayer> finish() {
        toFloats();
        if (order != null || isImage()) {
            throw new NotPackableException("The network cannot be packed: its output is an image, " + image
                    + ", where one score for each class is needed: end it with a fully connected layer, or with global "
                    + "pooling");
        }
        return layers;
    }

    /** Brings values into the order of layers on images. */
    private void toImages() {
        addWaiting();
        if (!channelsLast && image.channels() > 1 && image.pixels() > 1) {
            layers.add(new ChannelsLast(type, image));
        }
        channelsLast = true;
    }

    private void toFloats() {
        addWaiting();
        if (type == ValueType.BYTES) {
            layers.add(new BytesToFloats(values.slope(), values.center(), width()));
        } else if (type == ValueType.SIGNS) {
            layers.add(new SignsToFloats(
                    (float) (values.center() + values.slope()), (float) (values.center() - values.slope()), width()));
        }
        type = ValueType.FLOATS;
    }

    private void addWaiting() {
        if (!poolings.isEmpty()) {
            throw notOfSigns(poolings.get(0).step());
        }
        List<Scaling> all = scalings;
        Product product = waiting;
        scalings = List.of();
        waiting = null;
        if (product != null) {
            layers.add(product.scaled(all));
            type = ValueType.FLOATS;
        } else if (!all.isEmpty()) {
            toFloats();
            layers.add(new Affine(all.get(0).scale(), all.get(0).offset()));
        }
    }
}
