package io.github.bnn4j.peers.twin;

import io.github.bnn4j.packed.format.PackedContent;
import io.github.bnn4j.packed.layer.Add;
import io.github.bnn4j.packed.layer.Affine;
import io.github.bnn4j.packed.layer.AveragePooling;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.BytesToFloats;
import io.github.bnn4j.packed.layer.ChannelsLast;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.Elementwise;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.FloatMaxPooling;
import io.github.bnn4j.packed.layer.FloatThresholds;
import io.github.bnn4j.packed.layer.GlobalAveragePooling;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.OnImages;
import io.github.bnn4j.packed.layer.PRelu;
import io.github.bnn4j.packed.layer.PackedLayer;
import io.github.bnn4j.packed.layer.Sign;
import io.github.bnn4j.packed.layer.SignsToFloats;
import io.github.bnn4j.packed.layer.Window;
import java.util.List;

/**
 * Goes through the layers of a packed network and adds the counterpart of each. Weights have theirs, and so have pooling and sums. What is
 * left, comparisons, scales and signs, is batch normalization and activation function: these are folded into weights, and ReLU.
 */
final class TwinWriter {

    private final PackedContent content;
    private final Layers layers;
    private final String[] values;
    private final boolean[] isImage;

    TwinWriter(PackedContent content, Layers layers) {
        this.content = content;
        this.layers = layers;
        this.values = new String[content.layers().size() + 1];
        this.isImage = new boolean[values.length];
    }

    void write() {
        ImageShape image = firstImage();
        values[0] = image == null ? layers.input(content.input().size()) : layers.input(Layers.shape(image));
        isImage[0] = image != null;
        int count = content.layers().size();
        for (int i = 0; i < count; i++) {
            write(i);
        }
        layers.output(values[count], content.layers().get(count - 1).outputs());
    }

    private ImageShape firstImage() {
        for (int i = 0; i < content.layers().size(); i++) {
            if (content.wiring().sources().get(i).contains(0)
                    && content.layers().get(i) instanceof OnImages layer) {
                return layer.inputImage();
            }
        }
        return null;
    }

    private void write(int i) {
        List<Integer> sources = content.wiring().sources().get(i);
        String x = values[sources.get(0)];
        boolean image = isImage[sources.get(0)];
        PackedLayer layer = content.layers().get(i);
        isImage[i + 1] = image;
        if (layer instanceof BinaryDense || layer instanceof BinaryDenseOnFloats || layer instanceof FloatDense) {
            isImage[i + 1] = false;
            values[i + 1] = layers.dense(image ? layers.flat(x) : x, layer.inputs(), layer.outputs(), output(i));
        } else if (layer instanceof BinaryConvolution convolution) {
            values[i + 1] = convolution(x, convolution, convolution.window(), 1, i);
        } else if (layer instanceof BinaryConvolutionOnFloats convolution) {
            values[i + 1] = convolution(x, convolution, convolution.window(), 1, i);
        } else if (layer instanceof FloatConvolution convolution) {
            values[i + 1] = convolution(x, convolution, convolution.window(), convolution.groups(), i);
        } else if (layer instanceof DepthwiseConvolution convolution) {
            values[i + 1] = convolution(
                    x,
                    convolution,
                    convolution.window(),
                    convolution.inputImage().channels(),
                    i);
        } else if (layer instanceof MaxPooling pool) {
            values[i + 1] = layers.maximum(x, pool.window());
        } else if (layer instanceof FloatMaxPooling pool) {
            values[i + 1] = layers.maximum(x, pool.window());
        } else if (layer instanceof AveragePooling pool) {
            values[i + 1] = layers.mean(x, pool.window());
        } else if (layer instanceof GlobalAveragePooling) {
            values[i + 1] = layers.globalMean(x);
        } else if (layer instanceof Add && sources.size() == 2) {
            values[i + 1] = layers.sum(x, values[sources.get(1)]);
        } else if (isFolded(layer)) {
            values[i + 1] = x;
        } else {
            throw new IllegalArgumentException("Layer " + i + ", " + layer + ", has no counterpart to compare it with");
        }
    }

    private String convolution(String x, OnImages layer, Window window, int groups, int i) {
        return layers.convolution(
                x, window, layer.inputImage().channels(), layer.outputImage().channels(), groups, output(i));
    }

    /** Tells what becomes of the sums of layer i: the last one's are scores, and what is only added is not rectified before. */
    private Layers.Output output(int i) {
        boolean isOfSum = true;
        boolean isScore = true;
        for (int j = i + 1; j < content.layers().size(); j++) {
            if (content.wiring().sources().get(j).contains(i + 1)) {
                Layers.Output next = isFolded(content.layers().get(j))
                        ? output(j)
                        : content.layers().get(j) instanceof Add ? Layers.Output.SUMMAND : Layers.Output.RECTIFIED;
                isOfSum &= next == Layers.Output.SUMMAND;
                isScore &= next == Layers.Output.SCORES;
            }
        }
        return isScore ? Layers.Output.SCORES : isOfSum ? Layers.Output.SUMMAND : Layers.Output.RECTIFIED;
    }

    private static boolean isFolded(PackedLayer layer) {
        return layer instanceof Affine
                || layer instanceof BytesToFloats
                || layer instanceof ChannelsLast
                || layer instanceof Elementwise
                || layer instanceof FloatThresholds
                || layer instanceof PRelu
                || layer instanceof Sign
                || layer instanceof SignsToFloats;
    }
}
