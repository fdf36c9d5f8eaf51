package io.github.bnn4j.cli.training;

import io.github.bnn4j.cli.network.Dl4jNetwork;
import io.github.bnn4j.listener.FlipRatio;
import io.github.bnn4j.listener.FlipRatioListener;
import java.util.ArrayList;
import java.util.List;

/**
 * The share of kernel signs that an epoch flips, layer by layer. It looks at the ends of epochs alone, wherever the steps are
 * done; a resumed run begins from the signs of its checkpoint, which are those of the epoch before.
 */
final class EpochFlips {

    private final List<FlipRatio> ofEpoch = new ArrayList<>();
    private final FlipRatioListener listener = new FlipRatioListener(1, ofEpoch::add);

    /**
     * @param network before the first epoch to look at
     */
    EpochFlips(Dl4jNetwork network) {
        listener.iterationDone(network.model(), network.iterations() - 1, 0);
    }

    /**
     * Returns the flips since the last call. It is to be called after each epoch.
     *
     * @param epoch the one that is done, from 0
     * @return one for each binary layer, in the network's order
     */
    List<FlipRatio> of(Dl4jNetwork network, int epoch) {
        ofEpoch.clear();
        listener.iterationDone(network.model(), network.iterations() - 1, epoch);
        return List.copyOf(ofEpoch);
    }
}
