package io.github.bnn4j.cli.teacher;

import io.github.bnn4j.cli.command.FileFailure;
import io.github.bnn4j.cli.command.UserError;
import io.github.bnn4j.cli.data.BatchChange;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.data.Sha256;
import io.github.bnn4j.cli.model.ModelFile;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.model.ModelReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.api.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A trained network that mixes its own answers into the labels of mini-batches, so that another network learns from it (knowledge
 * distillation: Hinton et al. 2015, arXiv 1503.02531).
 *
 * <pre>{@code
 * label <- (1 - weight) * label + weight * softmax(scores / temperature)
 * }</pre>
 *
 * With softmax and cross-entropy, this trains on {@code (1 - weight) * cross-entropy with the label + weight * KL divergence from the
 * teacher's answers}, up to a constant. Only the teacher's scores are divided by the temperature, not those of the network that learns.
 * The teacher sees the images that the other one sees, augmented as they are, one mini-batch at a time, as at inference.
 */
public final class Teacher implements BatchChange {

    private final Dl4jNetwork network;
    private final String digest;
    private final boolean answersBySoftmax;
    private final double weight;
    private final double temperature;

    private Teacher(Dl4jNetwork network, String digest, double weight, double temperature) {
        this.network = network;
        this.digest = digest;
        this.answersBySoftmax = endsInSoftmax(network);
        this.weight = weight;
        this.temperature = temperature;
    }

    /**
     * Reads a network, chain or graph, float or binarized, that takes images as image iterators have them.
     *
     * @param file of DL4J's ModelSerializer
     * @param reader knows what is trusted
     * @param weight share of its answers in the labels, in [0, 1]
     * @param temperature greater than 0
     * @param images that it will see
     * @throws UserError if the file is no such network, or one for images of another size or of other classes
     */
    public static Teacher read(Path file, ModelReader reader, double weight, double temperature, LabelledImages images)
            throws UserError {
        Dl4jNetwork network = Dl4jNetwork.of(ModelFile.read(file, reader));
        requireToFit(file, network, images);
        return new Teacher(network, sha256(file), weight, temperature);
    }

    private static void requireToFit(Path file, Dl4jNetwork network, LabelledImages images) throws UserError {
        int values = images.shape().pixels();
        if (network.inputs() != values) {
            throw new UserError("--teacher " + file + " takes images of " + network.inputs()
                    + " values, but those to learn from are " + images.shape() + " (" + values + " values)");
        }
        INDArray answer = network.output(Nd4j.zeros(DataType.FLOAT, 1, values));
        if (answer.rank() != 2 || answer.size(1) != images.classes()) {
            throw new UserError("--teacher " + file + " knows " + answer.length()
                    + " classes, but the images to learn from are of " + images.classes());
        }
    }

    private static String sha256(Path file) throws UserError {
        try (InputStream in = Files.newInputStream(file);
                DigestInputStream digested = new DigestInputStream(in, Sha256.begin())) {
            digested.transferTo(OutputStream.nullOutputStream());
            return Sha256.hex(digested.getMessageDigest());
        } catch (IOException e) {
            throw FileFailure.ofReading(file, e);
        }
    }

    private static boolean endsInSoftmax(Dl4jNetwork network) {
        Layer last = network.layers().get(network.layers().size() - 1);
        return last.conf().getLayer() instanceof BaseLayer configuration
                && configuration.getActivationFn() instanceof ActivationSoftmax;
    }

    /** Returns the checksum of its file. */
    public String digest() {
        return digest;
    }

    @Override
    public void apply(DataSet batch, Random random) {
        INDArray answers = answers(batch.getFeatures());
        batch.setLabels(batch.getLabels().mul(1 - weight).addi(answers.muli(weight)));
    }

    private INDArray answers(INDArray features) {
        float[][] answers = network.output(features).toFloatMatrix();
        for (float[] answer : answers) {
            soften(answer);
        }
        return Nd4j.createFromArray(answers);
    }

    /** Probabilities of softmax are as good as the scores before it: a constant that all have does not matter. */
    private void soften(float[] answer) {
        double highest = Double.NEGATIVE_INFINITY;
        double[] scores = new double[answer.length];
        for (int i = 0; i < answer.length; i++) {
            scores[i] = (answersBySoftmax ? Math.log(answer[i]) : answer[i]) / temperature;
            highest = Math.max(highest, scores[i]);
        }
        double sum = 0;
        for (int i = 0; i < answer.length; i++) {
            scores[i] = Math.exp(scores[i] - highest);
            sum += scores[i];
        }
        for (int i = 0; i < answer.length; i++) {
            answer[i] = (float) (scores[i] / sum);
        }
    }
}
