package io.github.bnn4j.cli.evaluation;

import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.packed.PackedNetwork;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/** The classes that a network takes images for, beside those that they are of. */
public final class Predictions {

    /** A batch has at most so many pixels: as many as 1000 images of MNIST, and as many activations as memory has room for. */
    private static final int PIXELS = 1000 * 28 * 28;

    private final LabelledImages images;
    private final int[] predicted;

    private Predictions(LabelledImages images, int[] predicted) {
        this.images = images;
        this.predicted = predicted;
    }

    /**
     * @param network takes images flat, and has an output for each class
     * @param images at least 1
     */
    public static Predictions of(MultiLayerNetwork network, LabelledImages images) {
        return of(Dl4jNetwork.of(network), images);
    }

    /** Predicts as {@link #of(MultiLayerNetwork, LabelledImages)} does, by either kind of network. */
    public static Predictions of(Dl4jNetwork network, LabelledImages images) {
        ImageIterator iterator = ImageIterator.inOrder(
                images, Math.max(1, PIXELS / images.shape().pixels()));
        int[] predicted = new int[images.size()];
        int done = 0;
        while (iterator.hasNext()) {
            INDArray outputs = network.output(iterator.next().getFeatures());
            for (int predictedClass : outputs.argMax(1).toIntVector()) {
                predicted[done++] = predictedClass;
            }
        }
        return new Predictions(images, predicted);
    }

    /**
     * @param network takes images as bytes, and has an output for each class
     * @param images at least 1
     */
    public static Predictions of(PackedNetwork network, LabelledImages images) {
        int[] predicted = new int[images.size()];
        network.predict(images.allPixels(), images.size(), predicted);
        return new Predictions(images, predicted);
    }

    /** Returns the same predictions, by the data's numbers of classes where these were the network's. */
    public Predictions in(ClassOrder order) {
        return new Predictions(
                images, Arrays.stream(predicted).map(order::classOf).toArray());
    }

    /** Returns how many images were taken for another class than theirs. */
    public int wrong() {
        return (int) indices().filter(i -> predicted[i] != images.label(i)).count();
    }

    /** Returns how many of them are of that class. */
    public int wrong(int label) {
        return (int) indices()
                .filter(i -> images.label(i) == label && predicted[i] != label)
                .count();
    }

    /** Returns how many images there are of a class. */
    public int images(int label) {
        return (int) indices().filter(i -> images.label(i) == label).count();
    }

    /** Returns the share of images taken for another class, in percent. */
    public double errorPercent() {
        return 100.0 * wrong() / images.size();
    }

    /**
     * Returns how many images were taken for the same class.
     *
     * @param other of the same images
     */
    public int agreements(Predictions other) {
        return (int) indices().filter(i -> predicted[i] == other.predicted[i]).count();
    }

    private IntStream indices() {
        return IntStream.range(0, predicted.length);
    }
}
