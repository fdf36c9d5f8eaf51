package io.github.bnn4j.cli.network;

import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.packed.layer.InputScale;
import io.github.bnn4j.summary.BinarySummary;
import java.util.Collection;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.deeplearning4j.util.NetworkUtils;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Layers one after the other. */
public record ChainNetwork(MultiLayerNetwork model) implements Dl4jNetwork {

    @Override
    public void fit(DataSet batch) {
        model.fit(batch);
    }

    @Override
    public INDArray output(INDArray features) {
        return model.output(features, false);
    }

    @Override
    public Dl4jNetwork copy() {
        return new ChainNetwork(model.clone());
    }

    @Override
    public Dl4jNetwork recalibratedCopy(DataSetIterator data) {
        return new ChainNetwork(BatchNormRecalibration.recalibratedCopy(model, data));
    }

    @Override
    public double learningRate() {
        return NetworkUtils.getLearningRate(model, 0);
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
        return model.getLayerWiseConfigurations().toJson();
    }

    @Override
    public INDArray updaterState() {
        return model.getUpdater().getStateViewArray();
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
        return List.of(model.getLayers());
    }
}
