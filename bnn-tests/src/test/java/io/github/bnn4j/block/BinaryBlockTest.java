package io.github.bnn4j.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bnn4j.activation.SignActivation;
import io.github.bnn4j.dropout.NoScaleDropout;
import io.github.bnn4j.layer.BinaryConvolutionLayer;
import io.github.bnn4j.layer.BinaryDenseLayer;
import io.github.bnn4j.normalization.FastBatchNormalization;
import io.github.bnn4j.quantizer.ApproxSign;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;

/** A block is a short way to write three layers, and nothing more. */
class BinaryBlockTest {

    private static ListBuilder list() {
        return new NeuralNetConfiguration.Builder().seed(3).list();
    }

    private static MultiLayerConfiguration finished(ListBuilder list) {
        return list.layer(
                        new LossLayer.Builder().activation(Activation.IDENTITY).build())
                .setInputType(InputType.feedForward(7))
                .build();
    }

    private static BinaryDenseLayer dense(int outputs) {
        return new BinaryDenseLayer.Builder()
                .nOut(outputs)
                .hasBias(true)
                .dropOut(NoScaleDropout.dropRate(0.3))
                .build();
    }

    private static BatchNormalization fast() {
        return new FastBatchNormalization.Builder().eps(1e-4).build();
    }

    @Test
    void isTheLayersWrittenOut() {
        ListBuilder blocks = list();
        BinaryBlock.hidden(dense(5)).addTo(blocks);
        BinaryBlock.hidden(dense(6)).addTo(blocks);
        BinaryBlock.output(dense(2)).addTo(blocks);
        ListBuilder layers = list();
        layers.layer(dense(5)).layer(fast()).layer(new ActivationLayer(new SignActivation()));
        layers.layer(dense(6)).layer(fast()).layer(new ActivationLayer(new SignActivation()));
        layers.layer(dense(2)).layer(fast());

        MultiLayerConfiguration actual = finished(blocks);
        MultiLayerConfiguration expected = finished(layers);
        assertThat(actual).isEqualTo(expected);
        assertThat(actual.toJson()).isEqualTo(expected.toJson());
        assertThat(actual.getConf(1).getLayer()).isExactlyInstanceOf(FastBatchNormalization.class);
        assertThat(actual.getConfs()).hasSize(9);
    }

    @Test
    void withNormalizationAndActivationOfItsOwn() {
        BatchNormalization stock = new BatchNormalization.Builder().decay(0.5).build();
        ListBuilder blocks = list();
        BinaryBlock.hidden(dense(5))
                .activation(new SignActivation(new ApproxSign()))
                .normalization(stock)
                .addTo(blocks);
        BinaryBlock.output(dense(2)).normalization(stock.clone()).addTo(blocks);
        ListBuilder layers = list();
        layers.layer(dense(5)).layer(stock.clone()).layer(new ActivationLayer(new SignActivation(new ApproxSign())));
        layers.layer(dense(2)).layer(stock.clone());

        MultiLayerConfiguration actual = finished(blocks);
        assertThat(actual.toJson()).isEqualTo(finished(layers).toJson());
        assertThat(actual.getConf(1).getLayer()).isExactlyInstanceOf(BatchNormalization.class);
        assertThat(((BatchNormalization) actual.getConf(4).getLayer()).getDecay())
                .isEqualTo(0.5);
    }

    @Test
    void aConvolutionMayBePooled() {
        BinaryConvolutionLayer.Builder convolution =
                new BinaryConvolutionLayer.Builder(3, 3).nIn(2).nOut(4);
        SubsamplingLayer pooling =
                new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {3, 3}, new int[] {2, 2}).build();
        ListBuilder blocks = list();
        BinaryBlock.hidden(convolution.build()).maxPool(2).addTo(blocks);
        BinaryBlock.hidden(convolution.nIn(4).build()).maxPool(pooling.clone()).addTo(blocks);
        BinaryBlock.hidden(convolution.build()).addTo(blocks);
        ListBuilder layers = list();
        layers.layer(convolution.nIn(2).build())
                .layer(new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2}).build())
                .layer(fast())
                .layer(new ActivationLayer(new SignActivation()));
        layers.layer(convolution.nIn(4).build())
                .layer(pooling.clone())
                .layer(fast())
                .layer(new ActivationLayer(new SignActivation()));
        layers.layer(convolution.build()).layer(fast()).layer(new ActivationLayer(new SignActivation()));

        InputType input = InputType.convolutional(16, 16, 2);
        assertThat(blocks.setInputType(input).build().toJson())
                .isEqualTo(layers.setInputType(input).build().toJson());
    }

    @Test
    void onlyMaximaOfConvolutionsArePooled() {
        BinaryBlock dense = BinaryBlock.hidden(dense(2));
        assertThatThrownBy(() -> dense.maxPool(2))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BinaryConvolutionLayer");
        BinaryBlock convolution = BinaryBlock.hidden(
                new BinaryConvolutionLayer.Builder(3, 3).nOut(4).build());
        SubsamplingLayer mean = new SubsamplingLayer.Builder(PoolingType.AVG).build();
        assertThatThrownBy(() -> convolution.maxPool(mean))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("AVG");
        assertThatThrownBy(() -> convolution.maxPool(null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void beginsWithABinaryLayer() {
        DenseLayer stock = new DenseLayer.Builder().nOut(3).build();
        assertThatThrownBy(() -> BinaryBlock.hidden(stock))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("BinaryDenseLayer")
                .hasMessageContaining("DenseLayer(");
        assertThatThrownBy(() -> BinaryBlock.output(stock)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BinaryBlock.hidden(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BinaryBlock.output(null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> BinaryBlock.hidden(new FrozenLayer(dense(3))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isNotWithoutNormalization() {
        BinaryBlock block = BinaryBlock.hidden(dense(2));
        assertThatThrownBy(() -> block.normalization(null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("null");
    }

    @Test
    void anOutputBlockHasNoActivation() {
        BinaryBlock output = BinaryBlock.output(dense(2));
        assertThatThrownBy(() -> output.activation(new SignActivation()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("hidden");
    }
}
