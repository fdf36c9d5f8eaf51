package io.github.bnn4j.cli.settings;

import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.nd4j.shade.jackson.databind.JsonNode;

/** The options that describe chains of layers. In a residual network all that is chosen already. */
final class ChainOptions {

    private static final Set<String> OF_ALL_NETWORKS = Set.of("floatTwin", "net", "widthMultiplier");

    private ChainOptions() {}

    /**
     * @param group a component of {@link Hyperparameters}
     * @param name a component of that
     */
    static boolean include(String group, String name) {
        return group.equals("binarization") || group.equals("architecture") && !OF_ALL_NETWORKS.contains(name);
    }

    /** Returns the name of the first of them that hyperparameters, or a part of them, have. */
    static Optional<String> firstOf(JsonNode hyperparameters) {
        for (Iterator<Map.Entry<String, JsonNode>> groups = hyperparameters.fields(); groups.hasNext(); ) {
            Map.Entry<String, JsonNode> group = groups.next();
            for (Iterator<String> names = group.getValue().fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (include(group.getKey(), name)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }
}
