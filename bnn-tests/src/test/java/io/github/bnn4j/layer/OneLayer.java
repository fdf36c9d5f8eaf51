package io.github.bnn4j.layer;

import io.github.bnn4j.networks.SmallNetwork;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/** A single layer with its parameters, driven by hand: forward, then backward with a chosen dL/dOutput. */
final class OneLayer {

    private final Layer layer;
    private Gradient gradient;

    private OneLayer(Layer layer) {
        this.layer = layer;
    }

    static OneLayer of(DataType type, org.deeplearning4j.nn.conf.layers.Layer config) {
        return of(type, config, 12345);
    }

    static OneLayer of(DataType type, org.deeplearning4j.nn.conf.layers.Layer config, long seed) {
        MultiLayerNetwork network =
                new SmallNetwork().seed(seed).type(type).updater(new NoOp()).chain(config);
        network.initGradientsView();
        return new OneLayer(network.getLayer(0));
    }

    Layer layer() {
        return layer;
    }

    INDArray kernel() {
        return layer.getParam("W");
    }

    INDArray bias() {
        return layer.getParam("b");
    }

    INDArray train(INDArray x) {
        return layer.activate(x, true, LayerWorkspaceMgr.noWorkspaces());
    }

    INDArray predict(INDArray x) {
        return layer.activate(x, false, LayerWorkspaceMgr.noWorkspaces());
    }

    /**
     * @param epsilon dL/dOutput; layers are free to overwrite theirs, so they get a copy
     * @return dL/dInput
     */
    INDArray backward(INDArray epsilon) {
        Pair<Gradient, INDArray> result = layer.backpropGradient(epsilon.dup(), LayerWorkspaceMgr.noWorkspaces());
        gradient = result.getFirst();
        return result.getSecond();
    }

    INDArray gradient(String param) {
        return gradient.getGradientFor(param);
    }
}
