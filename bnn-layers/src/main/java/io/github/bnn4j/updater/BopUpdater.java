package io.github.bnn4j.updater;

import java.util.Map;
import java.util.Set;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.GradientUpdater;

/** The steps of {@link Bop}. */
final class BopUpdater implements GradientUpdater<Bop> {

    static final String M_STATE = "M";

    private final Bop config;
    private INDArray m;

    BopUpdater(Bop config) {
        this.config = config;
    }

    @Override
    public Bop getConfig() {
        return config;
    }

    @Override
    public void setState(Map<String, INDArray> stateMap, boolean initialize) {
        if (!stateMap.keySet().equals(Set.of(M_STATE))) {
            throw new IllegalStateException("The state of Bop has the key " + M_STATE + ", got " + stateMap.keySet());
        }
        m = stateMap.get(M_STATE);
        if (initialize) {
            m.assign(0);
        }
    }

    @Override
    public Map<String, INDArray> getState() {
        return Map.of(M_STATE, m);
    }

    @Override
    public void setStateViewArray(INDArray viewArray, long[] gradientShape, char gradientOrder, boolean initialize) {
        m = viewArray.reshape(viewArray.length()).reshape(gradientOrder, gradientShape);
        if (initialize) {
            m.assign(0);
        }
    }

    @Override
    public void applyUpdater(INDArray gradient, int iteration, int epoch) {
        INDArray g = gradient.reshape(m.shape());
        double gamma = config.gammaAt(iteration, epoch);
        m.muli(1 - gamma).addi(g.mul(gamma));
        double threshold = config.getThreshold();
        // One for each side that m is on beyond the threshold, less one for the other.
        INDArray above = m.gt(threshold).castTo(m.dataType());
        INDArray below = m.lt(-threshold).castTo(m.dataType());
        g.assign(above.subi(below).muli(2 * config.getBound()));
    }
}
