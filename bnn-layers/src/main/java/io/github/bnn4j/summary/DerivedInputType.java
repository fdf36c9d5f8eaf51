package io.github.bnn4j.summary;

import io.github.bnn4j.layer.BaseChannelwiseLayer;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.LayerVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayerWithBackprop;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.RnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Finds what the input of a network looks like, as far as the layers that it goes to say it. */
final class DerivedInputType {

    private DerivedInputType() {}

    /**
     * @param input name of one of the graph's inputs
     * @return what the first layer says that the input goes to, and that says anything
     */
    static Optional<InputType> of(ComputationGraph graph, String input) {
        ComputationGraphConfiguration configuration = graph.getConfiguration();
        // In the graph's own order, last those that take values of any shape.
        Optional<InputType> anyShape = Optional.empty();
        for (int index : graph.topologicalSortOrder()) {
            String name = graph.getVertices()[index].getVertexName();
            if (configuration.getVertices().get(name) instanceof LayerVertex vertex
                    && takes(configuration, name, input)) {
                Layer layer = vertex.getLayerConf().getLayer();
                Optional<InputType> type = of(layer, vertex.getPreProcessor());
                if (type.isPresent() && !takesAnyShape(layer)) {
                    return type;
                }
                anyShape = anyShape.or(() -> type);
            }
        }
        return anyShape;
    }

    private static boolean takesAnyShape(Layer layer) {
        Layer thawed = thawed(layer);
        return thawed instanceof BatchNormalization || thawed instanceof BaseChannelwiseLayer;
    }

    private static boolean takes(ComputationGraphConfiguration configuration, String vertex, String input) {
        return configuration.getVertexInputs().get(vertex).contains(input);
    }

    /**
     * @param layer sees the input first
     * @param preProcessor ahead of it, or null
     * @return empty if neither has all sizes, as a convolution, which takes images of any height and width
     */
    static Optional<InputType> of(Layer layer, InputPreProcessor preProcessor) {
        if (preProcessor instanceof FeedForwardToCnnPreProcessor images) {
            return Optional.of(
                    InputType.feedForward(images.getInputHeight() * images.getInputWidth() * images.getNumChannels()));
        }
        if (preProcessor instanceof CnnToFeedForwardPreProcessor images && images.getInputHeight() > 0) {
            return Optional.of(InputType.convolutional(
                    images.getInputHeight(), images.getInputWidth(), images.getNumChannels(), images.getFormat()));
        }
        Layer thawed = thawed(layer);
        if (preProcessor instanceof RnnToFeedForwardPreProcessor series && thawed instanceof FeedForwardLayer dense) {
            return Optional.of(InputType.recurrent(dense.getNIn(), series.getRnnDataFormat()));
        }
        return preProcessor == null ? of(thawed) : Optional.empty();
    }

    private static Optional<InputType> of(Layer layer) {
        if (layer instanceof BaseRecurrentLayer recurrent) {
            return Optional.of(InputType.recurrent(recurrent.getNIn(), recurrent.getRnnDataFormat()));
        }
        return layer instanceof FeedForwardLayer dense && !(layer instanceof ConvolutionLayer)
                ? Optional.of(InputType.feedForward(dense.getNIn()))
                : Optional.empty();
    }

    private static Layer thawed(Layer layer) {
        if (layer instanceof FrozenLayer frozen) {
            return frozen.getLayer();
        }
        return layer instanceof FrozenLayerWithBackprop frozen ? frozen.getUnderlying() : layer;
    }
}
