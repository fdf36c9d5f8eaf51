package io.github.bnn4j.updater;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;

/** DL4J's updaters, each with its very first step for a gradient g worked out from its formula. */
record FirstStep(IUpdater updater, DoubleUnaryOperator step) {

    private static final double B1 = 0.9;
    private static final double B2 = 0.999;
    private static final double EPS = 1e-8;

    static List<FirstStep> all() {
        return List.of(
                new FirstStep(new Sgd(0.05), g -> 0.05 * g),
                new FirstStep(new Nesterovs(0.05, 0.8), g -> 0.05 * (1 + 0.8) * g),
                new FirstStep(new Adam(0.01), FirstStep::adam),
                new FirstStep(new AMSGrad(0.01), FirstStep::adam),
                // m / u = (1 - b1) g / |g|, times lr / (1 - b1)
                new FirstStep(new AdaMax(0.01), g -> 0.01 * Math.signum(g)),
                new FirstStep(new Nadam(0.01), g -> 0.01 * (1 + B1) * g / (Math.sqrt((1 - B2) * g * g) + EPS)),
                // DL4J starts the history of these two at their epsilons, 1e-6 and 1e-8
                new FirstStep(new AdaGrad(0.01), g -> 0.01 * g / (Math.sqrt(1e-6 + g * g) + 1e-6)),
                new FirstStep(new RmsProp(0.01), g -> 0.01 * g / (Math.sqrt(0.95 * EPS + 0.05 * g * g) + EPS)),
                new FirstStep(new AdaDelta(), g -> g * Math.sqrt(1e-6) / Math.sqrt(0.05 * g * g + 1e-6)),
                // DL4J's NoOp does nothing to the gradient, and the gradient is then the step
                new FirstStep(new NoOp(), g -> g));
    }

    private static double adam(double g) {
        double m = (1 - B1) * g;
        double v = (1 - B2) * g * g;
        return 0.01 * Math.sqrt(1 - B2) / (1 - B1) * m / (Math.sqrt(v) + EPS);
    }

    @Override
    public String toString() {
        return updater.getClass().getSimpleName();
    }
}
