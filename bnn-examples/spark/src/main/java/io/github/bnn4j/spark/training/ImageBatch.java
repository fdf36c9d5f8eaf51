package io.github.bnn4j.spark.training;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.PixelShape;
import java.io.Serializable;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A mini-batch on its way to a worker: bytes, a quarter of what the worker makes of them. Arrays and numbers only, which
 * Java's serializer and Kryo carry alike.
 */
final class ImageBatch implements Serializable {

    private static final long serialVersionUID = 1;

    private final byte[] pixels;
    private final byte[] labels;
    private final int channels;
    private final int rows;
    private final int columns;
    private final int classes;
    private final long seed;

    /**
     * @param seed of what is random when it is trained on
     */
    ImageBatch(LabelledImages images, long seed) {
        pixels = images.allPixels();
        labels = new byte[images.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (byte) images.label(i);
        }
        channels = images.shape().channels();
        rows = images.shape().rows();
        columns = images.shape().columns();
        classes = images.classes();
        this.seed = seed;
    }

    /**
     * Returns the mini-batch as networks take it. The calling thread's random numbers begin anew: so they do not depend
     * on the worker that trains on it, nor on whether another had tried before.
     */
    DataSet toDataSet() {
        Nd4j.getRandom().setSeed(seed);
        LabelledImages images =
                LabelledImages.ofShared(pixels, new PixelShape(channels, rows, columns), labels, classes);
        return ImageIterator.inOrder(images, labels.length).next();
    }
}
