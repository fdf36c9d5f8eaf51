package io.github.bnn4j.summary;

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
        long kernelParams = packable ? kernelParams(layer, numParams) : 0;
        long macs = macs(layer, outputType);
        boolean binaryMacs = kernelBits == 1 && inputBits == 1;
        return new LayerSummary(
                layer.getLayerName(),
                layer.getClass().getSimpleName(),
                shape(outputType),
                inputBits,
                kernelParams,
                packable ? kernelBits : 0,
                numParams - kernelParams,
                binaryMacs ? macs : 0,
                binaryMacs ? 0 : macs);
    }

    private static long kernelParams(Layer layer, long numParams) {
        boolean hasBias = !layer.initializer().biasKeys(layer).isEmpty();
        return numParams - (hasBias ? ((FeedForwardLayer) layer).getNOut() : 0);
    }

    /** Dense and 2-d convolution layers, where the arithmetic of these networks is. */
    private static long macs(Layer layer, InputType outputType) {
        if (layer instanceof ConvolutionLayer convolution
                && outputType instanceof InputType.InputTypeConvolutional out) {
            return convolution.getNIn()
                    * convolution.getNOut()
                    * convolution.getKernelSize()[0]
                    * convolution.getKernelSize()[1]
                    * out.getHeight()
                    * out.getWidth();
        }
        if (layer instanceof BinaryLayer || layer instanceof DenseLayer || layer instanceof OutputLayer) {
            FeedForwardLayer dense = (FeedForwardLayer) layer;
            return dense.getNIn() * dense.getNOut();
        }
        return 0;
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
