package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.params.SeparableConvolutionParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/** The implementation of {@link io.github.bnn4j.layer.BinarySeparableConvolutionLayer}, by ND4J's operations. */
public class BinarySeparableConvolutionLayer extends BaseBinaryConvolution {

    private static final String DEPTHWISE = SeparableConvolutionParamInitializer.DEPTH_WISE_WEIGHT_KEY;
    private static final String POINTWISE = SeparableConvolutionParamInitializer.POINT_WISE_WEIGHT_KEY;

    public BinarySeparableConvolutionLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    protected INDArray forward(INDArray x, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        long[] shape = {x.size(0), layerConf().getNOut(), geometry.out()[0], geometry.out()[1]};
        INDArray y = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, shape, 'c');
        Nd4j.exec(DynamicCustomOp.builder("sconv2d")
                .addInputs(x, forOperation(kernel(DEPTHWISE)), forOperation(kernel(POINTWISE)))
                .addIntegerArguments(geometry.toArguments())
                .addOutputs(y)
                .build());
        return y;
    }

    @Override
    protected INDArray backward(
            INDArray x, INDArray delta, ConvolutionGeometry geometry, LayerWorkspaceMgr workspaceMgr) {
        INDArray inputGradient = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, x.shape(), 'c');
        Nd4j.exec(DynamicCustomOp.builder("sconv2d_bp")
                .addInputs(x, delta, forOperation(kernel(DEPTHWISE)), forOperation(kernel(POINTWISE)))
                .addIntegerArguments(geometry.toArguments())
                .addOutputs(
                        inputGradient, forOperation(kernelGradient(DEPTHWISE)), forOperation(kernelGradient(POINTWISE)))
                .build());
        return inputGradient;
    }

    /** DL4J has {@code [outputs, inputs, height, width]}, the operations have {@code [height, width, inputs, outputs]}. */
    private static INDArray forOperation(INDArray kernel) {
        return kernel.permute(2, 3, 1, 0);
    }
}
