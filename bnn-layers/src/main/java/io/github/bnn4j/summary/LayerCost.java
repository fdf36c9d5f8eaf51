package io.github.bnn4j.summary;

import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.layer.BinaryLayer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;

/** Counts the parameters and operations of one layer. */
final class LayerCost {

    private LayerCost() {}

    static LayerSummary of(Layer layer, long numParams, InputType outputType, int incomingBits) {
        int kernelBits = 0;
        int inputBits = incomingBits;
        if (layer instanceof BinaryLayer binary) {
            kernelBits = binary.getKernelQuantizer().bits();
            if (binary.getInputQuantizer() != null) {
                inputBits = binary.getInputQuantizer().bits();
            }
        }
        boolean packable = kernelBits > 0 && kernelBits < Float.SIZE;
        long kernelParams = packable ? kernelParams((BinaryLayer) layer) : 0;
        long macs = macs(layer, numParams, outputType);
        long binaryMacs = kernelBits == 1 && inputBits == 1 ? macsOnInput((BinaryLayer) layer, outputType) : 0;
        return new LayerSummary(
                layer.getLayerName(),
                layer.getClass().getSimpleName(),
                shape(outputType),
                inputBits,
                kernelParams,
                packable ? kernelBits : 0,
                numParams - kernelParams,
                binaryMacs,
                macs - binaryMacs);
    }

    private static long kernelParams(BinaryLayer layer) {
        return layer.kernelLayouts().stream().mapToLong(KernelLayout::length).sum();
    }

    /** Counts in dense and 2-d convolution layers, where the arithmetic of these networks is: each weight once for an output pixel. */
    private static long macs(Layer layer, long numParams, InputType outputType) {
        if (layer instanceof BinaryLayer binary) {
            return kernelParams(binary) * pixels(outputType);
        }
        if (layer instanceof ConvolutionLayer convolution && outputType instanceof InputType.InputTypeConvolutional) {
            return (numParams - (convolution.hasBias() ? convolution.getNOut() : 0)) * pixels(outputType);
        }
        if (layer instanceof DenseLayer || layer instanceof OutputLayer) {
            FeedForwardLayer dense = (FeedForwardLayer) layer;
            return dense.getNIn() * dense.getNOut();
        }
        return 0;
    }

    /** Counts the multiply-accumulates of the first kernel; a second one, that of a separable convolution, sees the first one's sums. */
    private static long macsOnInput(BinaryLayer layer, InputType outputType) {
        return layer.kernelLayouts().get(0).length() * pixels(outputType);
    }

    private static long pixels(InputType outputType) {
        return outputType instanceof InputType.InputTypeConvolutional image ? image.getHeight() * image.getWidth() : 1;
    }

    private static String shape(InputType type) {
        StringBuilder shape = new StringBuilder("[");
        long[] dimensions = type.getShape(false);
        for (int i = 0; i < dimensions.length; i++) {
            // DL4J marks a length that may vary, such as that of a time series, by a number below 1.
            shape.append(i == 0 ? "" : ", ").append(dimensions[i] < 1 ? "?" : dimensions[i]);
        }
        return shape.append(']').toString();
    }
}
