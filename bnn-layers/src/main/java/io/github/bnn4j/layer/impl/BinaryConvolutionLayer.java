package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The implementation of {@link io.github.bnn4j.layer.BinaryConvolutionLayer}: a matrix product of the kernel and the patches
 * of some examples at a time, so that the patches, many times as large as the input, stay in the cache.
 */
public class BinaryConvolutionLayer extends BaseBinaryConvolution {

    private final PatchColumns patches = new PatchColumns();
    private final ChannelRows channelRows = new ChannelRows();

    public BinaryConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    protected INDArray forward(INDArray x, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        INDArray kernel = kernelMatrix(kernel(DefaultParamInitializer.WEIGHT_KEY));
        long outputs = kernel.size(0);
        long examples = x.size(0);
        INDArray y = workspaceMgr.createUninitialized(
                ArrayType.ACTIVATIONS,
                dataType,
                new long[] {examples, outputs, geometry.out()[0], geometry.out()[1]},
                'c');
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
        INDArray kernel = kernelMatrix(kernel(DefaultParamInitializer.WEIGHT_KEY));
        INDArray gradient = kernelMatrix(kernelGradient(DefaultParamInitializer.WEIGHT_KEY));
        INDArray inputGradient = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
        patches.forEachGroup(x, geometry, (from, to, columns) -> {
            INDArray rows = channelRows.load(delta, from, to);
            Nd4j.gemm(rows, columns, gradient, false, true, 1, from == 0 ? 0 : 1);
            Nd4j.gemm(kernel, rows, columns, true, false, 1, 0);
            patches.add(columns, geometry, inputGradient, from, to);
        });
        return inputGradient;
    }

    private static INDArray kernelMatrix(INDArray kernel) {
        return kernel.reshape('c', kernel.size(0), kernel.length() / kernel.size(0));
    }
}
