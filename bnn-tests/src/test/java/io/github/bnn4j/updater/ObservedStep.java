package io.github.bnn4j.updater;

import io.github.bnn4j.arrays.Elements;
import java.util.LinkedHashMap;
import java.util.Map;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** What one training step did: for each parameter its mean gradient beforehand, and how far it then went down. */
record ObservedStep(Map<String, double[]> gradients, Map<String, double[]> changes) {

    static ObservedStep of(MultiLayerNetwork net, DataSet data) {
        net.setInput(data.getFeatures());
        net.setLabels(data.getLabels());
        net.computeGradientAndScore();
        return of(net, net.gradient(), data, () -> net.fit(data));
    }

    static ObservedStep of(ComputationGraph net, DataSet data) {
        net.setInputs(data.getFeatures());
        net.setLabels(data.getLabels());
        net.computeGradientAndScore();
        return of(net, net.gradient(), data, () -> net.fit(data));
    }

    private static ObservedStep of(Model net, Gradient sums, DataSet data, Runnable fit) {
        Map<String, double[]> gradients = new LinkedHashMap<>();
        Map<String, double[]> before = new LinkedHashMap<>();
        net.paramTable().forEach((name, value) -> {
            if (isStatistic(name)) {
                return;
            }
            gradients.put(name, Elements.doubles(sums.getGradientFor(name).div(data.numExamples())));
            before.put(name, Elements.doubles(value));
        });
        fit.run();
        Map<String, double[]> changes = new LinkedHashMap<>();
        net.paramTable().forEach((name, value) -> {
            if (isStatistic(name)) {
                return;
            }
            double[] after = Elements.doubles(value);
            double[] change = new double[after.length];
            for (int i = 0; i < change.length; i++) {
                change[i] = before.get(name)[i] - after[i];
            }
            changes.put(name, change);
        });
        return new ObservedStep(gradients, changes);
    }

    /** Batch norm's running statistics are parameters too, but no updater acts on them. */
    private static boolean isStatistic(String name) {
        return name.endsWith("_mean") || name.endsWith("_var") || name.endsWith("_log10stdev");
    }
}
