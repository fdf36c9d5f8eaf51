package io.github.bnn4j.layer.impl;

import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The implementation of {@link io.github.bnn4j.layer.RSignLayer}. */
public class RSignLayer extends BaseChannelwise {

    public RSignLayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    void forward(INDArray x, INDArray out, boolean training, LayerWorkspaceMgr workspaceMgr) {
        add(x, shift(training, workspaceMgr), out);
        config().getQuantizer().quantize(out, out, training);
    }

    /** Shifts the input again, rather than keep what was shifted. */
    @Override
    void backward(INDArray x, INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
        INDArray shifted =
                workspaceMgr.createUninitialized(ArrayType.BP_WORKING_MEM, dataType, x.shape(), x.ordering());
        add(x, shift(true, workspaceMgr), shifted);
        config().getQuantizer().backprop(shifted, gradient);
        sum(gradient, gradientOf(io.github.bnn4j.layer.RSignLayer.SHIFT));
    }

    private INDArray shift(boolean training, LayerWorkspaceMgr workspaceMgr) {
        return getParamWithNoise(io.github.bnn4j.layer.RSignLayer.SHIFT, training, workspaceMgr);
    }

    private io.github.bnn4j.layer.RSignLayer config() {
        return (io.github.bnn4j.layer.RSignLayer) layerConf();
    }
}
