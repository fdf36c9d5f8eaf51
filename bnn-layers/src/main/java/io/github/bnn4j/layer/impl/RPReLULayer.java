package io.github.bnn4j.layer.impl;

import static io.github.bnn4j.layer.RPReLULayer.SHIFT_IN;
import static io.github.bnn4j.layer.RPReLULayer.SHIFT_OUT;
import static io.github.bnn4j.layer.RPReLULayer.SLOPE;

import io.github.bnn4j.memory.FloatMemory;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastAddOp;
import org.nd4j.linalg.api.ops.impl.broadcast.BroadcastMulOp;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The implementation of {@link io.github.bnn4j.layer.RPReLULayer}: one pass over memory, forward and backward. */
public class RPReLULayer extends BaseChannelwise {

    public RPReLULayer(NeuralNetConfiguration conf, DataType dataType) {
        super(conf, dataType);
    }

    @Override
    void forward(INDArray x, INDArray out, boolean training, LayerWorkspaceMgr workspaceMgr) {
        INDArray shiftIn = getParamWithNoise(SHIFT_IN, training, workspaceMgr);
        INDArray slope = getParamWithNoise(SLOPE, training, workspaceMgr);
        INDArray shiftOut = getParamWithNoise(SHIFT_OUT, training, workspaceMgr);
        if (!isPlain(x, out) || !FloatMemory.isDense(shiftIn, slope, shiftOut)) {
            forwardByOperations(x, out, shiftIn, slope, shiftOut);
            return;
        }
        ChannelBlocks blocks = blocks(x);
        float[] b1 = blocks.spread(shiftIn);
        float[] a = blocks.spread(slope);
        float[] b2 = blocks.spread(shiftOut);
        blocks.map(x, out, (piece, n, place) -> {
            for (int i = 0; i < n; i++) {
                float z = piece[i] + b1[place + i];
                piece[i] = (z < 0 ? a[place + i] * z : z) + b2[place + i];
            }
        });
    }

    private void forwardByOperations(INDArray x, INDArray out, INDArray shiftIn, INDArray slope, INDArray shiftOut) {
        int channel = dimension(x);
        Nd4j.getExecutioner().exec(new BroadcastAddOp(x, shiftIn, out, channel));
        INDArray negative = Transforms.min(out, 0, true);
        // Exact: one of the two is 0.
        out.subi(negative);
        Nd4j.getExecutioner().exec(new BroadcastMulOp(negative, slope, negative, channel));
        out.addi(negative);
        Nd4j.getExecutioner().exec(new BroadcastAddOp(out, shiftOut, out, channel));
    }

    @Override
    void backward(INDArray x, INDArray gradient, LayerWorkspaceMgr workspaceMgr) {
        INDArray shiftIn = getParamWithNoise(SHIFT_IN, true, workspaceMgr);
        INDArray slope = getParamWithNoise(SLOPE, true, workspaceMgr);
        sum(gradient, gradientOf(SHIFT_OUT));
        if (isPlain(x, gradient) && FloatMemory.isDense(shiftIn, slope, gradientOf(SLOPE))) {
            backwardInMemory(x, gradient, shiftIn, slope);
        } else {
            backwardByOperations(x, gradient, shiftIn, slope);
        }
        sum(gradient, gradientOf(SHIFT_IN));
    }

    private void backwardInMemory(INDArray x, INDArray gradient, INDArray shiftIn, INDArray slope) {
        ChannelBlocks blocks = blocks(x);
        float[] b1 = blocks.spread(shiftIn);
        float[] a = blocks.spread(slope);
        double[] ofSlope = blocks.sums();
        blocks.update(x, gradient, (read, changed, n, place) -> {
            for (int i = 0; i < n; i++) {
                float z = read[i] + b1[place + i];
                ofSlope[place + i] += changed[i] * Math.min(z, 0);
                changed[i] *= z < 0 ? a[place + i] : 1;
            }
        });
        blocks.fold(ofSlope, gradientOf(SLOPE));
    }

    private void backwardByOperations(INDArray x, INDArray gradient, INDArray shiftIn, INDArray slope) {
        int channel = dimension(x);
        INDArray z = Nd4j.createUninitialized(x.dataType(), x.shape(), x.ordering());
        Nd4j.getExecutioner().exec(new BroadcastAddOp(x, shiftIn, z, channel));
        INDArray factor = z.lt(0).castTo(x.dataType());
        sumByOperations(Transforms.min(z, 0, false).muli(gradient), gradientOf(SLOPE));
        // 1 + 1[z < 0] * (a - 1)
        Nd4j.getExecutioner().exec(new BroadcastMulOp(factor, slope.sub(1), factor, channel));
        gradient.muli(factor.addi(1));
    }
}
