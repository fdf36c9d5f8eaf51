package io.github.bnn4j.normalization;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A batch on its way through a network.
 *
 * @param features as the iterator gave them; not modified
 * @param values those that steps to come take, by name; changed by each step
 */
record Batch(INDArray[] features, Map<String, INDArray> values) {

    /** Returns one of which the values may be changed; it shares the features, which nothing changes. */
    Batch copyOfValues() {
        Map<String, INDArray> copies = new HashMap<>();
        values.forEach((name, value) -> copies.put(name, value.dup()));
        return new Batch(features, copies);
    }

    /** Returns one with memory of its own. */
    Batch copy() {
        INDArray[] copies = new INDArray[features.length];
        for (int i = 0; i < copies.length; i++) {
            copies[i] = features[i].dup();
        }
        return new Batch(copies, copyOfValues().values);
    }

    /** Returns a value as a layer is given it. */
    INDArray input(String name, InputPreProcessor preProcessor) {
        INDArray value = values.get(name);
        return preProcessor == null
                ? value
                : preProcessor.preProcess(value, (int) features[0].size(0), LayerWorkspaceMgr.noWorkspaces());
    }

    long bytes() {
        long bytes = 0;
        for (INDArray array : features) {
            bytes += bytes(array);
        }
        for (INDArray array : values.values()) {
            bytes += bytes(array);
        }
        return bytes;
    }

    private static long bytes(INDArray array) {
        return array.length() * array.dataType().width();
    }
}
