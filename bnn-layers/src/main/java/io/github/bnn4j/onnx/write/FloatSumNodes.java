package io.github.bnn4j.onnx.write;

import io.github.bnn4j.onnx.write.WindowAttributes.Padded;
import io.github.bnn4j.packed.layer.DepthwiseConvolution;
import io.github.bnn4j.packed.layer.FloatConvolution;
import io.github.bnn4j.packed.layer.FloatDense;
import io.github.bnn4j.packed.layer.ImageShape;
import io.github.bnn4j.packed.layer.Window;
import java.util.ArrayList;
import java.util.List;

/**
 * Layers with real weights. Their bias, other than what is added to binary sums, is an input of the product: it is part of the
 * rounded sum. FINN, which does not want that, does not take real weights either.
 */
final class FloatSumNodes {

    private final LayerScope scope;

    FloatSumNodes(LayerScope scope) {
        this.scope = scope;
    }

    ExportedValue dense(ExportedValue x, FloatDense layer) {
        ExportedValue vector = scope.vector(x);
        int outputs = layer.outputs();
        float[] weights = layer.weights();
        float[] ordered = new float[weights.length];
        for (int k = 0; k < layer.inputs(); k++) {
            System.arraycopy(weights, vector.packed(k) * outputs, ordered, k * outputs, outputs);
        }
        List<String> inputs = inputs(
                vector.name(), scope.floats("weights", new int[] {layer.inputs(), outputs}, ordered), layer.bias());
        return ExportedValue.vector(scope.node(inputs.size() == 2 ? "MatMul" : "Gemm", "sums", inputs), outputs);
    }

    ExportedValue convolution(ExportedValue x, FloatConvolution layer) {
        int channels = layer.inputImage().channels() / layer.groups();
        return convolution(
                x, layer.inputImage(), layer.outputImage(), layer.window(), channels, layer.weights(), layer.bias());
    }

    ExportedValue depthwise(ExportedValue x, DepthwiseConvolution layer) {
        return convolution(
                x, layer.inputImage(), layer.outputImage(), layer.window(), 1, layer.weights(), layer.bias());
    }

    /**
     * @param channels of a group
     * @param weights tap after tap; of a tap, channel after channel of a group; of these, one for each output
     */
    private ExportedValue convolution(
            ExportedValue x,
            ImageShape input,
            ImageShape output,
            Window window,
            int channels,
            float[] weights,
            float[] bias) {
        Padded padded = new WindowAttributes(window)
                .ofConvolution(scope, scope.image(x, input).name(), 0);
        int taps = window.taps();
        float[] channelsFirst = new float[weights.length];
        for (int i = 0; i < channelsFirst.length; i++) {
            int tap = i % taps;
            int channel = i / taps % channels;
            channelsFirst[i] = weights[(tap * channels + channel) * bias.length + i / taps / channels];
        }
        int[] shape = {
            bias.length, channels, window.rows().size(), window.columns().size()
        };
        return ExportedValue.image(
                scope.node(
                        "Conv",
                        "sums",
                        inputs(padded.value(), scope.floats("weights", shape, channelsFirst), bias),
                        padded.with(Attributes.of("group", (long) input.channels() / channels))),
                output);
    }

    private List<String> inputs(String value, String weights, float[] bias) {
        List<String> inputs = new ArrayList<>(List.of(value, weights));
        for (float summand : bias) {
            if (summand != 0) {
                inputs.add(scope.floats("bias", new int[] {bias.length}, bias));
                break;
            }
        }
        return inputs;
    }
}
