package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The implementation of {@link io.github.bnn4j.layer.BinaryConvolutionLayer}. Forward, signs are multiplied as bits; all else is a
 * matrix product of the kernel and the patches of some examples at a time, so that the patches, many times as large as the input,
 * stay in the cache.
 */
public class BinaryConvolutionLayer extends BaseBinaryConvolution {

    /** So many outputs for each input are the limit: with more, taking patches of delta is the longer way. */
    private static final int MOST_OUTPUTS_BY_INPUTS = 2;

    private final PatchColumns patches = new PatchColumns();
    private final ChannelRows channelRows = new ChannelRows();
    private final FlippedKernel flippedKernel = new FlippedKernel();

    public BinaryConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    protected INDArray forward(INDArray x, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        INDArray binarized = kernel(DefaultParamInitializer.WEIGHT_KEY);
        long outputs = binarized.size(0);
        long examples = x.size(0);
        INDArray y = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {examples, outputs, geometry.out()[0], geometry.out()[1]},
                'c');
        if (XnorConvolution.multiply(x, binarized, geometry, y)) {
            return y;
        }
        INDArray kernel = kernelMatrix(binarized);
        patches.forEachGroup(x, geometry, (from, to, columns) -> {
            INDArray rows = channelRows.matrix(y, from, to);
            Nd4j.gemm(kernel, columns, rows, false, false, 1, 0);
            channelRows.store(rows, y, from, to);
        });
        return y;
    }

    @Override
    protected INDArray backward(
            INDArray x, INDArray delta, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        INDArray inputGradient = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
        INDArray kernel = kernel(DefaultParamInitializer.WEIGHT_KEY);
        INDArray gradient = kernelGradient(DefaultParamInitializer.WEIGHT_KEY);
        if (isShorterByDelta(x, delta, geometry) && FloatMemory.isDense(x, delta, kernel, gradient)) {
            byPatchesOfDelta(x, delta, geometry.back(), kernel, gradient, inputGradient);
        } else {
            byPatchesOfInput(x, delta, geometry, kernelMatrix(kernel), kernelMatrix(gradient), inputGradient);
        }
        return inputGradient;
    }

    /** Patches of delta are taken once, those of the input are also added up again; but more outputs have more of them. */
    private static boolean isShorterByDelta(INDArray x, INDArray delta, ConvolutionGeometry geometry) {
        return geometry.back() != null && delta.size(1) <= MOST_OUTPUTS_BY_INPUTS * x.size(1);
    }

    /** Computes both gradients as products with the same patches: of x, and of the kernel turned around. */
    private void byPatchesOfDelta(
            INDArray x,
            INDArray delta,
            ConvolutionGeometry back,
            INDArray kernel,
            INDArray gradient,
            INDArray inputGradient) {
        INDArray flipped = flippedKernel.of(kernel);
        INDArray flippedGradient = flippedKernel.gradient(kernel);
        patches.forEachGroup(delta, back, (from, to, columns) -> {
            INDArray rows = channelRows.load(x, from, to);
            Nd4j.gemm(rows, columns, flippedGradient, false, true, 1, from == 0 ? 0 : 1);
            INDArray out = channelRows.matrix(inputGradient, from, to);
            Nd4j.gemm(flipped, columns, out, false, false, 1, 0);
            channelRows.store(out, inputGradient, from, to);
        });
        flippedKernel.store(flippedGradient, gradient);
    }

    private void byPatchesOfInput(
            INDArray x,
            INDArray delta,
            ConvolutionGeometry geometry,
            INDArray kernel,
            INDArray gradient,
            INDArray inputGradient) {
        patches.forEachGroup(x, geometry, (from, to, columns) -> {
            INDArray rows = channelRows.load(delta, from, to);
            Nd4j.gemm(rows, columns, gradient, false, true, 1, from == 0 ? 0 : 1);
            Nd4j.gemm(kernel, rows, columns, true, false, 1, 0);
            patches.add(columns, geometry, inputGradient, from, to);
        });
    }

    private static INDArray kernelMatrix(INDArray kernel) {
        return kernel.reshape('c', kernel.size(0), kernel.length() / kernel.size(0));
    }
}
