package io.github.bnn4j.spark.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.block.BinaryBlock;
import io.github.bnn4j.cli.data.Augmentation;
import io.github.bnn4j.cli.data.BatchChange;
import io.github.bnn4j.cli.data.ImageClassificationData;
import io.github.bnn4j.cli.data.ImageIterator;
import io.github.bnn4j.cli.data.LabelledImages;
import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.cli.training.LocalEpochs;
import io.github.bnn4j.cli.training.TrainingSettings;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.kernel.KernelBound;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.layer.LatentUniformInit;
import io.github.bnn4j.loss.SquaredHingeLoss;
import io.github.bnn4j.spark.LocalSpark;
import io.github.bnn4j.updater.KernelScaledUpdater;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.sql.SparkSession;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.dropout.IDropout;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/** Parameter averaging of binary layers, against the same done by hand. */
class AveragedEpochsTest {

    private static final int BATCH = 20;

    private static LabelledImages mnist;

    private SparkSession session = LocalSpark.start();

    @BeforeAll
    static void readImages() throws IOException {
        mnist = ImageClassificationData.bundledMnist().train();
    }

    @AfterEach
    void stopSpark() {
        session.close();
    }

    private static MultiLayerNetwork network(KernelBound bound, IDropout dropout) {
        var list = new NeuralNetConfiguration.Builder()
                .seed(1)
                .updater(new KernelScaledUpdater(new Adam(new ExponentialSchedule(ScheduleType.EPOCH, .01, .5))))
                .list();
        BinaryBlock.hidden(dense(bound).nOut(16).dropOut(dropout).build()).addTo(list);
        BinaryBlock.output(dense(bound).nOut(10).build()).addTo(list);
        MultiLayerNetwork network = new MultiLayerNetwork(list.layer(new LossLayer.Builder(SquaredHingeLoss.oneHot())
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.feedForward(784))
                .build());
        network.init();
        return network;
    }

    private static BinaryDenseLayer.Builder dense(KernelBound bound) {
        return new BinaryDenseLayer.Builder().kernelBound(bound).weightInit(new LatentUniformInit(bound));
    }

    private static MultiLayerNetwork network() {
        return network(KernelBound.of(1), null);
    }

    private static TrainingSettings settings() {
        return new TrainingSettings(2, BATCH, 3, Augmentation.NONE, BatchChange.NONE, 0, 0);
    }

    private AveragedEpochs averaged(LabelledImages images, int workers, int stepsPerRound) {
        return new AveragedEpochs(
                JavaSparkContext.fromSparkContext(session.sparkContext()), settings(), images, workers, stepsPerRound);
    }

    private static INDArray updaterState(MultiLayerNetwork network) {
        return network.getUpdater().getStateViewArray();
    }

    @Test
    void oneWorkerTrainsAsOneProcessDoes() {
        LabelledImages images = mnist.range(0, 5 * BATCH + 7);
        MultiLayerNetwork local = network();
        MultiLayerNetwork distributed = network();
        LocalEpochs localEpochs = new LocalEpochs(settings(), images);
        // Two steps a round: the last round has less, and the last mini-batch, too.
        AveragedEpochs averagedEpochs = averaged(images, 1, 2);
        for (int epoch = 0; epoch < 2; epoch++) {
            localEpochs.train(Dl4jNetwork.of(local), epoch, (done, loss) -> true);
            averagedEpochs.train(Dl4jNetwork.of(distributed), epoch, (done, loss) -> true);
            local.incrementEpochCount();
            distributed.incrementEpochCount();
        }

        assertThat(distributed.params()).isEqualTo(local.params());
        assertThat(updaterState(distributed)).isEqualTo(updaterState(local));
        assertThat(distributed.getIterationCount()).isEqualTo(12).isEqualTo(local.getIterationCount());
    }

    @Test
    void twoWorkersGiveTheMeanOfParametersAndUpdaterStateWithJavaSerialization() {
        twoWorkersGiveTheMean();
    }

    @Test
    void andWithKryo() {
        session.close();
        session = LocalSpark.on(
                "local[2]",
                "spark.serializer",
                KryoSerializer.class.getName(),
                "spark.kryo.registrator",
                "org.nd4j.kryo.Nd4jRegistrator");
        twoWorkersGiveTheMean();
    }

    private void twoWorkersGiveTheMean() {
        LabelledImages images = mnist.range(0, 4 * BATCH);
        MultiLayerNetwork first = network();
        MultiLayerNetwork second = network();
        MultiLayerNetwork distributed = network();
        ImageIterator batches = ImageIterator.shuffled(images, BATCH, settings().seed());
        first.fit(batches.next());
        first.fit(batches.next());
        second.fit(batches.next());
        second.fit(batches.next());

        double loss = averaged(images, 2, 2).train(Dl4jNetwork.of(distributed), 0, (done, meanLoss) -> true);

        assertThat(distributed.params()).isEqualTo(mean(first.params(), second.params()));
        assertThat(updaterState(distributed)).isEqualTo(mean(updaterState(first), updaterState(second)));
        assertThat(distributed.getIterationCount()).isEqualTo(2);
        assertThat(loss).isEqualTo((first.score() + second.score()) / 2);
    }

    private static INDArray mean(INDArray first, INDArray second) {
        return first.add(second).divi(2);
    }

    @Test
    void latentKernelsStayWithinTheirBoundAfterEachAveraging() {
        KernelBound bound = KernelBound.glorot();
        MultiLayerNetwork network = network(bound, null);
        double hidden = Math.sqrt(1.5 / (784 + 16));
        List<Double> greatest = new ArrayList<>();

        // Three: a third of the sum of three equal numbers need not be that number.
        averaged(mnist.range(0, 24 * BATCH), 3, 2).train(Dl4jNetwork.of(network), 0, (done, loss) -> {
            INDArray kernel = network.getLayer(0).getParam(DefaultParamInitializer.WEIGHT_KEY);
            greatest.add(kernel.amaxNumber().doubleValue());
            return true;
        });

        assertThat(greatest).hasSize(4).allMatch(value -> value <= (float) hidden);
        assertThat(greatest.get(3)).isEqualTo((float) hidden);
    }

    @Test
    void whatIsRandomDoesNotDependOnTheRunAndDiffersBetweenRounds() {
        LabelledImages images = mnist.range(0, 4 * BATCH);
        MultiLayerNetwork once = network(KernelBound.of(1), NoScaleDropout.dropRate(.5));
        MultiLayerNetwork again = network(KernelBound.of(1), NoScaleDropout.dropRate(.5));
        MultiLayerNetwork without = network();

        averaged(images, 2, 1).train(Dl4jNetwork.of(once), 0, (done, loss) -> true);
        averaged(images, 2, 1).train(Dl4jNetwork.of(again), 0, (done, loss) -> true);
        averaged(images, 2, 1).train(Dl4jNetwork.of(without), 0, (done, loss) -> true);

        assertThat(again.params()).isEqualTo(once.params());
        assertThat(without.params()).isNotEqualTo(once.params());
        ImageBatch first = new ImageBatch(images.range(0, BATCH), 1);
        ImageBatch second = new ImageBatch(images.range(0, BATCH), 2);
        assertThat(randomAfter(first)).isEqualTo(randomAfter(first)).isNotEqualTo(randomAfter(second));
    }

    private static float randomAfter(ImageBatch batch) {
        batch.toDataSet();
        return Nd4j.getRandom().nextFloat();
    }

    @Test
    void itLeavesAfterTheRoundWhenItIsToldTo() {
        List<Integer> told = new ArrayList<>();

        averaged(mnist.range(0, 10 * BATCH), 2, 2).train(Dl4jNetwork.of(network()), 0, (done, loss) -> {
            told.add(done);
            return done < 8;
        });

        assertThat(told).containsExactly(4, 8);
    }

    @Test
    void aTaskThatThrowsMidwayIsDoneAgainAndNothingIsLost() {
        session.close();
        session = LocalSpark.on("local[2,3]");
        LabelledImages images = mnist.range(0, 8 * BATCH);
        MultiLayerNetwork unharmed = network(KernelBound.of(1), new FailingDropout());
        MultiLayerNetwork harmed = network(KernelBound.of(1), new FailingDropout());

        FailingDropout.at(call -> false);
        averaged(images, 2, 2).train(Dl4jNetwork.of(unharmed), 0, (done, loss) -> true);
        assertThat(FailingDropout.calls()).isEqualTo(8);
        // In the second round, when that worker or the other has trained.
        FailingDropout.at(call -> call == 7);
        averaged(images, 2, 2).train(Dl4jNetwork.of(harmed), 0, (done, loss) -> true);

        assertThat(FailingDropout.calls()).isGreaterThan(8);
        assertThat(harmed.params()).isEqualTo(unharmed.params());
        assertThat(updaterState(harmed)).isEqualTo(updaterState(unharmed));
    }

    @Test
    void oneThatAlwaysThrowsEndsTheTrainingWithItsReasonAndLeavesTheNetworkAsBeforeTheRound() {
        MultiLayerNetwork network = network(KernelBound.of(1), new FailingDropout());
        INDArray before = network.params().dup();
        FailingDropout.at(call -> true);

        assertThatThrownBy(() -> averaged(mnist.range(0, 4 * BATCH), 2, 2)
                        .train(Dl4jNetwork.of(network), 0, (done, loss) -> true))
                .isInstanceOf(WorkerFailure.class)
                .hasMessage("A worker failed: no luck");

        assertThat(network.params()).isEqualTo(before);
    }
}
