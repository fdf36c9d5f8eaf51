package io.github.bnn4j.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bnn4j.arrays.Elements;
import io.github.bnn4j.cli.MnistSlice;
import io.github.bnn4j.cli.classifier.ClassifierNetwork;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.settings.Architecture;
import io.github.bnn4j.cli.settings.Architecture.Loss;
import io.github.bnn4j.cli.settings.Architecture.NetworkKind;
import io.github.bnn4j.cli.settings.Architecture.Normalization;
import io.github.bnn4j.cli.settings.Binarization;
import io.github.bnn4j.cli.settings.Hyperparameters;
import io.github.bnn4j.cli.settings.Schedule;
import io.github.bnn4j.cli.settings.Schedule.Decay;
import io.github.bnn4j.cli.settings.Schedule.DecayBy;
import io.github.bnn4j.cli.settings.Schedule.Updater;
import io.github.bnn4j.cli.settings.Targets;
import io.github.bnn4j.cli.settings.Validation;
import io.github.bnn4j.normalization.BatchNormRecalibration;
import io.github.bnn4j.packed.PackedNetwork;
import io.github.bnn4j.packed.layer.InputEncoding;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import java.io.IOException;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The network of the MNIST example, trained: DL4J, the packed network and loops in double precision, image by image. Where
 * DL4J and the packed network differ, the latter is right, and the former lost a value next to zero by rounding.
 */
class PackedExporterMnistTest {

    /** What single precision may lose of a sum, in units of its terms: far more than 2^-24, far less than a step. */
    private static final double ROUNDING = 1e-6;

    private static final int PIXELS = 784;
    private static final int CLASSES = 10;

    private static ImageClassificationData mnist;

    @BeforeAll
    static void read() throws IOException {
        mnist = MnistSlice.whole();
    }

    @Trains
    @ParameterizedTest
    @CsvSource({"HINGE, false, 0", "SOFTMAX, true, .2"})
    void everyTestImage(Loss loss, boolean bias, double dropRate) {
        MultiLayerNetwork network = train(loss, bias, dropRate);
        PackedNetwork packed = PackedExporter.export(network, InputEncoding.bytes(-1, 1, 1, 28, 28), List.of());
        DoubleReference reference = new DoubleReference(network);
        LabelledImages images =
                mnist.test().range(0, Seeds.asked() ? 1000 : mnist.test().size());
        float[] dl4j = dl4jScores(network, images);
        float[] scores = packedScores(packed, images);
        int right = 0;
        int clear = 0;

        for (int i = 0; i < images.size(); i++) {
            DoubleReference.Result exact = reference.run(pixels(images, i));
            int predicted = packed.predict(images.pixels(i));

            assertThat(predicted).as("image %d", i).isEqualTo(exact.predicted());
            assertThat(argMax(scores, i)).as("image %d", i).isEqualTo(predicted);
            assertScores(scores, i, exact);
            if (argMax(dl4j, i) != predicted) {
                assertThat(Math.min(exact.closest(), exact.gap()))
                        .as("image %d", i)
                        .isLessThan(ROUNDING);
            }
            if (exact.closest() > ROUNDING) {
                clear++;
                assertScores(dl4j, i, exact);
            }
            right += predicted == images.label(i) ? 1 : 0;
        }

        assertThat(clear).as("images without a value next to zero").isGreaterThan(images.size() * 9 / 10);
        Learnt.assertErrorBelowHalfOfGuessing(
                "packed " + loss, 100.0 * (images.size() - right) / images.size(), CLASSES);
    }

    private static MultiLayerNetwork train(Loss loss, boolean bias, double dropRate) {
        Hyperparameters hyper = new Hyperparameters(
                new Architecture(
                        false,
                        NetworkKind.CHAIN,
                        "",
                        2,
                        128,
                        1,
                        bias,
                        Normalization.BATCH,
                        .9,
                        dropRate,
                        dropRate,
                        false,
                        loss),
                new Binarization("ste", "ste", 1),
                new Schedule(
                        1,
                        100,
                        Updater.ADAM,
                        .003,
                        .003,
                        Decay.EXPONENTIAL,
                        DecayBy.EPOCH,
                        0,
                        0,
                        false,
                        0,
                        0,
                        0,
                        Seeds.or(3)),
                new Targets(0, "", .5, 1),
                new Validation(0, 1000, 0));
        LabelledImages images = mnist.train().range(0, 4000);
        MultiLayerNetwork network = new MultiLayerNetwork(new ClassifierNetwork(hyper, images).configuration());
        network.init();
        network.fit(ImageIterator.shuffled(
                images, hyper.schedule().batchSize(), hyper.schedule().seed()));
        BatchNormRecalibration.recalibrate(
                network, ImageIterator.inOrder(mnist.train().range(0, 1000), 100));
        return network;
    }

    private static float[] dl4jScores(MultiLayerNetwork network, LabelledImages images) {
        float[] scores = new float[images.size() * CLASSES];
        ImageIterator batches = ImageIterator.inOrder(images, 500);
        int done = 0;
        while (batches.hasNext()) {
            float[] batch = Elements.floats(network.output(batches.next().getFeatures()));
            System.arraycopy(batch, 0, scores, done, batch.length);
            done += batch.length;
        }
        return scores;
    }

    private static float[] packedScores(PackedNetwork packed, LabelledImages images) {
        byte[] pixels = new byte[images.size() * PIXELS];
        for (int i = 0; i < images.size(); i++) {
            System.arraycopy(images.pixels(i), 0, pixels, i * PIXELS, PIXELS);
        }
        return ComparedScores.of(packed, pixels, images.size());
    }

    private static double[] pixels(LabelledImages images, int index) {
        byte[] bytes = images.pixels(index);
        double[] x = new double[bytes.length];
        for (int k = 0; k < x.length; k++) {
            x[k] = 2.0 * (bytes[k] & 0xFF) / 255 - 1;
        }
        return x;
    }

    private static int argMax(float[] scores, int image) {
        int best = 0;
        for (int n = 1; n < CLASSES; n++) {
            best = scores[image * CLASSES + n] > scores[image * CLASSES + best] ? n : best;
        }
        return best;
    }

    private static void assertScores(float[] scores, int image, DoubleReference.Result exact) {
        double largest = 0;
        double error = 0;
        for (int n = 0; n < CLASSES; n++) {
            largest = Math.max(largest, Math.abs(exact.scores()[n]));
            error = Math.max(error, Math.abs(scores[image * CLASSES + n] - exact.scores()[n]));
        }
        assertThat(error).as("image %d", image).isLessThanOrEqualTo(1e-5 * largest);
    }
}
