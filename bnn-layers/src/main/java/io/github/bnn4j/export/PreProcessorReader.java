package io.github.bnn4j.export;

import io.github.bnn4j.graph.Flattening;
import io.github.bnn4j.graph.Unflattening;
import io.github.bnn4j.packed.layer.ImageShape;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.conf.preprocessor.FeedForwardToCnnPreProcessor;

/** Reads DL4J's preprocessors, which make vectors of images and images of vectors. */
final class PreProcessorReader {

    private PreProcessorReader() {}

    /**
     * @throws io.github.bnn4j.graph.NotPackableException if it is not known, or is for another count of values
     */
    static Dl4jValue read(InputPreProcessor preProcessor, Step step, Dl4jValue value) {
        if (preProcessor instanceof CnnToFeedForwardPreProcessor flatten) {
            ImageShape images =
                    checkSize(step, flatten.getNumChannels(), flatten.getInputHeight(), flatten.getInputWidth(), value);
            Dl4jValue image = value.given() && !value.shape().equals(images) ? unflattened(value, images, step) : value;
            return image.then(step, new Flattening(flatten.getFormat() == CNN2DFormat.NHWC));
        } else if (preProcessor instanceof FeedForwardToCnnPreProcessor unflatten) {
            ImageShape images = checkSize(
                    step, unflatten.getNumChannels(), unflatten.getInputHeight(), unflatten.getInputWidth(), value);
            return unflattened(value, images, step);
        }
        throw step.notPackable("its input preprocessor is "
                + preProcessor.getClass().getSimpleName()
                + "; CnnToFeedForwardPreProcessor and FeedForwardToCnnPreProcessor are supported");
    }

    private static Dl4jValue unflattened(Dl4jValue value, ImageShape images, Step step) {
        return value.vector(step).then(step, new Unflattening(images));
    }

    private static ImageShape checkSize(Step step, long channels, long height, long width, Dl4jValue value) {
        if (channels * height * width != value.shape().size()) {
            throw step.notPackable("its input preprocessor is for " + channels * height * width
                    + " values, but there are " + value.shape().size() + " before it");
        }
        return new ImageShape(Math.toIntExact(channels), Math.toIntExact(height), Math.toIntExact(width));
    }
}
