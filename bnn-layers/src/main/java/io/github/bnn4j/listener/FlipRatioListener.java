package io.github.bnn4j.listener;

import io.github.bnn4j.layer.BinaryLayer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import lombok.extern.slf4j.Slf4j;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Tells, for each binary layer, the share of kernel signs that changed since the last look: near 0 the layer has stopped
 * learning, near 0.5 it learns nothing but noise. Results are kept in {@link #history()}, and handed to a consumer or, without
 * one, logged at INFO. One look costs a pass over the latent kernels; the signs kept take a bit each.
 */
@Slf4j
public class FlipRatioListener extends BaseTrainingListener {

    private final int frequency;
    private final Consumer<FlipRatio> consumer;
    private final List<FlipRatio> history = new ArrayList<>();
    private final Map<Integer, KernelSigns> lastSigns = new HashMap<>();

    /**
     * Makes a listener that logs.
     *
     * @param frequency looks at every so many iterations, at least 1
     */
    public FlipRatioListener(int frequency) {
        this(frequency, FlipRatioListener::log);
    }

    /**
     * Tells a consumer, and does not log.
     *
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
        this.consumer = Objects.requireNonNull(consumer, "consumer");
    }

    /** Returns all results so far, oldest first. */
    public List<FlipRatio> history() {
        return Collections.unmodifiableList(history);
    }

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
        Objects.requireNonNull(model, "model");
        if (iteration % frequency != 0) {
            return;
        }
        Layer[] layers = layersOf(model);
        String[] names = LayerNames.of(layers);
        for (int i = 0; i < layers.length; i++) {
            if (layers[i].conf().getLayer() instanceof BinaryLayer binary) {
                KernelSigns signs = signsOf(binary, layers[i]);
                KernelSigns before = lastSigns.put(i, signs);
                if (before != null) {
                    tell(new FlipRatio(names[i], iteration, epoch, signs.flipRatioSince(before)));
                }
            }
        }
    }

    private static KernelSigns signsOf(BinaryLayer binary, Layer layer) {
        return new KernelSigns(binary.kernelLayouts().stream()
                .map(kernel -> layer.getParam(kernel.param()))
                .toList());
    }

    private void tell(FlipRatio ratio) {
        history.add(ratio);
        consumer.accept(ratio);
    }

    private static void log(FlipRatio ratio) {
        log.info("Flip ratio of {} at iteration {}: {}", ratio.layer(), ratio.iteration(), ratio.ratio());
    }

    private static Layer[] layersOf(Model model) {
        if (model instanceof MultiLayerNetwork network) {
            return network.getLayers();
        }
        if (model instanceof ComputationGraph graph) {
            return graph.getLayers();
        }
        throw new IllegalArgumentException("FlipRatioListener watches a MultiLayerNetwork or a ComputationGraph, got "
                + model.getClass().getName());
    }

    @Override
    public String toString() {
        return "FlipRatioListener(frequency=" + frequency + ", " + history.size() + " ratios so far)";
    }
}
