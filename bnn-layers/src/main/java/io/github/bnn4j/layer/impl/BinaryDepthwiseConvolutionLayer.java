package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The implementation of {@link io.github.bnn4j.layer.BinaryDepthwiseConvolutionLayer}, by ND4J's operations. */
public class BinaryDepthwiseConvolutionLayer extends BaseBinaryConvolution {

    public BinaryDepthwiseConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    protected INDArray forward(INDArray x, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        long[] shape = {x.size(0), layerConf().getNOut(), geometry.out()[0], geometry.out()[1]};
        INDArray y = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        Nd4j.exec(DynamicCustomOp.builder("depthwise_conv2d")
                .addInputs(x, kernel(DefaultParamInitializer.WEIGHT_KEY))
                .addIntegerArguments(geometry.toArguments())
                .addOutputs(y)
                .build());
        return y;
    }

    @Override
    protected INDArray backward(
            INDArray x, INDArray delta, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        INDArray inputGradient = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
        Nd4j.exec(DynamicCustomOp.builder("depthwise_conv2d_bp")
                .addInputs(x, kernel(DefaultParamInitializer.WEIGHT_KEY), delta)
                .addIntegerArguments(geometry.toArguments())
                .addOutputs(inputGradient, kernelGradient(DefaultParamInitializer.WEIGHT_KEY))
                .build());
        return inputGradient;
    }
}
