package io.github.bnn4j.normalization;

import io.github.bnn4j.memory.NativeMemory;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.adapter.MultiDataSetIteratorAdapter;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.dataset.api.iterator.MultiDataSetIterator;

/**
 * Estimates the running mean and variance of a trained network's batch normalization layers anew, over training data
 * and with dropout off, as they will be at inference.
 *
 * <p>In training, dropout changes the variance that batch normalization sees: no-scale dropout with rate 0.5 halves it.
 * The running statistics then do not fit inference, where nothing is dropped. One layer after the other, from input to
 * output, gets the exact mean and population variance of its input over the given data, with the layers before it already
 * recalibrated. This costs one forward pass over the data where the activations of all examples, of one layer at a time, fit into
 * a quarter of the memory that ND4J has left; otherwise about half a pass for each normalization layer ahead of the one from which
 * on they fit. Some thousand examples are enough.
 *
 * <p>{@code recalibratedCopy} leaves the network as it is, so training goes on from the old statistics;
 * {@code recalibrate} changes the network itself. Iterators are reset before each pass. An iterator without examples, or
 * a batch normalization layer with input of rank other than 2 or 4, is an {@link IllegalArgumentException}. Masks are not
 * looked at, so padded time steps count; a batch normalization layer inside a FrozenLayer or
 * FrozenLayerWithBackprop is left as it is.
 */
public final class BatchNormRecalibration {

    /** One quarter is for where the batches were, one for where they are next. The rest is for the network. */
    private static final int SHARE_OF_MEMORY = 4;

    private BatchNormRecalibration() {}

    /**
     * @return a network of the same configuration and parameters, but with recalibrated statistics, without the updater's
     *     state and listeners
     */
    public static MultiLayerNetwork recalibratedCopy(MultiLayerNetwork network, DataSetIterator data) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(data, "data");
        MultiLayerNetwork copy =
                new MultiLayerNetwork(network.getLayerWiseConfigurations().clone());
        copy.init(network.params().dup(), false);
        recalibrate(copy, data);
        return copy;
    }

    /** Recalibrates a graph as {@link #recalibratedCopy(MultiLayerNetwork, DataSetIterator)} does a chain. */
    public static ComputationGraph recalibratedCopy(ComputationGraph graph, MultiDataSetIterator data) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(data, "data");
        ComputationGraph copy = copyOf(graph);
        recalibrate(copy, data);
        return copy;
    }

    /**
     * Recalibrates a graph with one input as {@link #recalibratedCopy(MultiLayerNetwork, DataSetIterator)} does a
     * chain.
     *
     * @throws IllegalArgumentException if the graph has more than one input: then give a MultiDataSetIterator
     */
    public static ComputationGraph recalibratedCopy(ComputationGraph graph, DataSetIterator data) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(data, "data");
        requireOneInput(graph);
        ComputationGraph copy = copyOf(graph);
        recalibrate(copy, data);
        return copy;
    }

    private static ComputationGraph copyOf(ComputationGraph graph) {
        ComputationGraph copy = new ComputationGraph(graph.getConfiguration().clone());
        copy.init(graph.params().dup(), false);
        return copy;
    }

    /**
     * Recalibrates the network itself.
     *
     * @throws IllegalArgumentException if there are no examples, or some make the statistics infinite or NaN; then the network is
     *     as it was
     */
    public static void recalibrate(MultiLayerNetwork network, DataSetIterator data) {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(data, "data");
        allOrNothing(
                network.params(),
                () -> recalibrateEach(new StepsOfChain(network), new MultiDataSetIteratorAdapter(data)));
    }

    private static void allOrNothing(INDArray params, Runnable recalibration) {
        INDArray before = params.dup();
        try {
            recalibration.run();
        } catch (RuntimeException | Error failure) {
            params.assign(before);
            throw failure;
        }
    }

    private static void recalibrateEach(Steps steps, MultiDataSetIterator data) {
        BatchesOnTheWay batches = new BatchesOnTheWay(steps, data, NativeMemory.free() / SHARE_OF_MEMORY);
        for (int i = 0; i < steps.count(); i++) {
            int step = i;
            steps.normalization(i).ifPresent(normalization -> {
                PopulationMoments moments = new PopulationMoments();
                batches.before(step, batch -> add(moments, steps.input(step, batch), normalization));
                store(moments, normalization);
            });
        }
    }

    /**
     * Recalibrates the graph itself.
     *
     * @throws IllegalArgumentException if there are no examples, or some make the statistics infinite or NaN; then the graph is as
     *     it was
     */
    public static void recalibrate(ComputationGraph graph, MultiDataSetIterator data) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(data, "data");
        allOrNothing(graph.params(), () -> recalibrateEach(new StepsOfGraph(graph), data));
    }

    /**
     * Recalibrates a graph with one input itself.
     *
     * @throws IllegalArgumentException if the graph has more than one input: then give a MultiDataSetIterator
     */
    public static void recalibrate(ComputationGraph graph, DataSetIterator data) {
        Objects.requireNonNull(graph, "graph");
        Objects.requireNonNull(data, "data");
        requireOneInput(graph);
        recalibrate(graph, new MultiDataSetIteratorAdapter(data));
    }

    private static void requireOneInput(ComputationGraph graph) {
        List<String> inputs = graph.getConfiguration().getNetworkInputs();
        if (inputs.size() != 1) {
            throw new IllegalArgumentException("A DataSetIterator is for graphs with one input, and this one has "
                    + inputs.size() + ", " + inputs + ": give a MultiDataSetIterator");
        }
    }

    private static void add(PopulationMoments moments, INDArray input, BatchNormalization normalization) {
        moments.add(input, featureDimension(input, normalization));
    }

    private static int featureDimension(INDArray input, BatchNormalization normalization) {
        if (input.rank() != 2 && input.rank() != 4) {
            throw new IllegalArgumentException(describe(normalization)
                    + " cannot be recalibrated: its input has shape " + Arrays.toString(input.shape())
                    + ", and only rank 2 and 4 are known");
        }
        return RunningStatistics.featureDimension(normalization.layerConf(), input.rank());
    }

    private static void store(PopulationMoments moments, BatchNormalization normalization) {
        if (moments.isEmpty()) {
            throw new IllegalArgumentException(
                    describe(normalization) + " cannot be recalibrated: the iterator gave no examples");
        }
        double[] mean = moments.mean();
        double[] variance = moments.variance();
        for (int i = 0; i < mean.length; i++) {
            if (!Double.isFinite(mean[i]) || !Double.isFinite(variance[i])) {
                throw new IllegalArgumentException(describe(normalization) + " cannot be recalibrated: feature " + i
                        + " of its input has mean " + mean[i] + " and variance " + variance[i]
                        + "; look for NaN and infinite values in the iterator's features");
            }
        }
        RunningStatistics.store(normalization, mean, variance);
    }

    private static String describe(BatchNormalization normalization) {
        return "Batch normalization \"" + normalization.layerConf().getLayerName() + "\"";
    }
}
