package io.github.bnn4j.cli.settings;

import static io.github.bnn4j.cli.command.OptionCheck.isPositive;
import static io.github.bnn4j.cli.command.OptionCheck.isRate;
import static io.github.bnn4j.cli.command.OptionCheck.require;

import io.github.bnn4j.cli.data.PixelShape;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The network: a chain of blocks of convolution, then dense ones, or a residual one.
 *
 * @param floatTwin whether it is the float network of the same widths, with ReLU and softmax
 * @param net a chain, which the other components describe, or a residual network, of which only the width is to be chosen
 * @param convolutions ahead of the dense layers, such as {@code 128C3-128C3-P2}; empty for none
 * @param hiddenLayers number of hidden dense layers; at least 1 without convolutions
 * @param hiddenUnits units of each hidden dense layer, at least 1
 * @param widthMultiplier factor on the filters of convolutions and the units of hidden layers, greater than 0
 * @param bias whether binary layers have one
 * @param normalization of the binarized network
 * @param normalizationDecay of the running mean and variance of batch normalization, in [0, 1)
 * @param inputDropRate share of pixels dropped, in [0, 1)
 * @param hiddenDropRate share of the input of each dense layer but a first one dropped, in [0, 1)
 * @param scaledDropout whether what is kept is divided by the keep probability, as DL4J's own dropout does
 * @param loss of the last layer
 */
public record Architecture(
        boolean floatTwin,
        NetworkKind net,
        String convolutions,
        int hiddenLayers,
        int hiddenUnits,
        double widthMultiplier,
        boolean bias,
        Normalization normalization,
        double normalizationDecay,
        double inputDropRate,
        double hiddenDropRate,
        boolean scaledDropout,
        Loss loss) {

    /** The kind of network. */
    public enum NetworkKind {
        /** Layers one after the other. */
        CHAIN,
        /** A ResNet-20 of Bi-Real Net's blocks. */
        BIREAL20,
        /** A ResNet-20 of ReActNet's blocks. */
        REACT20,
        /** QuickNet with a stem for small images. */
        QUICKNET;

        /** Returns the text that options have. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Tells what the last layer is trained with. */
    public enum Loss {
        /** Squared hinge loss, the paper's. */
        HINGE,
        /** Cross-entropy after softmax. */
        SOFTMAX;

        /** Returns the text that options have. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Batch normalization of the binarized network. */
    public enum Normalization {
        BATCH,
        /** The paper's, with shifts for multiplications. */
        SHIFT;

        /** Returns the text that options have. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @throws IllegalArgumentException naming the option and the value that cannot be
     */
    public Architecture {
        ConvolutionBlock.parse(convolutions);
        int fewest = net == NetworkKind.CHAIN && convolutions.isEmpty() ? 1 : 0;
        require(hiddenLayers >= fewest, "--hidden-layers must be at least " + fewest, hiddenLayers);
        require(hiddenUnits >= 1, "--hidden-units must be at least 1", hiddenUnits);
        require(isPositive(widthMultiplier), "--width-multiplier must be greater than 0", widthMultiplier);
        require(isRate(normalizationDecay), "--normalization-decay must be in [0, 1)", normalizationDecay);
        require(isRate(inputDropRate), "--input-drop-rate must be in [0, 1)", inputDropRate);
        require(isRate(hiddenDropRate), "--hidden-drop-rate must be in [0, 1)", hiddenDropRate);
        if (net != NetworkKind.CHAIN) {
            require(convolutions.isEmpty(), "--net " + net + " has no --convolutions", convolutions);
            require(hiddenLayers == 0, "--net " + net + " has --hidden-layers 0", hiddenLayers);
            require(!bias, "--net " + net + " has --no-bias", bias);
            require(normalization == Normalization.BATCH, "--net " + net + " has --normalization batch", normalization);
            require(inputDropRate == 0, "--net " + net + " has --input-drop-rate 0", inputDropRate);
            require(hiddenDropRate == 0, "--net " + net + " has --hidden-drop-rate 0", hiddenDropRate);
            require(loss == Loss.SOFTMAX, "--net " + net + " has --loss softmax", loss);
        }
    }

    /** Returns whether layers follow one another. */
    public boolean isChain() {
        return net == NetworkKind.CHAIN;
    }

    /** Returns the convolutions as wide as they are trained. */
    public List<ConvolutionBlock> convolutionBlocks() {
        return ConvolutionBlock.parse(convolutions).stream()
                .map(block -> block.withFilters(scaled(block.filters())))
                .toList();
    }

    /** Returns the units of each hidden dense layer as they are trained. */
    public int scaledHiddenUnits() {
        return scaled(hiddenUnits);
    }

    private int scaled(int width) {
        return Math.max(1, Math.toIntExact(Math.round(width * widthMultiplier)));
    }

    /** Returns a text such as {@code 784-3x1024-10} or {@code 3x32x32-32C3-32C3-P2-2x256-10}. */
    public String title(PixelShape input, int classes) {
        if (!isChain()) {
            return input.toString().replace(" ", "") + "-" + net + (widthMultiplier == 1 ? "" : " x " + widthMultiplier)
                    + "-" + classes;
        }
        String convolutional =
                convolutionBlocks().stream().map(block -> block + "-").collect(Collectors.joining());
        return (convolutional.isEmpty()
                        ? String.valueOf(input.pixels())
                        : input.toString().replace(" ", "")) + "-" + convolutional
                + (hiddenLayers == 0 ? "" : hiddenLayers + "x" + scaledHiddenUnits() + "-") + classes;
    }
}
