package io.github.bnn4j.updater;

import io.github.bnn4j.quantizer.PowerOfTwo;
import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The steps of {@link ShiftAdaMax}. */
final class ShiftAdaMaxUpdater implements GradientUpdater<ShiftAdaMax> {

    static final String M_STATE = "M";
    static final String V_STATE = "V";

    private final ShiftAdaMax config;
    private INDArray m;
    private INDArray v;

    ShiftAdaMaxUpdater(ShiftAdaMax config) {
        this.config = config;
    }

    @Override
    public ShiftAdaMax getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> stateMap, boolean initialize) {
        if (!stateMap.keySet().equals(Set.of(M_STATE, V_STATE))) {
            throw new IllegalStateException("The state of ShiftAdaMax has the keys " + M_STATE + " and " + V_STATE
                    + ", got " + stateMap.keySet());
        }
        m = stateMap.get(M_STATE);
        v = stateMap.get(V_STATE);
        if (initialize) {
            m.assign(0);
            v.assign(0);
        }
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of(M_STATE, m, V_STATE, v);
    }

    @Override
    public void setStateViewArray(INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
        INDArray flat = viewArray.reshape(viewArray.length());
        if (initialize) {
            flat.assign(0);
        }
        long half = flat.length() / 2;
        m = flat.get(NDArrayIndex.interval(0, half)).reshape(gradientOrder, gradientShape);
        v = flat.get(NDArrayIndex.interval(half, 2 * half)).reshape(gradientOrder, gradientShape);
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        INDArray g = gradient.reshape(m.shape());
        double beta1 = config.getBeta1();
        m.muli(beta1).addi(g.mul(1 - beta1));
        v.assign(Transforms.max(v.muli(config.getBeta2()), Transforms.abs(g, true), false));
        // Where v is 0 so is m: any finite factor will do.
        INDArray factor = Transforms.max(v, smallestNormal(v.dataType()), true).rdivi(1);
        PowerOfTwo.apply(factor);
        double rate = config.getLearningRate(iteration, epoch) / (1 - Math.pow(beta1, iteration + 1.0));
        g.assign(factor.muli(m).muli(PowerOfTwo.of(rate)));
    }

    private static double smallestNormal(DataType type) {
        return type == DataType.FLOAT16 ? 0x1p-14 : Float.MIN_NORMAL;
    }
}
