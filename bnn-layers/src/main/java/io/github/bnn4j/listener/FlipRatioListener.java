package io.github.bnn4j.listener;

import io.github.bnn4j.layer.BinaryLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Tells, for each binary layer, the share of kernel signs that changed since the last look: near 0 the layer has stopped
 * learning, near 0.5 it learns nothing but noise. Results are logged at INFO, kept in {@link #history()} and handed to a
 * consumer. One look costs a pass over the latent kernels; the signs kept take a bit each.
 */
@Slf4j
public class FlipRatioListener extends BaseTrainingListener {

    private final int frequency;
    private final Consumer<FlipRatio> consumer;
    private final List<FlipRatio> history = new ArrayList<>();
    private final Map<String, KernelSigns> lastSigns = new LinkedHashMap<>();

    /**
     * @param frequency looks at every so many iterations, at least 1
     */
    public FlipRatioListener(int frequency) {
        this(frequency, ratio -> {});
    }

    /**
     * @param frequency looks at every so many iterations, at least 1
     * @param consumer called for each layer at each look but the first, on the training thread
     * @throws IllegalArgumentException if the frequency is below 1
     */
    public FlipRatioListener(int frequency, Consumer<FlipRatio> consumer) {
        if (frequency < 1) {
            throw new IllegalArgumentException(
                    "The frequency of FlipRatioListener must be at least 1 iteration, got " + frequency);
        }
        this.frequency = frequency;
        this.consumer = consumer;
    }

    /** All results so far, oldest first. */
    public List<FlipRatio> history() {
        return Collections.unmodifiableList(history);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        if (iteration % frequency != 0) {
            return;
        }
        for (Layer layer : layersOf(model)) {
            if (layer.conf().getLayer() instanceof BinaryLayer binary) {
                look(binary, layer, iteration, epoch);
            }
        }
    }

    private void look(BinaryLayer binary, Layer layer, int iteration, int epoch) {
        String name = binary.getLayerName();
        KernelSigns signs = new KernelSigns(binary.kernelLayouts().stream()
                .map(kernel -> layer.getParam(kernel.param()))
                .toList());
        KernelSigns before = lastSigns.put(name, signs);
        if (before == null) {
            return;
        }
        FlipRatio ratio = new FlipRatio(name, iteration, epoch, signs.flipRatioSince(before));
        history.add(ratio);
        log.info("Flip ratio of {} at iteration {}: {}", name, iteration, ratio.ratio());
        consumer.accept(ratio);
    }

    private static Layer[] layersOf(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            return network.getLayers();
        }
        if (model instanceof ComputationGraph graph) {
            return graph.getLayers();
        }
        throw new IllegalArgumentException("FlipRatioListener knows MultiLayerNetwork and ComputationGraph, got "
                + model.getClass().getName());
    }

    @Override
    public String toString() {
        return "FlipRatioListener(frequency=" + frequency + ", " + history.size() + " ratios so far)";
    }
}
