package io.github.bnn4j.block;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.layer.BinaryLayer;
import io.github.bnn4j.normalization.FastBatchNormalization;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;

/**
 * A block is what binarized networks are made of: a binary layer, with the dropout of its input, then batch
 * normalization, then sign (Courbariaux et al. 2016, algorithm 1). The last block of a network has no sign, as the loss
 * comes next. Behind a convolution there may be max pooling, before batch normalization, where the sums still tell large
 * from small.
 *
 * <pre>{@code
 * BinaryBlock.hidden(new BinaryDenseLayer.Builder().nOut(4096).dropOut(dropout).build()).addTo(list);
 * BinaryBlock.hidden(new BinaryConvolutionLayer.Builder(3, 3).nOut(128).build()).maxPool(2).addTo(list);
 * BinaryBlock.output(new BinaryDenseLayer.Builder().nOut(10).build()).addTo(list);
 * }</pre>
 *
 * The same as three calls of {@code list.layer}, or four, with the paper's epsilon and the fast batch normalization.
 */
public final class BinaryBlock {

    private static final double EPSILON = 1e-4;

    private final Layer layer;
    private BatchNormalization normalization =
            new FastBatchNormalization.Builder().eps(EPSILON).build();
    private SignActivation activation;
    private SubsamplingLayer pooling;

    private BinaryBlock(Layer layer, SignActivation activation) {
        if (!(layer instanceof BinaryLayer)) {
            throw new IllegalArgumentException(
                    "A BinaryBlock begins with a binary layer, such as BinaryDenseLayer, got " + layer);
        }
        this.layer = layer;
        this.activation = activation;
    }

    /**
     * Returns a block that ends with {@link SignActivation}.
     *
     * @param layer a binary layer
     * @throws IllegalArgumentException if it is another, or null
     */
    public static BinaryBlock hidden(Layer layer) {
        return new BinaryBlock(layer, new SignActivation());
    }

    /** Makes a block as {@link #hidden} does, but ends it with batch normalization. */
    public static BinaryBlock output(Layer layer) {
        return new BinaryBlock(layer, null);
    }

    /**
     * Adds max pooling over squares that do not overlap.
     *
     * @param size height and width of a square, at least 1
     * @throws IllegalArgumentException if the block's layer is no convolution
     */
    public BinaryBlock maxPool(int size) {
        return maxPool(new SubsamplingLayer.Builder(SubsamplingLayer.PoolingType.MAX)
                .kernelSize(size, size)
                .stride(size, size)
                .build());
    }

    /**
     * @param pooling any max pooling; none by default
     * @throws IllegalArgumentException if it is no max pooling, or the block's layer is no convolution
     */
    public BinaryBlock maxPool(SubsamplingLayer pooling) {
        if (pooling == null || pooling.getPoolingType() != PoolingType.MAX) {
            throw new IllegalArgumentException("maxPool of a BinaryBlock needs max pooling, got " + pooling);
        }
        if (!(layer instanceof ConvolutionLayer)) {
            throw new IllegalArgumentException(
                    "Max pooling goes behind a convolution, such as BinaryConvolutionLayer, got " + layer);
        }
        this.pooling = pooling;
        return this;
    }

    /**
     * @param normalization any kind of batch normalization; {@link FastBatchNormalization} with epsilon 1e-4 by default
     * @throws IllegalArgumentException if it is null: without it, sums of many signs saturate the sign's gradient
     */
    public BinaryBlock normalization(BatchNormalization normalization) {
        if (normalization == null) {
            throw new IllegalArgumentException(
                    "A BinaryBlock needs batch normalization, got null: for a layer without, use list.layer");
        }
        this.normalization = normalization;
        return this;
    }

    /**
     * @param activation of a hidden block; with the straight-through estimator by default
     * @throws IllegalStateException if this is an output block
     */
    public BinaryBlock activation(SignActivation activation) {
        if (this.activation == null) {
            throw new IllegalStateException("An output block has no activation function: use BinaryBlock.hidden");
        }
        this.activation = Objects.requireNonNull(activation, "activation");
        return this;
    }

    /** Adds the layers at the end of the list. */
    public void addTo(ListBuilder list) {
        Objects.requireNonNull(list, "list");
        layers().forEach(list::layer);
    }

    private List<Layer> layers() {
        return Stream.of(layer, pooling, normalization, activation == null ? null : new ActivationLayer(activation))
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns the kinds of its layers, in their order. */
    @Override
    public String toString() {
        return "BinaryBlock"
                + layers().stream().map(part -> part.getClass().getSimpleName()).toList();
    }
}
