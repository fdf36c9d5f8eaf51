package io.github.bnn4j.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.networks.RandomData;
import io.github.bnn4j.networks.SmallNetwork;
import io.github.bnn4j.serialization.Copies;
import io.github.bnn4j.trained.Learnt;
import io.github.bnn4j.trained.Seeds;
import io.github.bnn4j.trained.Trains;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Test;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;

/** At the end of real networks: the paper's ending (batch norm, then the loss alone) and an output layer. */
class SquaredHingeLossInNetworkTest {

    private static final int FEATURES = 12;

    /** Every third feature is high for a class: one weight of the wrong sign does not matter. */
    private final DataSet data = data();

    @Test
    void theNetworksScoreIsTheMeanOverExamplesAndOutputs() {
        MultiLayerNetwork net = paperNetwork();
        double[][] outputs =
                net.output(data.getFeatures()).castTo(DataType.DOUBLE).toDoubleMatrix();
        double[][] signs =
                data.getLabels().mul(2).subi(1).castTo(DataType.DOUBLE).toDoubleMatrix();
        double sum = 0;
        for (double score : HingeReference.scores(signs, outputs, null)) {
            sum += score;
        }
        assertThat(net.score(data)).isCloseTo(sum / outputs.length, within(1e-5));
        assertThat(net.scoreExamples(data, false).toFloatVector()).hasSize(outputs.length);
    }

    @Trains
    @Test
    void trainsAndEvaluatesOneHotLabels() {
        MultiLayerNetwork net = paperNetwork();
        // Of the mini-batch as it is normalized in training: statistics that follow it lower the other loss, and no
        // weight moves.
        net.fit(data);
        double first = net.score();
        for (int step = 0; step < 60; step++) {
            net.fit(data);
        }
        Learnt.assertBelow("hinge, batch normalization, last loss by first", net.score() / first, .1);

        Evaluation evaluation = net.evaluate(new ListDataSetIterator<>(data.asList(), 16));
        INDArray predicted = net.output(data.getFeatures()).argMax(1);
        INDArray actual = data.getLabels().argMax(1);
        int right = 0;
        for (int example = 0; example < predicted.length(); example++) {
            right += predicted.getInt(example) == actual.getInt(example) ? 1 : 0;
        }
        assertThat(evaluation.getNumRowCounter()).isEqualTo(60);
        assertThat(evaluation.accuracy()).isCloseTo(right / 60.0, within(1e-9));
        Learnt.assertErrorBelowHalfOfGuessing("hinge, batch normalization", 100 * (1 - evaluation.accuracy()), 3);
    }

    @Test
    void signLabelsAreEvaluatedAlike() {
        MultiLayerNetwork oneHot = paperNetwork();
        MultiLayerNetwork signs = network(new SquaredHingeLoss());
        signs.setParams(oneHot.params().dup());
        DataSet signData =
                new DataSet(data.getFeatures(), data.getLabels().mul(2).subi(1));
        assertThat(signs.score(signData)).isEqualTo(oneHot.score(data));
        assertThat(signs.evaluate(new ListDataSetIterator<>(signData.asList(), 16))
                        .accuracy())
                .isEqualTo(oneHot.evaluate(new ListDataSetIterator<>(data.asList(), 16))
                        .accuracy());
        signs.fit(signData);
        oneHot.fit(data);
        assertThat(signs.params()).isEqualTo(oneHot.params());
    }

    @Trains
    @Test
    void standsInAnOutputLayer() {
        MultiLayerNetwork net = new SmallNetwork()
                .seed(Seeds.or(1))
                .updater(new Adam(0.05))
                .inputs(FEATURES)
                .chain(new OutputLayer.Builder(SquaredHingeLoss.oneHot())
                        .nOut(3)
                        .activation(Activation.TANH)
                        .build());
        double before = net.score(data);
        for (int step = 0; step < 40; step++) {
            net.fit(data);
        }
        Learnt.assertBelow("hinge, output layer, loss by that before", net.score(data) / before, .1);
    }

    @Test
    void survivesTheConfigurationsFormats() {
        MultiLayerConfiguration original = paperNetwork().getLayerWiseConfigurations();
        for (MultiLayerConfiguration copy : Copies.of(original)) {
            assertThat(copy).isEqualTo(original);
            assertThat(((LossLayer) copy.getConf(2).getLayer()).getLossFn()).isEqualTo(SquaredHingeLoss.oneHot());
        }
    }

    private static MultiLayerNetwork paperNetwork() {
        return network(SquaredHingeLoss.oneHot());
    }

    private static MultiLayerNetwork network(SquaredHingeLoss loss) {
        return new SmallNetwork()
                .seed(Seeds.or(1))
                .updater(new Adam(0.03))
                .inputs(FEATURES)
                .chain(
                        new BinaryDenseLayer.Builder().nOut(3).build(),
                        new BatchNormalization.Builder().decay(0.5).eps(1e-4).build(),
                        new LossLayer.Builder(loss)
                                .activation(Activation.IDENTITY)
                                .build());
    }

    private static DataSet data() {
        Nd4j.getRandom().setSeed(Seeds.or(8));
        INDArray features = Nd4j.randn(DataType.FLOAT, 60, FEATURES).muli(0.3);
        for (int example = 0; example < 60; example++) {
            int label = example % 3;
            for (int feature = label; feature < FEATURES; feature += 3) {
                features.putScalar(new int[] {example, feature}, 1 + features.getFloat(example, feature));
            }
        }
        return new DataSet(features, RandomData.classesInTurn(DataType.FLOAT, 60, 3));
    }
}
