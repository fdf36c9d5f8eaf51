package io.github.bnn4j.normalization;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The layers of a chain. */
record StepsOfChain(MultiLayerNetwork network) implements Steps {

    private static final String LAST = "last";

    @Override
    public int count() {
        return network.getnLayers();
    }

    /** Begins with a copy: an ActivationLayer that comes first overwrites the iterator's own array. */
    @Override
    public Batch begin(INDArray[] features) {
        return new Batch(features, new HashMap<>(Map.of(LAST, features[0].dup())));
    }

    @Override
    public void run(int from, int to, Batch batch) {
        // A preprocessor asks how many examples there are.
        network.setInput(batch.features()[0]);
        try {
            for (int i = from; i < to; i++) {
                batch.values()
                        .put(
                                LAST,
                                network.getLayer(i).activate(input(i, batch), false, LayerWorkspaceMgr.noWorkspaces()));
            }
        } finally {
            // Not the network's own clear(), which forgets the updater's state.
            for (Layer layer : network.getLayers()) {
                layer.clear();
            }
            network.setInput(null);
        }
    }

    @Override
    public Optional<BatchNormalization> normalization(int step) {
        return network.getLayer(step) instanceof BatchNormalization normalization
                ? Optional.of(normalization)
                : Optional.empty();
    }

    @Override
    public INDArray input(int step, Batch batch) {
        return batch.input(LAST, network.getLayerWiseConfigurations().getInputPreProcess(step));
    }
}
