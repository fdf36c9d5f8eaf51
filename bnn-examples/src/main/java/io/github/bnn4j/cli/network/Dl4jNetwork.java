package io.github.bnn4j.cli.network;

import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.summary.BinarySummary;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A classifier of DL4J of either kind, with one input and one output: what programs do with both, under one name. */
public sealed interface Dl4jNetwork permits ChainNetwork, GraphNetwork {

    /**
     * Returns it as programs take it.
     *
     * @throws IllegalArgumentException if it is of another kind
     */
    static Dl4jNetwork of(Model model) {
        if (model instanceof MultiLayerNetwork chain) {
            return new ChainNetwork(chain);
        } else if (model instanceof ComputationGraph graph) {
            return new GraphNetwork(graph);
        }
        throw new IllegalArgumentException(
                "A MultiLayerNetwork or a ComputationGraph is needed, got " + model.getClass());
    }

    /** Returns DL4J's own. */
    Model model();

    /** Does a step. */
    void fit(DataSet batch);

    /** Returns the outputs at inference, {@code [examples, classes]}. */
    INDArray output(INDArray features);

    /** Returns a copy whose batch normalization was estimated anew on these images. */
    Dl4jNetwork recalibratedCopy(DataSetIterator data);

    /**
     * Returns a copy with other parameters, which its constraints hold.
     *
     * @param params as many as it has, which are not modified
     */
    default Dl4jNetwork copyWith(INDArray params) {
        Dl4jNetwork copy = copy();
        copy.model().setParams(params);
        // A mean of numbers within a bound may be beyond it, by a rounding.
        copy.model().applyConstraints(0, 0);
        return copy;
    }

    /** Returns a copy that shares nothing with it. */
    Dl4jNetwork copy();

    /** Returns the learning rate of the next step, of the first layer that has one. */
    double learningRate();

    /** Returns how many steps were done. */
    int iterations();

    /** Tells it that an epoch is done. */
    void incrementEpochCount();

    Collection<TrainingListener> listeners();

    default void setListeners(Collection<TrainingListener> listeners) {
        model().setListeners(listeners);
    }

    default void addListener(TrainingListener listener) {
        model().addListeners(listener);
    }

    /** Returns its configuration in JSON, as files of ModelSerializer have it. */
    String configuration();

    /** Returns all parameters, which are not copied. */
    default INDArray params() {
        return model().params();
    }

    /** Returns the loss of the last step. */
    default double score() {
        return model().score();
    }

    /** Returns the state of the updater, which is not copied; null if it has none. */
    INDArray updaterState();

    BinarySummary summary(InputType input);

    PackedNetwork packed(InputEncoding input, List<String> labels);

    /** Returns it packed for floats that are scaled first. */
    PackedNetwork packed(InputEncoding input, InputScale ofFloats, List<String> labels);

    /** Returns how many values of an example it takes. */
    int inputs();

    /** Returns its layers, from input to output. */
    List<Layer> layers();
}
