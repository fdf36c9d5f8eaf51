package io.github.bnn4j.onnx.write;

import io.github.bnn4j.onnx.write.WindowAttributes.Padded;
import io.github.bnn4j.packed.bits.BitMatrix;
import io.github.bnn4j.packed.layer.BinaryConvolution;
import io.github.bnn4j.packed.layer.BinaryConvolutionOnFloats;
import io.github.bnn4j.packed.layer.BinaryDense;
import io.github.bnn4j.packed.layer.BinaryDenseOnFloats;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.MaxPooling;
import io.github.bnn4j.packed.layer.OutputStage;
import io.github.bnn4j.packed.layer.Scores;
import io.github.bnn4j.packed.layer.Thresholds;
import io.github.bnn4j.packed.layer.ValueType;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Layers with binary weights: a product with what a BipolarQuant gives, then, as plain arithmetic, what the packed layer makes of
 * its sum. A limit of mismatches is a number that is subtracted before a sign; where the comparison is inverted, the sum is
 * negated first. All of it is exact.
 */
final class BinarySumNodes {

    private final LayerScope scope;

    BinarySumNodes(LayerScope scope) {
        this.scope = scope;
    }

    ExportedValue dense(ExportedValue x, BinaryDense layer) {
        ExactSums.require(scope.layer(), layer.inputType(), layer.weights());
        ExportedValue sums = product(x, layer.weights());
        if (layer.stage() instanceof Scores scores) {
            return scaled(sums, scores.scale(), scores.offset());
        }
        Thresholds stage = (Thresholds) layer.stage();
        float[] thresholds = new float[stage.outputs()];
        for (int n = 0; n < thresholds.length; n++) {
            thresholds[n] =
                    SumInterval.of(layer.sums(), n, stage.limits()[n]).threshold(PaddedSums.isSet(stage.flips(), n));
        }
        return compared(sums, thresholds, stage.flips());
    }

    ExportedValue denseOnFloats(ExportedValue x, BinaryDenseOnFloats layer) {
        return scaled(product(x, layer.weights()), layer.scale(), layer.offset());
    }

    private ExportedValue product(ExportedValue x, BitMatrix weights) {
        ExportedValue vector = scope.vector(x);
        int outputs = weights.rows();
        float[] transposed = new float[Math.multiplyExact(outputs, weights.columns())];
        for (int i = 0; i < transposed.length; i++) {
            transposed[i] = weights.get(i % outputs, vector.packed(i / outputs));
        }
        String signs = scope.signedWeights(new int[] {weights.columns(), outputs}, transposed);
        return ExportedValue.vector(scope.node("MatMul", "sums", List.of(vector.name(), signs)), outputs);
    }

    /**
     * @param input of the network: its zero, among the bytes, is what padding may have been
     * @param pool what alone takes the result, if it is a maximum; else null
     * @return the result, or that of the maximum, see {@link #takesPool}
     */
    ExportedValue convolution(ExportedValue x, BinaryConvolution layer, InputEncoding input, MaxPooling pool) {
        ExactSums.require(scope.layer(), layer.inputType(), layer.weights());
        PaddedSums padded = new PaddedSums(layer);
        boolean thresholds = layer.stage() instanceof Thresholds;
        for (double padding : paddings(padded, layer, input)) {
            Optional<float[]> borders = thresholds ? padded.thresholds(padding) : Optional.empty();
            if (borders.isPresent()) {
                ExportedValue sums = sums(x, layer, padding);
                long[] flips = ((Thresholds) layer.stage()).flips();
                return compared(
                        pool == null ? sums : new PoolingNodes(scope).maximum(sums, pool), borders.get(), flips);
            }
            Optional<double[]> offsets = thresholds ? Optional.empty() : padded.offsets(padding);
            if (offsets.isPresent()) {
                return scaled(sums(x, layer, padding), ((Scores) layer.stage()).scale(), offsets.get());
            }
        }
        return ofEachPixel(sums(x, layer, padded.packedPadding()), layer, padded);
    }

    /** Returns what may have been around the images. */
    private static List<Double> paddings(PaddedSums padded, BinaryConvolution layer, InputEncoding input) {
        if (layer.stage().classes() == 1) {
            return List.of(padded.packedPadding());
        }
        List<Double> paddings = new ArrayList<>(List.of(0.0));
        if (layer.inputType() == ValueType.SIGNS) {
            paddings.addAll(List.of(-1.0, 1.0));
        } else if (input.scaling().count() == 1) {
            paddings.add(Math.rint(-2 * input.offset() / input.scale()) / 2);
        }
        paddings.removeIf(padding -> !ExactSums.areExactWith(padding, layer.inputType(), layer.weights()));
        return paddings;
    }

    /**
     * Returns whether a maximum can be taken of the sums, before they are compared: a minimum of signs where these are
     * inverted, which ONNX has no operator for, is no more than that.
     */
    static boolean takesPool(OutputStage stage, MaxPooling pool) {
        return stage instanceof Thresholds thresholds
                && stage.classes() == 1
                && Arrays.stream(pool.inverted()).anyMatch(word -> word != 0)
                && Arrays.equals(thresholds.flips(), pool.inverted());
    }

    private ExportedValue sums(ExportedValue x, BinaryConvolution layer, double padding) {
        return sums(x, layer.inputImage(), layer.outputImage(), layer.window(), padding, layer.weights());
    }

    ExportedValue convolutionOnFloats(ExportedValue x, BinaryConvolutionOnFloats layer) {
        ExportedValue sums =
                sums(x, layer.inputImage(), layer.outputImage(), layer.window(), layer.padding(), layer.weights());
        return scaled(sums, layer.scale(), layer.offset());
    }

    private ExportedValue sums(
            ExportedValue x, ImageShape input, ImageShape output, Window window, double padding, BitMatrix weights) {
        Padded padded = new WindowAttributes(window)
                .ofConvolution(scope, scope.image(x, input).name(), padding);
        int taps = window.taps();
        int channels = input.channels();
        float[] channelsFirst = new float[Math.multiplyExact(weights.rows(), weights.columns())];
        for (int i = 0; i < channelsFirst.length; i++) {
            int k = i % weights.columns();
            channelsFirst[i] = weights.get(i / weights.columns(), k % taps * channels + k / taps);
        }
        int[] shape = {
            weights.rows(), channels, window.rows().size(), window.columns().size()
        };
        String signs = scope.signedWeights(shape, channelsFirst);
        return ExportedValue.image(scope.node("Conv", "sums", List.of(padded.value(), signs), padded.with()), output);
    }

    private ExportedValue scaled(ExportedValue sums, double[] scale, double[] offset) {
        return scope.scaled(sums, Parameter.of(sums, scale), Parameter.of(sums, offset));
    }

    private ExportedValue compared(ExportedValue sums, float[] thresholds, long[] flips) {
        double[] signs = signs(flips, thresholds.length);
        double[] offset = new double[thresholds.length];
        Arrays.setAll(offset, n -> -signs[n] * thresholds[n]);
        return scope.sign(scaled(sums, signs, offset));
    }

    private static double[] signs(long[] flips, int outputs) {
        double[] signs = new double[outputs];
        Arrays.setAll(signs, n -> PaddedSums.isSet(flips, n) ? -1 : 1);
        return signs;
    }

    /** Computes what each pixel has by the numbers of its class, where no padding explains the classes. */
    private ExportedValue ofEachPixel(ExportedValue sums, BinaryConvolution layer, PaddedSums padded) {
        if (layer.stage() instanceof Scores scores) {
            return scope.scaled(
                    sums,
                    Parameter.of(sums, scores.scale()),
                    Parameter.ofEach(sums, padded.ofEachValue(scores.offset())));
        }
        Thresholds stage = (Thresholds) layer.stage();
        double[] signs = signs(stage.flips(), stage.outputs());
        double[] offset = new double[stage.limits().length];
        Arrays.setAll(offset, i -> {
            int n = i % signs.length;
            return -signs[n]
                    * SumInterval.of(layer.sums(), n, stage.limits()[i]).threshold(signs[n] < 0);
        });
        return scope.sign(
                scope.scaled(sums, Parameter.of(sums, signs), Parameter.ofEach(sums, padded.ofEachValue(offset))));
    }
}
