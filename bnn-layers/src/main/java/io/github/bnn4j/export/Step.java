package io.github.bnn4j.export;

import io.github.bnn4j.graph.NotPackableException;
import io.github.bnn4j.layer.BaseChannelwiseLayer;
import java.util.Arrays;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;

/**
 * One layer of a network, or one vertex of a graph.
 *
 * @param description names it in messages
 * @param layer with its parameters, not a wrapper; null for a vertex that is no layer
 * @param preProcessor of its input; null if there is none
 */
record Step(String description, Layer layer, InputPreProcessor preProcessor) {

    org.deeplearning4j.nn.conf.layers.Layer configuration() {
        return layer.conf().getLayer();
    }

    /** Returns whether it says that images have their channels last. */
    boolean hasChannelsLast() {
        var configuration = configuration();
        return preProcessor instanceof CnnToFeedForwardPreProcessor flatten && flatten.getFormat() == CNN2DFormat.NHWC
                || configuration instanceof ConvolutionLayer convolution
                        && convolution.getCnn2dDataFormat() == CNN2DFormat.NHWC
                || configuration instanceof SubsamplingLayer pooling && pooling.getCnn2dDataFormat() == CNN2DFormat.NHWC
                || configuration instanceof BatchNormalization normalization
                        && normalization.getCnn2DFormat() == CNN2DFormat.NHWC
                || configuration instanceof BaseChannelwiseLayer channelwise && channelwise.isChannelsLast()
                || configuration instanceof GlobalPoolingLayer pooling
                        && Arrays.equals(pooling.getPoolingDimensions(), new int[] {1, 2});
    }

    NotPackableException notPackable(String why) {
        return new NotPackableException(description + " cannot be packed: " + why);
    }
}
