package io.github.bnn4j.layer.impl;

import io.github.bnn4j.kernel.KernelLayout;
import io.github.bnn4j.layer.BaseBinaryConvolutionLayer;
import io.github.bnn4j.memory.InputMemory;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.ConvolutionLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.shape.Shape;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.INDArrayIndex;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * This class has what the implementations of binary convolution layers have in common: all but the product itself, which
 * sees dense NCHW input, padded with ones where that is wanted. Unlike DL4J's layers they do not repeat the forward
 * product in backward, unless an activation function other than the identity needs it.
 */
abstract class BaseBinaryConvolution extends ConvolutionLayer {

    private final Map<String, BinarizedKernel> kernels = new HashMap<>();
    private final LayerInput layerInput = new LayerInput();

    /** The input as it is multiplied, and where; null until it went forward. */
    private INDArray multiplied;

    /** It tells where the input is multiplied: with the padding as part of the input where that is ones. */
    private ConvolutionGeometry geometry;

    /** It tells where the input is without padding. */
    private ConvolutionGeometry unpadded;

    BaseBinaryConvolution(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /**
     * @param x {@code [examples, nIn, height, width]}, 'c' ordered, of the geometry's input size; not modified
     * @return {@code [examples, nOut, height, width]}, without bias; 'c' ordered, so that the layers behind are fast
     */
    protected abstract INDArray forward(INDArray x, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr);

    /**
     * Overwrites the gradients of the kernels ({@link #kernelGradient}) with those with respect to Wb.
     *
     * @param x as {@link #forward} had it
     * @param delta dC/dy, 'c' ordered; not modified
     * @return dC/dx, of the shape of x, 'c' ordered
     */
    protected abstract INDArray backward(
            INDArray x, INDArray delta, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr);

    /** Returns Wb as the last forward pass had it. */
    protected final INDArray kernel(String param) {
        return kernels.get(param).latest().reshape('c', getParam(param).shape());
    }

    /** Returns the array for the gradient of a kernel, of the kernel's shape. */
    protected final INDArray kernelGradient(String param) {
        return gradientViews.get(param);
    }

    @Override
    public void setInput(INDArray input, LayerWorkspaceMgr workspaceMgr) {
        super.setInput(input, workspaceMgr);
        layerInput.clear();
        multiplied = null;
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return layerConf().getActivationFn().getActivation(preOutput(training, workspaceMgr), training);
    }

    @Override
    protected INDArray preOutput(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        validateInputRank();
        validateInputDepth(layerConf().getNIn());
        prepareInput(training, workspaceMgr);
        binarize(training, workspaceMgr);
        return multiply(training, workspaceMgr);
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        if (multiplied == null) {
            preOutput(true, workspaceMgr);
        }
        INDArray delta = toNchw(
                backpropActivation(epsilon.castTo(dataType), workspaceMgr), ArrayType.BP_WORKING_MEM, workspaceMgr);
        Gradient gradient = new DefaultGradient();
        if (hasBias()) {
            INDArray biasGradient = gradientViews.get(DefaultParamInitializer.BIAS_KEY);
            delta.sum(biasGradient, 0, 2, 3);
            gradient.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
        }
        INDArray inputGradient = backward(multiplied, delta, geometry, workspaceMgr);
        for (KernelLayout kernel : config().kernelLayouts()) {
            INDArray kernelGradient = gradientViews.get(kernel.param());
            backpropQuantizer(kernel, kernelGradient, workspaceMgr);
            gradient.setGradientFor(kernel.param(), kernelGradient, 'c');
        }
        weightNoiseParams.clear();
        return new Pair<>(gradient, backpropInput(inputGradient, workspaceMgr));
    }

    /** Quantizes, then drops: the other way round, a dropped input would become +1. */
    private void prepareInput(boolean training, LayerWorkspaceMgr workspaceMgr) {
        input = layerInput.prepare(input, config().getInputQuantizer(), dataType, training, layerId(), workspaceMgr);
        applyDropOutIfNecessary(training, workspaceMgr);
        pad(toNchw(input, InputMemory.of(workspaceMgr), workspaceMgr), workspaceMgr);
    }

    private void pad(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        unpadded = ConvolutionGeometry.of(layerConf(), x);
        double padding = config().getPaddingValue().value();
        if (padding == 0 || !unpadded.isPadded()) {
            geometry = unpadded;
            multiplied = x;
            return;
        }
        geometry = unpadded.withPaddingAsInput();
        long[] shape = {x.size(0), x.size(1), geometry.in()[0], geometry.in()[1]};
        multiplied = workspaceMgr.createUninitialized(InputMemory.of(workspaceMgr), dataType, shape, 'c');
        multiplied.assign(padding);
        multiplied.get(inside(unpadded.topLeft(), unpadded.in())).assign(x);
    }

    private static INDArrayIndex[] inside(int[] topLeft, int[] size) {
        return new INDArrayIndex[] {
            NDArrayIndex.all(),
            NDArrayIndex.all(),
            NDArrayIndex.interval(topLeft[0], topLeft[0] + size[0]),
            NDArrayIndex.interval(topLeft[1], topLeft[1] + size[1])
        };
    }

    private void binarize(boolean training, LayerWorkspaceMgr workspaceMgr) {
        for (KernelLayout kernel : config().kernelLayouts()) {
            INDArray latent = getParamWithNoise(kernel.param(), training, workspaceMgr);
            kernels.computeIfAbsent(kernel.param(), param -> new BinarizedKernel())
                    .binarize(
                            latent.reshape('c', kernel.shapeByOutputs()),
                            config().getKernelQuantizer(),
                            config().getKernelBound().resolve(kernel),
                            training);
        }
    }

    private INDArray multiply(boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray z = forward(multiplied, geometry, workspaceMgr);
        if (hasBias()) {
            INDArray bias = getParamWithNoise(DefaultParamInitializer.BIAS_KEY, training, workspaceMgr);
            Nd4j.getExecutioner().exec(new BroadcastAddOp(z, bias, z, 1));
        }
        return isNchw() ? z : workspaceMgr.dup(ArrayType.ACTIVATIONS, z.permute(0, 2, 3, 1), 'c');
    }

    /** dC/dz from dC/da; the identity needs no z, so the forward product is not repeated. */
    private INDArray backpropActivation(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        if (layerConf().getActivationFn() instanceof ActivationIdentity) {
            return epsilon;
        }
        return layerConf()
                .getActivationFn()
                .backprop(multiply(true, workspaceMgr), epsilon)
                .getFirst();
    }

    private void backpropQuantizer(KernelLayout kernel, INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
        long[] shape = kernel.shapeByOutputs();
        INDArray latent = getParamWithNoise(kernel.param(), true, workspaceMgr).reshape('c', shape);
        double bound = config().getKernelBound().resolve(kernel);
        config().getKernelQuantizer()
                .backpropKernel(bound == 1 ? latent : latent.div(bound), gradient.reshape('c', shape));
    }

    private INDArray backpropInput(INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
        INDArray given = gradient;
        if (geometry != unpadded) {
            given = gradient.get(inside(unpadded.topLeft(), unpadded.in()));
        }
        if (!isNchw()) {
            given = given.permute(0, 2, 3, 1);
        }
        if (given != gradient) {
            given = workspaceMgr.dup(ArrayType.ACTIVATION_GRAD, given, 'c');
        }
        // Not if DL4J's FrozenLayerWithBackprop made forward one of inference, which drops nothing.
        if (dropoutApplied) {
            given = backpropDropOutIfPresent(given);
        }
        layerInput.backprop(config().getInputQuantizer(), given);
        return given;
    }

    private BaseBinaryConvolutionLayer config() {
        return (BaseBinaryConvolutionLayer) layerConf();
    }

    private boolean isNchw() {
        return layerConf().getCnn2dDataFormat() != CNN2DFormat.NHWC;
    }

    /** 'c' ordered and dense, which DL4J's own convolution layer does not make. */
    private INDArray toNchw(INDArray x, ArrayType type, LayerWorkspaceMgr workspaceMgr) {
        INDArray nchw = isNchw() ? x : x.permute(0, 3, 1, 2);
        boolean dense = nchw.ordering() == 'c' && Shape.hasDefaultStridesForShape(nchw);
        return dense ? nchw : workspaceMgr.dup(type, nchw, 'c');
    }

    @Override
    public void clear() {
        super.clear();
        layerInput.clear();
        multiplied = null;
    }
}
