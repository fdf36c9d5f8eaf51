package io.github.bnn4j.cli.training;

import io.github.bnn4j.listener.FlipRatio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Flip ratios layer by layer, as tables and charts show them. */
public final class FlipRatioColumns {

    private FlipRatioColumns() {}

    /**
     * @param ratios ordered by epoch, each epoch with the same layers in the same order
     * @return the ratios of each layer, by the name that it has in the last epoch: a version of this program that began
     *     the run may have called it otherwise
     */
    public static Map<String, List<FlipRatio>> of(List<FlipRatio> ratios) {
        int layers = 0;
        while (layers < ratios.size()
                && ratios.get(layers).epoch() == ratios.get(0).epoch()) {
            layers++;
        }
        Map<String, List<FlipRatio>> columns = new LinkedHashMap<>();
        for (int layer = 0; layer < layers; layer++) {
            List<FlipRatio> column = new ArrayList<>();
            for (int i = layer; i < ratios.size(); i += layers) {
                column.add(ratios.get(i));
            }
            columns.put(column.get(column.size() - 1).layer(), column);
        }
        return columns;
    }
}
