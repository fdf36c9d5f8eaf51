package io.github.bnn4j.examples;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.export.PackedExporter;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.threads.NativeThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Trains a small ConvNet, packs it, and predicts with the packed file: one bit a weight, and nothing of DL4J any more. Whatever
 * loads the file needs {@code bnn-runtime} alone.
 *
 * <p>Arguments: the file to write ({@code digits.bnn} by default).
 */
public final class PackAndPredict {

    private static final List<String> LABELS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");

    private PackAndPredict() {}

    public static void main(String[] args) throws Exception {
        NativeThreads.waitWithoutSpinning();
        ImageClassificationData mnist = ImageClassificationData.bundledMnist();
        run(mnist, Path.of(args.length > 0 ? args[0] : "digits.bnn"));
    }

    static void run(ImageClassificationData mnist, Path file) throws IOException {
        MultiLayerNetwork network = new MultiLayerNetwork(SmallConvNet.configuration(1));
        network.init();
        network.fit(ImageIterator.shuffled(mnist.train(), 100, 1));
        int sample = Math.min(5000, mnist.train().size());
        BatchNormRecalibration.recalibrate(
                network, ImageIterator.inOrder(mnist.train().range(0, sample), 500));

        // A pixel is a byte; 0 to 255 stand for -1 to 1, which the network was trained on.
        PackedExporter.export(network, InputEncoding.bytes(-1, 1, 1, 28, 28), LABELS)
                .save(file);
        System.out.printf("%s: %,d bytes%n", file, Files.size(file));

        PackedNetwork packed = PackedNetwork.load(file).parallel(2);
        byte[] digit = mnist.test().pixels(0);
        System.out.println("the first test image shows a " + packed.labels().get(packed.predict(digit)));

        int images = mnist.test().size();
        byte[] batch = new byte[images * digit.length];
        for (int i = 0; i < images; i++) {
            System.arraycopy(mnist.test().pixels(i), 0, batch, i * digit.length, digit.length);
        }
        int[] classes = new int[images];
        packed.predict(batch, images, classes);
        int right = 0;
        for (int i = 0; i < images; i++) {
            right += classes[i] == mnist.test().label(i) ? 1 : 0;
        }
        System.out.printf("%d of %d test images are right%n", right, images);
    }
}
