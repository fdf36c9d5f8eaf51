package io.github.bnn4j.examples;

import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.quantizer.SteSign;
import io.github.bnn4j.search.BinaryDenseLayerSpace;
import io.github.bnn4j.search.DecayingAdamSpace;
import io.github.bnn4j.search.FastBatchNormalizationSpace;
import io.github.bnn4j.search.KernelScaledUpdaterSpace;
import io.github.bnn4j.search.NoScaleDropoutSpace;
import io.github.bnn4j.search.OutputLoss;
import io.github.bnn4j.search.OutputLossLayerSpace;
import io.github.bnn4j.search.SignActivationSpace;
import io.github.bnn4j.threads.NativeThreads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Properties;
import org.deeplearning4j.arbiter.MultiLayerSpace;
import org.deeplearning4j.arbiter.layers.ActivationLayerSpace;
import org.deeplearning4j.arbiter.optimize.api.data.DataSource;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.generator.RandomSearchGenerator;
import org.deeplearning4j.arbiter.optimize.parameter.FixedValue;
import org.deeplearning4j.arbiter.optimize.parameter.continuous.ContinuousParameterSpace;
import org.deeplearning4j.arbiter.optimize.parameter.discrete.DiscreteParameterSpace;
import org.deeplearning4j.arbiter.optimize.runner.LocalOptimizationRunner;
import org.deeplearning4j.arbiter.saver.local.FileModelSaver;
import org.deeplearning4j.arbiter.scoring.impl.EvaluationScoreFunction;
import org.deeplearning4j.arbiter.task.MultiLayerNetworkTaskCreator;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.nd4j.evaluation.classification.Evaluation.Metric;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A search with Arbiter's own builder: the spaces of this library stand beside Arbiter's. {@link io.github.bnn4j.search.BnnSearch}
 * does the same with fewer lines, survives being stopped, and recalibrates each candidate.
 *
 * <p>Arguments: candidates (5 by default).
 */
public final class ArbiterSearch {

    private ArbiterSearch() {}

    /** The first 10,000 images of MNIST to train with, the last 5,000 to score with. Arbiter makes it by its name. */
    public static class Digits implements DataSource {

        private LabelledImages images;

        @Override
        public void configure(Properties properties) {
            try {
                images = ImageClassificationData.bundledMnist().train();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public DataSetIterator trainData() {
            return ImageIterator.shuffled(images.range(0, 10_000), 100, 1);
        }

        @Override
        public DataSetIterator testData() {
            return ImageIterator.inOrder(images.range(55_000, 60_000), 1000);
        }

        @Override
        public Class<?> getDataType() {
            return DataSetIterator.class;
        }
    }

    public static void main(String[] args) throws IOException {
        NativeThreads.waitWithoutSpinning();
        int candidates = args.length > 0 ? Integer.parseInt(args[0]) : 5;
        LocalOptimizationRunner runner = search(space(3), Digits.class, candidates);
        runner.execute();
        System.out.printf(
                "best accuracy %.4f, of candidate %d%n", runner.bestScore(), runner.bestScoreCandidateIndex());
    }

    static LocalOptimizationRunner search(MultiLayerSpace space, Class<? extends DataSource> data, int candidates)
            throws IOException {
        return new LocalOptimizationRunner(
                new OptimizationConfiguration.Builder()
                        .candidateGenerator(new RandomSearchGenerator(space))
                        .dataSource(data, new Properties())
                        .modelSaver(new FileModelSaver(
                                Files.createTempDirectory("search").toString()))
                        .scoreFunction(new EvaluationScoreFunction(Metric.ACCURACY))
                        .terminationConditions(new MaxCandidatesCondition(candidates))
                        .build(),
                new MultiLayerNetworkTaskCreator());
    }

    static MultiLayerSpace space(int epochs) {
        return new MultiLayerSpace.Builder()
                .seed(1)
                .updater(new KernelScaledUpdaterSpace(new DecayingAdamSpace(
                        new ContinuousParameterSpace(1e-3, 2e-2), new FixedValue<>(1e-2), epochs)))
                .numEpochs(epochs)
                .addLayer(new BinaryDenseLayerSpace.Builder()
                        .nOut(new DiscreteParameterSpace<>(128, 256, 512))
                        .iDropOut(new NoScaleDropoutSpace(new ContinuousParameterSpace(0, 0.3)))
                        .build())
                .addLayer(new FastBatchNormalizationSpace.Builder().eps(1e-4).build())
                .addLayer(new ActivationLayerSpace.Builder()
                        .activationFn(new SignActivationSpace(new FixedValue<>(new SteSign())))
                        .build())
                .addLayer(new BinaryDenseLayerSpace.Builder().nOut(10).build())
                .addLayer(new FastBatchNormalizationSpace.Builder().eps(1e-4).build())
                .addLayer(new OutputLossLayerSpace(new FixedValue<>(OutputLoss.HINGE)))
                .setInputType(InputType.feedForward(784))
                .build();
    }
}
