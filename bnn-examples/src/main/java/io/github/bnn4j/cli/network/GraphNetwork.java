package io.github.bnn4j.cli.network;

import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.summary.BinarySummary;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.NetworkUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A graph with one input and one output. */
public record GraphNetwork(ComputationGraph model) implements Dl4jNetwork {

    @Override
    public void fit(DataSet batch) {
        model.fit(batch);
    }

    @Override
    public INDArray output(INDArray features) {
        return model.outputSingle(features);
    }

    @Override
    public Dl4jNetwork copy() {
        return new GraphNetwork(model.clone());
    }

    @Override
    public Dl4jNetwork recalibratedCopy(DataSetIterator data) {
        return new GraphNetwork(BatchNormRecalibration.recalibratedCopy(model, data));
    }

    @Override
    public double learningRate() {
        return layers().stream()
                .map(layer -> NetworkUtils.getLearningRate(
                        model, layer.conf().getLayer().getLayerName()))
                .filter(rate -> rate != null && !rate.isNaN())
                .findFirst()
                .orElse(Double.NaN);
    }

    @Override
    public int iterations() {
        return model.getIterationCount();
    }

    @Override
    public void incrementEpochCount() {
        model.incrementEpochCount();
    }

    @Override
    public Collection<TrainingListener> listeners() {
        return model.getListeners();
    }

    @Override
    public String configuration() {
        return model.getConfiguration().toJson();
    }

    @Override
    public INDArray updaterState() {
        return model.getUpdater().getUpdaterStateViewArray();
    }

    @Override
    public BinarySummary summary(InputType input) {
        return BinarySummary.of(model, input);
    }

    @Override
    public PackedNetwork packed(InputEncoding input, List<String> labels) {
        return PackedExporter.export(model, input, labels);
    }

    @Override
    public PackedNetwork packed(InputEncoding input, InputScale ofFloats, List<String> labels) {
        return PackedExporter.export(model, input, ofFloats, labels);
    }

    @Override
    public int inputs() {
        return PackedExporter.inputs(model);
    }

    @Override
    public List<Layer> layers() {
        return Arrays.stream(model.topologicalSortOrder())
                .mapToObj(index -> model.getVertices()[index])
                .filter(vertex -> vertex.hasLayer())
                .map(vertex -> vertex.getLayer())
                .toList();
    }
}
