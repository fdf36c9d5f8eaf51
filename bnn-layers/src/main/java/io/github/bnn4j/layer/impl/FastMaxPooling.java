package io.github.bnn4j.layer.impl;

import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.InputMemory;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.convolution.subsampling.SubsamplingLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link io.github.bnn4j.layer.FastMaxPooling}: one pass over each image. */
public class FastMaxPooling extends SubsamplingLayer {

    public FastMaxPooling(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        if (!isFast(input)) {
            return super.activate(training, workspaceMgr);
        }
        INDArray x = dense(input, workspaceMgr);
        int[] size = layerConf().getKernelSize();
        long[] shape = {x.size(0), x.size(1), x.size(2) / size[0], x.size(3) / size[1]};
        INDArray y = workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, DataType.FLOAT, shape, 'c');
        new Maxima(x, y, size[0], size[1]).take();
        return y;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        if (!isFast(input) || epsilon.dataType() != DataType.FLOAT) {
            return super.backpropGradient(epsilon, workspaceMgr);
        }
        assertInputSet(true);
        INDArray x = dense(input, workspaceMgr);
        INDArray delta = dense(epsilon, workspaceMgr);
        int[] size = layerConf().getKernelSize();
        INDArray dx = workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, DataType.FLOAT, x.shape(), 'c');
        new Maxima(x, delta, size[0], size[1]).takeBack(dx);
        return new Pair<>(new DefaultGradient(), dx);
    }

    private boolean isFast(INDArray x) {
        var options = layerConf();
        int[] size = options.getKernelSize();
        return x != null
                && x.rank() == 4
                && !x.isEmpty()
                && x.dataType() == DataType.FLOAT
                && dataType == DataType.FLOAT
                && FloatMemory.isDense(x)
                && options.getIDropout() == null
                && options.getCnn2dDataFormat() == CNN2DFormat.NCHW
                && Arrays.equals(size, options.getStride())
                && Arrays.stream(options.getDilation()).allMatch(dilation -> dilation == 1)
                && isWithoutPadding(x, size);
    }

    /** Returns whether windows fit without padding. DL4J's implementation says best what is wrong with those that do not fit. */
    private boolean isWithoutPadding(INDArray x, int[] size) {
        boolean divides = x.size(2) % size[0] == 0 && x.size(3) % size[1] == 0;
        if (layerConf().getConvolutionMode() == ConvolutionMode.Same) {
            return divides;
        }
        boolean fits = x.size(2) >= size[0] && x.size(3) >= size[1];
        return (divides || layerConf().getConvolutionMode() == ConvolutionMode.Truncate)
                && fits
                && Arrays.stream(layerConf().getPadding()).allMatch(padding -> padding == 0);
    }

    private static INDArray dense(INDArray x, LayerWorkspaceMgr workspaceMgr) {
        return x.ordering() == 'c' && FloatMemory.isDense(x)
                ? x
                : workspaceMgr.dup(InputMemory.of(workspaceMgr), x, 'c');
    }
}
