package io.github.bnn4j.layer.impl;

import io.github.bnn4j.layer.BaseChannelwiseLayer;
import io.github.bnn4j.memory.FloatMemory;
import io.github.bnn4j.memory.InputMemory;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.deeplearning4j.exception.DL4JInvalidInputException;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * This class has what the implementations of elementwise layers with parameters of each channel have in common. Their input is
 * never overwritten, as DL4J's ActivationLayer does at inference: in a residual network a shortcut may need it.
 */
abstract class BaseChannelwise extends BaseLayer<BaseChannelwiseLayer> {

    BaseChannelwise(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    /**
     * @param x not modified
     * @param out of the shape and the ordering of x; overwritten
     */
    abstract void forward(INDArray x, INDArray out, boolean training, LayerWorkspaceMgr workspaceMgr);

    /**
     * Puts the gradients of the parameters where {@link #gradientOf} tells.
     *
     * @param x as {@link #forward} had it; not modified
     * @param gradient dC/dy, of the shape and the ordering of x; overwritten with dC/dx
     */
    abstract void backward(INDArray x, INDArray gradient, LayerWorkspaceMgr workspaceMgr);

    @Override
    public INDArray activate(boolean training, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(false);
        requireChannels();
        if (input.dataType() != dataType) {
            input = workspaceMgr.castTo(InputMemory.of(workspaceMgr), dataType, input, false);
        }
        applyDropOutIfNecessary(training, workspaceMgr);
        INDArray out =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATIONS, dataType, input.shape(), input.ordering());
        forward(input, out, training, workspaceMgr);
        return out;
    }

    private void requireChannels() {
        long channels = layerConf().getNOut();
        if (input.rank() < 2 || input.rank() > 4 || input.size(dimension(input)) != channels) {
            throw new DL4JInvalidInputException(
                    layerConf().getClass().getSimpleName() + " " + layerId() + " has " + channels + " channels, "
                            + (layerConf().isChannelsLast() ? "the last dimension" : "dimension 1")
                            + " of flat features, time series or images, got input of shape "
                            + Arrays.toString(input.shape()));
        }
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaceMgr) {
        assertInputSet(true);
        INDArray delta =
                workspaceMgr.createUninitialized(ArrayType.ACTIVATION_GRAD, dataType, input.shape(), input.ordering());
        delta.assign(epsilon);
        backward(input, delta, workspaceMgr);
        Gradient gradient = new DefaultGradient();
        for (String param : layerConf().initialValues().keySet()) {
            gradient.setGradientFor(param, gradientOf(param));
        }
        weightNoiseParams.clear();
        // Not if DL4J's FrozenLayerWithBackprop made forward one of inference, which drops nothing.
        return new Pair<>(gradient, dropoutApplied ? backpropDropOutIfPresent(delta) : delta);
    }

    /** Returns the array for the gradient of a parameter. */
    final INDArray gradientOf(String param) {
        return gradientViews.get(param);
    }

    /** Tells whether Java's loops may work on all of them; all else is left to ND4J's operations. */
    final boolean isPlain(INDArray first, INDArray second) {
        return !first.isEmpty() && first.ordering() == second.ordering() && FloatMemory.isDense(first, second);
    }

    final ChannelBlocks blocks(INDArray x) {
        return ChannelBlocks.of(x, dimension(x));
    }

    /** Returns the dimension of the channels. */
    final int dimension(INDArray x) {
        return layerConf().isChannelsLast() ? x.rank() - 1 : 1;
    }

    /** Computes {@code out = x + b_c}. */
    final void add(INDArray x, INDArray perChannel, INDArray out) {
        if (isPlain(x, out) && FloatMemory.isDense(perChannel)) {
            ChannelBlocks blocks = blocks(x);
            float[] b = blocks.spread(perChannel);
            blocks.map(x, out, (piece, n, place) -> {
                for (int i = 0; i < n; i++) {
                    piece[i] += b[place + i];
                }
            });
        } else {
            Nd4j.getExecutioner().exec(new BroadcastAddOp(x, perChannel, out, dimension(x)));
        }
    }

    /** Computes {@code perChannel = } the sum of x over each channel. */
    final void sum(INDArray x, INDArray perChannel) {
        if (isPlain(x, x) && FloatMemory.isDense(perChannel)) {
            ChannelBlocks blocks = blocks(x);
            double[] sums = blocks.sums();
            blocks.read(x, (piece, n, place) -> {
                for (int i = 0; i < n; i++) {
                    sums[place + i] += piece[i];
                }
            });
            blocks.fold(sums, perChannel);
        } else {
            sumByOperations(x, perChannel);
        }
    }

    final void sumByOperations(INDArray x, INDArray perChannel) {
        int channel = dimension(x);
        x.sum(
                perChannel,
                IntStream.range(0, x.rank())
                        .filter(dimension -> dimension != channel)
                        .toArray());
    }

    @Override
    public boolean isPretrainLayer() {
        return false;
    }

    @Override
    public boolean hasBias() {
        return true;
    }
}
